// Series for plots, by scheduled arrival. Never used to measure: a bucket is wider than an edge.

import type { SeriesBucket } from './analysis.ts';
import { BUCKET_MS, goodDurations } from './latency.ts';
import { quantile } from './quantile.ts';
import { countGood, eventsBetween, type ServiceEvents } from './service-events.ts';

/** Buckets of 250 ms over the whole load, warm-up included; the bounds are multiples of 250 ms. */
export function seriesOf(events: ServiceEvents): readonly SeriesBucket[] {
  if (events.count === 0) return [];
  const first = Math.floor((events.scheduledAt[0] ?? 0) / BUCKET_MS) * BUCKET_MS;
  const last = events.scheduledAt[events.count - 1] ?? 0;
  const buckets: SeriesBucket[] = [];
  for (let at = first; at <= last; at += BUCKET_MS) {
    const range = eventsBetween(events, at, at + BUCKET_MS);
    const durations = goodDurations(events, range);
    const good = countGood(events, range);
    buckets.push({
      at,
      good,
      bad: range.to - range.from - good,
      p50Ms: quantile(durations, 0.5),
      p99Ms: quantile(durations, 0.99),
    });
  }
  return buckets;
}
