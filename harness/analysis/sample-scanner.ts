// Finds the lines of our two metrics in the chunks of k6's JSON output. About one line in fourteen
// is ours, so lines are not cut: the metrics' names are searched for in each chunk, and only the
// lines that hold one are looked at. A line whose damage took the name too is not counted: it shows
// in gzip's checksum, and as a gap in the operation numbers. How a line is read is the affair of
// sample-bytes.ts and sample-line.ts.

import { isDeepStrictEqual } from 'node:util';
import { ATTEMPT_METRIC, DROPPED_METRIC } from '../load/sample.ts';
import { type ByteCursor, cursorOn, hasBytes } from './byte-cursor.ts';
import type { ByteRoad } from './sample-bytes.ts';
import { parsePoint, type SamplePoint } from './sample-line.ts';
import type { SamplesBuilder } from './samples.ts';

const NEWLINE = 0x0a;
/** Every so many lines the fast road is held against JSON.parse, from the first on. */
const CHECK_EVERY = 256;

/** Where the metric's name stands in a usual line. */
const NAME_OFFSET = '{"metric":"'.length;

/** How a metric's name is found. */
interface Name {
  readonly kind: SamplePoint['kind'];
  /** What is searched for. */
  readonly word: Buffer;
  /** What has to follow. */
  readonly rest: Buffer;
}

const ATTEMPT: Name = {
  kind: 'attempt',
  word: Buffer.from(ATTEMPT_METRIC),
  rest: Buffer.alloc(0),
};
/** The whole name is slow to search for: each iteration writes `iterations`, which ends like it. */
const DROP_WORD_LENGTH = DROPPED_METRIC.indexOf('_');
const DROP: Name = {
  kind: 'drop',
  word: Buffer.from(DROPPED_METRIC.slice(0, DROP_WORD_LENGTH)),
  rest: Buffer.from(DROPPED_METRIC.slice(DROP_WORD_LENGTH)),
};

/** What scanning came to. */
export interface ScanEnd {
  /** Wall-clock ms that the times of the rows count from: the second of the first point. */
  readonly baseWallMs: number;
  /** Lines with the name of one of our metrics that could not be read. */
  readonly damagedLines: number;
  /** Whether the last line has no end. It is not read. */
  readonly endsInLine: boolean;
  /** Whether the fast road read something else than JSON.parse, so that no row can be trusted. */
  readonly misread: boolean;
}

/** Takes the chunks of a file in order. */
export interface SampleScanner {
  feed(chunk: Buffer): void;
  end(): ScanEnd;
}

/** Where a metric's name stands next, from `from` on; the end of the block when nowhere. */
function nextName(block: Buffer, from: number, { word, rest }: Name): number {
  let at = block.indexOf(word, from);
  while (at !== -1 && !hasBytes(block, at + word.length, rest)) {
    at = block.indexOf(word, at + word.length);
  }
  return at === -1 ? block.length : at;
}

/** The line around a place, without its newline. The block holds whole lines only. */
function lineAround(block: Buffer, at: number): { readonly line: Buffer; readonly end: number } {
  const end = block.indexOf(NEWLINE, at);
  return { line: block.subarray(block.lastIndexOf(NEWLINE, at) + 1, end), end: end + 1 };
}

/** Makes a scanner that fills `builder`. Without a fast road it reads every line by JSON.parse. */
export function sampleScanner(builder: SamplesBuilder, fastRoad: ByteRoad | null): SampleScanner {
  let baseWallMs: number | null = null;
  let damagedLines = 0;
  let matches = 0;
  let misread = false;
  /** The line that the last chunk began and did not end. */
  let begun: Buffer[] = [];

  function keep(point: SamplePoint): void {
    baseWallMs ??= point.time.secondMs;
    const atMs = point.time.secondMs - baseWallMs + point.time.nanoseconds / 1e6;
    const isKept =
      point.kind === 'drop'
        ? builder.addDrop({ operation: point.operation, atMs, howMany: point.howMany })
        : builder.addAttempt({
            operation: point.operation,
            outcome: point.outcome,
            attempt: point.attempt,
            operationNumber: point.operationNumber,
            endMs: atMs,
            durationMs: point.durationMs,
          });
    if (!isKept) damagedLines += 1;
  }

  /** Reads a usual line from its bytes; false when it has to be read by JSON.parse. */
  function readFast(cursor: ByteCursor, nameAt: number, kind: SamplePoint['kind']): boolean {
    const start = nameAt - NAME_OFFSET;
    const isUsual = start === 0 || cursor.bytes[start - 1] === NEWLINE;
    if (fastRoad === null || !isUsual) return false;
    cursor.at = start;
    const point = fastRoad(cursor, kind);
    if (point === null || cursor.at <= nameAt) return false;
    matches += 1;
    if (matches % CHECK_EVERY === 1) {
      const { line, end } = lineAround(cursor.bytes, nameAt);
      misread ||= end !== cursor.at || !isDeepStrictEqual(point, parsePoint(line));
    }
    keep(point);
    return true;
  }

  function readSlowly(cursor: ByteCursor, nameAt: number): void {
    const { line, end } = lineAround(cursor.bytes, nameAt);
    cursor.at = end;
    const point = parsePoint(line);
    if (point === null) damagedLines += 1;
    else if (point !== 'other') keep(point);
  }

  function scan(block: Buffer): void {
    const cursor = cursorOn(block);
    let attemptAt = nextName(block, 0, ATTEMPT);
    let dropAt = nextName(block, 0, DROP);
    while (attemptAt < block.length || dropAt < block.length) {
      const nameAt = Math.min(attemptAt, dropAt);
      const { kind } = nameAt === attemptAt ? ATTEMPT : DROP;
      if (!readFast(cursor, nameAt, kind)) readSlowly(cursor, nameAt);
      if (attemptAt < cursor.at) attemptAt = nextName(block, cursor.at, ATTEMPT);
      if (dropAt < cursor.at) dropAt = nextName(block, cursor.at, DROP);
    }
  }

  /** Ends the line that was begun, if the chunk does; returns where the next line starts. */
  function endBegun(chunk: Buffer): number {
    const end = chunk.indexOf(NEWLINE) + 1;
    if (end === 0 || begun.length === 0) return 0;
    scan(Buffer.concat([...begun, chunk.subarray(0, end)]));
    begun = [];
    return end;
  }

  return {
    feed(chunk) {
      const from = endBegun(chunk);
      const to = Math.max(from, chunk.lastIndexOf(NEWLINE) + 1);
      scan(chunk.subarray(from, to));
      // A copy, so that a few bytes do not hold the whole chunk.
      if (to < chunk.length) begun.push(Buffer.from(chunk.subarray(to)));
    },
    end: () => ({
      baseWallMs: baseWallMs ?? 0,
      damagedLines,
      endsInLine: begun.length > 0,
      misread,
    }),
  };
}
