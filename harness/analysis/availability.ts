// Availability of one service over the method and the request-seconds that it lost.

import type { ServiceMeasurement } from './analysis.ts';
import { countGood, type EventRange, eventsBetween, type ServiceEvents } from './service-events.ts';

/** An outage for the correction; drill time in ms. */
export interface OutageEdges {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What availability is measured on. */
export interface AvailabilitySource {
  readonly events: ServiceEvents;
  readonly range: EventRange;
  readonly goodWithinMs: number;
  /** p99 of the baseline latency; null without a baseline: then nothing is corrected. */
  readonly baselineP99Ms: number | null;
  readonly outage: OutageEdges | null;
}

/**
 * Good events that the outage held and that ended within the limit all the same: scheduled from L
 * before the onset to the recovery, and slower than the baseline's p99 (reference §1.2: up to +L
 * for each outage).
 */
function countHeld(source: AvailabilitySource): number {
  const { events, outage, baselineP99Ms } = source;
  if (outage === null || baselineP99Ms === null) return 0;
  const around = eventsBetween(events, outage.startedAt - source.goodWithinMs, outage.endedAt);
  const to = Math.min(around.to, source.range.to);
  let held = 0;
  for (let event = Math.max(around.from, source.range.from); event < to; event += 1) {
    if (events.good[event] !== 1 || events.endAt(event) < outage.startedAt) continue;
    if ((events.durationMs(event) ?? 0) > baselineP99Ms) held += 1;
  }
  return held;
}

/** A = good / (completed + dropped), raw and with the L-edge correction (reference §1.2, §6). */
export function measureAvailability(
  source: AvailabilitySource,
): ServiceMeasurement['availability'] {
  const total = source.range.to - source.range.from;
  if (total === 0) return { raw: 0, corrected: 0 };
  const good = countGood(source.events, source.range);
  return { raw: good / total, corrected: (good - countHeld(source)) / total };
}

/** Bruneau's resilience loss ∫(1 − Q)dt as a sum over the grid: bad events / λ (reference §1.9). */
export function lostRequestSeconds(badEvents: number, ratePerSecond: number): number {
  return ratePerSecond === 0 ? 0 : badEvents / ratePerSecond;
}
