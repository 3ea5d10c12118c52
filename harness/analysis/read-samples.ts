// Streams the samples file of a drill into columns. Memory does not grow with the lines that are
// not ours. A cut-off tail (a killed k6, a full disk) is read as far as it goes and reported.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { constants, createGunzip } from 'node:zlib';
import {
  extractPoint,
  type LineKind,
  lineKind,
  parsePoint,
  type SamplePoint,
} from './sample-line.ts';
import { type Samples, type SamplesBuilder, samplesBuilder } from './samples.ts';
import { messageOf } from '../model/problem.ts';

const NEWLINE = 0x0a;
/** Every so many matches the byte search is held against JSON.parse. */
const CHECK_EVERY = 1_024;

interface Reader {
  readonly builder: SamplesBuilder;
  baseWallMs: number | null;
  matches: number;
  damagedLines: number;
  /** False once the byte search has been caught reading something else than JSON.parse. */
  fast: boolean;
}

function keep(reader: Reader, point: SamplePoint): void {
  reader.baseWallMs ??= point.time.wholeMs;
  const atMs = point.time.wholeMs - reader.baseWallMs + point.time.fractionMs;
  if (point.kind === 'drop') {
    reader.builder.addDrop({ operation: point.operation, atMs, howMany: point.howMany });
    return;
  }
  reader.builder.addAttempt({ ...point, endMs: atMs });
}

function pointOf(reader: Reader, line: Buffer, kind: LineKind): SamplePoint | 'other' | null {
  if (kind !== 'attempt' && kind !== 'drop') return parsePoint(line);
  reader.matches += 1;
  const extracted = reader.fast ? extractPoint(line, kind) : null;
  if (extracted !== null && reader.matches % CHECK_EVERY !== 1) return extracted;
  const parsed = parsePoint(line);
  if (extracted !== null && !isDeepStrictEqual(extracted, parsed)) reader.fast = false;
  return parsed;
}

function readLine(reader: Reader, chunk: Buffer, range: { from: number; to: number }): void {
  if (range.to <= range.from) return;
  const kind = lineKind(chunk, range.from);
  if (kind === 'other') return;
  const point = pointOf(reader, chunk.subarray(range.from, range.to), kind);
  if (point === 'other') return;
  if (point === null) reader.damagedLines += 1;
  else keep(reader, point);
}

/** Reads the whole lines of a chunk; returns the rest behind the last newline. */
function readLines(reader: Reader, chunk: Buffer): Buffer {
  let from = 0;
  for (;;) {
    const to = chunk.indexOf(NEWLINE, from);
    if (to === -1) return chunk.subarray(from);
    readLine(reader, chunk, { from, to });
    from = to + 1;
  }
}

/** The length of the content that a gzip file states in its last four bytes (RFC 1952), or null. */
async function statedLength(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size < 18) return null;
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, size - 4);
    return buffer.readUInt32LE(0);
  } finally {
    await file.close();
  }
}

async function readStream(path: string, reader: Reader): Promise<string | null> {
  const compressed = path.endsWith('.gz');
  const file = createReadStream(path, { highWaterMark: 256 * 1_024 });
  // Z_SYNC_FLUSH hands out everything before a cut; the length at the end of the file tells of it.
  const gunzip = createGunzip({ chunkSize: 256 * 1_024, finishFlush: constants.Z_SYNC_FLUSH });
  file.on('error', (error) => gunzip.destroy(error));
  const source: AsyncIterable<Buffer> = compressed ? file.pipe(gunzip) : file;
  let length = 0;
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of source) {
      length += chunk.length;
      rest = readLines(reader, rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    }
  } catch (error) {
    const detail = messageOf(error);
    return `the samples cannot be read to the end: ${detail}`;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
  if (rest.length > 0) return 'the last line of the samples is cut off';
  if (compressed && (await statedLength(path)) !== length % 2 ** 32) {
    return 'the compressed samples are cut off';
  }
  return null;
}

/**
 * Reads `samples.json.gz` (or plain `.json`) of a drill. Never fails because of what the file holds:
 * a missing, damaged or cut-off file gives the samples before the damage and `cutOff` with the reason.
 */
export async function readSamples(path: string): Promise<Samples> {
  const reader: Reader = {
    builder: samplesBuilder(),
    baseWallMs: null,
    matches: 0,
    damagedLines: 0,
    fast: true,
  };
  const cutOff = await readStream(path, reader);
  return reader.builder.build({
    baseWallMs: reader.baseWallMs ?? 0,
    cutOff,
    damagedLines: reader.damagedLines,
  });
}
