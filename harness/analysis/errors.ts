// What bad events ended in: the error taxonomy of one service over the method.

import type { ServiceMeasurement } from './analysis.ts';
import type { EventRange, ServiceEvents } from './service-events.ts';

/** Bad events by outcome, most frequent first; times are scheduled arrivals in drill time, ms. */
export function errorTaxonomy(
  events: ServiceEvents,
  range: EventRange,
): ServiceMeasurement['errors'] {
  const byOutcome = new Map<string, { count: number; firstAt: number; lastAt: number }>();
  for (let event = range.from; event < range.to; event += 1) {
    if (events.good[event] === 1) continue;
    const outcome = events.outcomeOf(event);
    const at = events.scheduledAt[event] ?? 0;
    const known = byOutcome.get(outcome);
    if (known === undefined) {
      byOutcome.set(outcome, { count: 1, firstAt: at, lastAt: at });
    } else {
      known.count += 1;
      known.lastAt = at;
    }
  }
  return [...byOutcome]
    .map(([outcome, entry]) => ({ outcome, ...entry }))
    .sort((left, right) => right.count - left.count || left.firstAt - right.firstAt);
}
