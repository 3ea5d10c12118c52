// What the benches share: timing, and the two figures that they take from many times.

import { quantile } from '../../harness/analysis/quantile.ts';

/** The work's result with the milliseconds that it took. */
export async function timed<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly tookMs: number }> {
  const startedMs = performance.now();
  const value = await work();
  return { value, tookMs: performance.now() - startedMs };
}

/** Median by the nearest rank; NaN without values. */
export function median(values: readonly number[]): number {
  return rank(values, 0.5);
}

/** 95th percentile by the nearest rank; NaN without values. */
export function p95(values: readonly number[]): number {
  return rank(values, 0.95);
}

function rank(values: readonly number[], share: number): number {
  return (
    quantile(
      values.toSorted((left, right) => left - right),
      share,
    ) ?? Number.NaN
  );
}
