// The first effect of a fault on a service's data path. Recovery from it lives in recovery-time.ts.

import type { Interval } from './analysis.ts';
import type { ServiceEvents } from './service-events.ts';

/** The onset of an outage; times in drill time, ms. */
export interface Effect {
  /** The first bad event, by scheduled arrival. */
  readonly firstBad: number;
  /** [start of the last good before, end of the first bad] (reference §6), never before the fault. */
  readonly at: Interval;
}

/** Puts `best` and the lower bound where an interval needs them. */
export function interval(low: number, best: number, high: number): Interval {
  const lower = Math.min(low, high);
  return { low: lower, best: Math.min(Math.max(best, lower), high), high };
}

/**
 * Finds the first bad event that ended after `clockAt`: requests in flight when the fault was made
 * are hit by it too. `to` bounds the search (event index). Null when there is none.
 */
export function findEffect(events: ServiceEvents, clockAt: number, to: number): Effect | null {
  for (let event = 0; event < to; event += 1) {
    if (events.good[event] === 1 || events.endAt(event) < clockAt) continue;
    let lastGood = event - 1;
    while (lastGood >= 0 && events.good[lastGood] !== 1) lastGood -= 1;
    const low = lastGood < 0 ? clockAt : Math.max(clockAt, events.startAt(lastGood));
    const start = Math.max(clockAt, events.startAt(event));
    return { firstBad: event, at: interval(low, start, firstBadEnd(events, event, to)) };
  }
  return null;
}

/** Earliest end of a bad event from the first on; one that started much later cannot be it. */
function firstBadEnd(events: ServiceEvents, firstBad: number, to: number): number {
  let end = events.endAt(firstBad);
  for (let event = firstBad + 1; event < to; event += 1) {
    if ((events.scheduledAt[event] ?? 0) > end) break;
    if (events.good[event] !== 1) end = Math.min(end, events.endAt(event));
  }
  return end;
}
