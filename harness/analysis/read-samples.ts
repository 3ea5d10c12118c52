// Streams the samples file of a drill into rows. Memory does not grow with the lines that are not
// ours. A cut-off tail (a killed k6, a full disk) is read as far as it goes and reported.

import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { constants, createGunzip } from 'node:zlib';
import { messageOf } from '../model/problem.ts';
import type { SamplesDamage } from '../statements/index.ts';
import { type ByteRoad, byteRoad } from './sample-bytes.ts';
import { type SampleScanner, sampleScanner } from './sample-scanner.ts';
import { type Samples, samplesBuilder } from './samples.ts';

/**
 * Node unpacks the next chunk in a thread of its own while this one is searched: large enough that
 * handing over costs little, on a busy machine too; small enough for the processor's cache.
 */
const CHUNK_BYTES = 2 ** 20;
/** Read at once of a compressed file. */
const READ_BYTES = 2 ** 18;

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

/** Feeds the file to the scanner; returns why it does not end as it should, or null. */
async function readStream(path: string, scanner: SampleScanner): Promise<SamplesDamage | null> {
  const compressed = path.endsWith('.gz');
  const file = createReadStream(path, { highWaterMark: compressed ? READ_BYTES : CHUNK_BYTES });
  // Z_SYNC_FLUSH hands out everything before a cut; the length at the end of the file tells of it.
  // Damage before that shows in gzip's checksum, whichever line it is in.
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  file.on('error', (error) => gunzip.destroy(error));
  const source: AsyncIterable<Buffer> = compressed ? file.pipe(gunzip) : file;
  let length = 0;
  try {
    for await (const chunk of source) {
      length += chunk.length;
      scanner.feed(chunk);
    }
  } catch (error) {
    return { kind: 'unreadable', said: messageOf(error) };
  } finally {
    file.destroy();
    gunzip.destroy();
  }
  if (scanner.end().endsInLine) return { kind: 'last-line-cut-off' };
  if (compressed && (await statedLength(path)) !== length % 2 ** 32) {
    return { kind: 'archive-cut-off' };
  }
  return null;
}

/**
 * Reads by the given road; by JSON.parse alone, from the start, once the road has misread a line.
 */
export async function readSamplesBy(fastRoad: ByteRoad | null, path: string): Promise<Samples> {
  const builder = samplesBuilder();
  const scanner = sampleScanner(builder, fastRoad);
  const cutOff = await readStream(path, scanner);
  const { baseWallMs, damagedLines, misread } = scanner.end();
  if (misread) return await readSamplesBy(null, path);
  return builder.build({ baseWallMs, cutOff, damagedLines });
}

/**
 * Reads `samples.json.gz` (or plain `.json`) of a drill. Never fails because of what the file
 * holds: a missing, damaged or cut-off file gives the samples before the damage and `cutOff` with
 * the reason.
 */
export async function readSamples(path: string): Promise<Samples> {
  return await readSamplesBy(byteRoad(), path);
}
