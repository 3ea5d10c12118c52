// Latency of good answers: the baseline before the fault, and how long the tail stayed above it.

import type { ServiceMeasurement } from './analysis.ts';
import { quantile } from './quantile.ts';
import { type EventRange, eventsBetween, type ServiceEvents } from './service-events.ts';

/** Width of the buckets of series and of the tail, ms. */
export const BUCKET_MS = 250;
/** So many buckets in a row inside the band end the tail (reference §1.6). */
const CALM_BUCKETS = 10;

/** Durations of the good events of a range in ms, ascending. */
export function goodDurations(events: ServiceEvents, range: EventRange): readonly number[] {
  const durations: number[] = [];
  for (let event = range.from; event < range.to; event += 1) {
    if (events.good[event] === 1) durations.push(events.durationMs(event) ?? 0);
  }
  return durations.sort((left, right) => left - right);
}

/** Percentiles of the good events in the steady state; null without any. */
export function baselineLatency(
  events: ServiceEvents,
  steady: EventRange,
): ServiceMeasurement['baselineLatencyMs'] {
  const durations = goodDurations(events, steady);
  const p50 = quantile(durations, 0.5);
  const p95 = quantile(durations, 0.95);
  const p99 = quantile(durations, 0.99);
  return p50 === null || p95 === null || p99 === null ? null : { p50, p95, p99 };
}

/** p95 of each full bucket from one drill time to another; null for a bucket without good events. */
function bucketTails(events: ServiceEvents, from: number, to: number): readonly (number | null)[] {
  const tails: (number | null)[] = [];
  for (let at = from; at + BUCKET_MS <= to; at += BUCKET_MS) {
    tails.push(quantile(goodDurations(events, eventsBetween(events, at, at + BUCKET_MS)), 0.95));
  }
  return tails;
}

/**
 * From stable until ten buckets in a row have their p95 inside the baseline band, whose upper edge is
 * the 99.5 % quantile of the steady state's bucket p95 (reference §1.6); null when not reached.
 */
export function tailMs(
  events: ServiceEvents,
  steady: { readonly startedAt: number; readonly endedAt: number },
  after: { readonly stableAt: number; readonly observationEndedAt: number },
): number | null {
  const usual = bucketTails(events, steady.startedAt, steady.endedAt)
    .filter((tail) => tail !== null)
    .sort((left, right) => left - right);
  const edge = quantile(usual, 0.995);
  if (edge === null) return null;
  let calm = 0;
  const tails = bucketTails(events, after.stableAt, after.observationEndedAt);
  for (const [index, tail] of tails.entries()) {
    calm = tail !== null && tail <= edge ? calm + 1 : 0;
    if (calm === CALM_BUCKETS) return (index + 1 - CALM_BUCKETS) * BUCKET_MS;
  }
  return null;
}
