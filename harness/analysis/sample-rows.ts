// Attempts in memory: 15 bytes each and no object, in segments, so that growing copies nothing and
// leaves little unused. What the numbers stand for is the affair of samples.ts.

/** One attempt. */
export interface PackedRow {
  /** Number of its pair of operation and outcome, below 256. */
  readonly pair: number;
  readonly attempt: number;
  readonly operationNumber: number;
  readonly endMs: number;
  readonly durationMs: number;
}

/** Attempts by row, in the order in which they were added. */
export interface PackedRows {
  count(): number;
  /** False, and not added, when the end or the operation number is outside what a row holds. */
  add(row: PackedRow): boolean;
  pair(row: number): number;
  attempt(row: number): number;
  operationNumber(row: number): number;
  endMs(row: number): number;
  durationMs(row: number): number;
}

/** Rows of a segment: a power of two, so that a row's place is two bit operations. */
const SEGMENT_BITS = 12;
const SEGMENT_ROWS = 2 ** SEGMENT_BITS;
const PLACE_MASK = SEGMENT_ROWS - 1;

/** The attempt stands in the two bits above the operation number. */
const NUMBER_BITS = 30;
const NUMBER_MASK = 2 ** NUMBER_BITS - 1;
const LAST_ATTEMPT = 3;

/** Ends are nanoseconds in 48 bits, with zero in the middle: 39 hours to either side. */
const ZERO_NS = 2 ** 47;
const NS_PER_MS = 1e6;
const WORD = 2 ** 32;

interface Segment {
  readonly numberAndAttempt: Uint32Array;
  readonly endLow: Uint32Array;
  readonly durationMs: Float32Array;
  readonly endHigh: Uint16Array;
  readonly pair: Uint8Array;
}

function emptySegment(): Segment {
  const buffer = new ArrayBuffer(SEGMENT_ROWS * 15);
  return {
    numberAndAttempt: new Uint32Array(buffer, 0, SEGMENT_ROWS),
    endLow: new Uint32Array(buffer, SEGMENT_ROWS * 4, SEGMENT_ROWS),
    durationMs: new Float32Array(buffer, SEGMENT_ROWS * 8, SEGMENT_ROWS),
    endHigh: new Uint16Array(buffer, SEGMENT_ROWS * 12, SEGMENT_ROWS),
    pair: new Uint8Array(buffer, SEGMENT_ROWS * 14, SEGMENT_ROWS),
  };
}

/** Starts an empty collection. */
export function packedRows(): PackedRows {
  const segments: Segment[] = [];
  let count = 0;
  const segmentOf = (row: number): Segment => {
    const segment = row < count ? segments[row >>> SEGMENT_BITS] : undefined;
    if (segment === undefined) throw new Error(`Internal error: no attempt in row ${row}`);
    return segment;
  };
  const wordOf = (row: number): number => segmentOf(row).numberAndAttempt[row & PLACE_MASK] ?? 0;
  return {
    count: () => count,
    add(row) {
      const endNs = Math.round(row.endMs * NS_PER_MS) + ZERO_NS;
      const hasPlace = endNs >= 0 && endNs < 2 * ZERO_NS && row.operationNumber <= NUMBER_MASK;
      if (!hasPlace) return false;
      const place = count & PLACE_MASK;
      const segment = segments[count >>> SEGMENT_BITS] ?? emptySegment();
      if (place === 0) segments.push(segment);
      const attempt = Math.min(row.attempt, LAST_ATTEMPT);
      segment.numberAndAttempt[place] = (attempt << NUMBER_BITS) | row.operationNumber;
      segment.endLow[place] = endNs % WORD;
      segment.endHigh[place] = Math.floor(endNs / WORD);
      segment.durationMs[place] = row.durationMs;
      segment.pair[place] = row.pair;
      count += 1;
      return true;
    },
    pair: (row) => segmentOf(row).pair[row & PLACE_MASK] ?? 0,
    attempt: (row) => wordOf(row) >>> NUMBER_BITS,
    operationNumber: (row) => wordOf(row) & NUMBER_MASK,
    endMs(row) {
      const { endHigh, endLow } = segmentOf(row);
      const place = row & PLACE_MASK;
      return ((endHigh[place] ?? 0) * WORD + (endLow[place] ?? 0) - ZERO_NS) / NS_PER_MS;
    },
    durationMs: (row) => segmentOf(row).durationMs[row & PLACE_MASK] ?? 0,
  };
}
