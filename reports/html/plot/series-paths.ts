// The series of a service as SVG paths: one path for all good bars, one for all bad ones, one line
// per latency quantile. A path for each bucket would make the file many times longer.

import type { DrillReport } from '../../drill-report.ts';
import { px, type Scale } from './scale.ts';

type Bucket = DrillReport['services'][number]['series'][number];

const SECOND_MS = 1_000;

/** Events of a bucket as a rate per second. */
export function perSecond(events: number, bucketMs: number): number {
  return (events * SECOND_MS) / bucketMs;
}

/** Outline of bars of equal width, from the zero line to each value. */
export function barsPath(
  buckets: readonly Bucket[],
  scales: { readonly x: Scale; readonly y: Scale; readonly bucketMs: number },
  rateOf: (bucket: Bucket) => number,
): string {
  const zero = px(scales.y(0));
  const parts: string[] = [];
  let endsAt: number | null = null;
  for (const bucket of buckets) {
    const rate = rateOf(bucket);
    if (rate === 0) {
      if (endsAt !== null) parts.push(`V${zero}z`);
      endsAt = null;
      continue;
    }
    const from = px(scales.x(bucket.atMs));
    if (endsAt !== bucket.atMs) parts.push(`${endsAt === null ? '' : `V${zero}z`}M${from} ${zero}`);
    endsAt = bucket.atMs + scales.bucketMs;
    parts.push(`V${px(scales.y(rate))}H${px(scales.x(endsAt))}`);
  }
  if (endsAt !== null) parts.push(`V${zero}z`);
  return parts.join('');
}

/** A line through the middles of the buckets that have a value; gaps stay gaps. */
export function linePath(
  buckets: readonly Bucket[],
  scales: { readonly x: Scale; readonly y: Scale; readonly bucketMs: number },
  valueOf: (bucket: Bucket) => number | null,
): string {
  const parts: string[] = [];
  let drawing = false;
  for (const bucket of buckets) {
    const value = valueOf(bucket);
    if (value === null) {
      drawing = false;
      continue;
    }
    const at = `${px(scales.x(bucket.atMs + scales.bucketMs / 2))} ${px(scales.y(value))}`;
    // A lone point gets a line of no length, which a round cap would show and a join does not need.
    parts.push(drawing ? `L${at}` : `M${at}h0`);
    drawing = true;
  }
  return parts.join('');
}
