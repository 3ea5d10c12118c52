// The moving line of one service: one cell for each half second, newest on the right. Good answers
// are blocks whose height is their rate; cells with bad answers are letters, so that they can be
// told apart without colour.

import { BUCKET_MS, BUCKETS, type CounterReading } from './service-view.ts';

/** Answers in one bucket; fractions come from interpolation between readings. */
export interface Bucket {
  readonly good: number;
  readonly bad: number;
}

/** One cell of the line. */
export interface Cell {
  readonly glyph: string;
  readonly kind: 'good' | 'some-bad' | 'mostly-bad' | 'nothing';
}

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** Less than this is an artefact of interpolating between two readings. */
const LEAST = 0.5;

/** The last buckets, oldest first; counters between two readings are interpolated. */
export function bucketsOf(readings: readonly CounterReading[], count: number): readonly Bucket[] {
  const first = readings[0];
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = Math.floor(last.at / BUCKET_MS);
  const start = Math.max(Math.ceil(first.at / BUCKET_MS), end - Math.min(count, BUCKETS));
  const edges = Array.from({ length: Math.max(0, end - start) + 1 }, (_, index) =>
    countersAt(readings, (start + index) * BUCKET_MS),
  );
  return edges.slice(1).map((edge, index) => {
    const before = edges[index] ?? edge;
    return { good: edge.good - before.good, bad: edge.bad - before.bad };
  });
}

/**
 * The line in exactly `width` cells. The usual rate, which is the median of what is shown and at least
 * the scheduled rate, stands at three quarters of the height, so that a burst does not flatten it.
 */
export function sparkline(
  readings: readonly CounterReading[],
  options: { readonly width: number; readonly ratePerSecond: number },
): readonly Cell[] {
  const { width, ratePerSecond } = options;
  const buckets = bucketsOf(readings, width);
  const usual = Math.max(
    (ratePerSecond * BUCKET_MS) / 1_000,
    median(buckets.map(({ good }) => good)),
  );
  const cells = buckets.map((bucket) => cellOf(bucket, usual / 0.75));
  const empty: Cell = { glyph: ' ', kind: 'nothing' };
  return [...Array.from({ length: width - cells.length }, () => empty), ...cells];
}

function cellOf({ good, bad }: Bucket, full: number): Cell {
  if (bad >= LEAST) {
    return bad > good ? { glyph: 'X', kind: 'mostly-bad' } : { glyph: 'x', kind: 'some-bad' };
  }
  if (good < LEAST) return { glyph: '·', kind: 'nothing' };
  const height = Math.round((good / full) * BLOCKS.length);
  return { glyph: BLOCKS[Math.max(1, height) - 1] ?? '█', kind: 'good' };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function countersAt(readings: readonly CounterReading[], at: number): Bucket {
  const after = readings.findIndex((it) => it.at >= at);
  const right = readings[after];
  const left = readings[after - 1] ?? right;
  if (left === undefined || right === undefined) return { good: 0, bad: 0 };
  const part = right.at === left.at ? 1 : (at - left.at) / (right.at - left.at);
  return {
    good: left.good + part * (right.good - left.good),
    bad: left.bad + part * (right.bad - left.bad),
  };
}
