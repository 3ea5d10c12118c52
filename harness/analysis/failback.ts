// The disturbance that a planned failback causes, kept apart from the recovery before it.

import type { ServiceMeasurement } from './analysis.ts';
import type { RunbookStage } from './journal-facts.ts';
import { eventAt, type ServiceEvents } from './service-events.ts';
import { stageAt } from './stages.ts';

/** Start of the first good event behind the last bad one, or the end of the range's time. */
function disturbanceEnd(events: ServiceEvents, lastBad: number, otherwise: number): number {
  const next = lastBad + 1;
  return next < events.count ? events.startAt(next) : otherwise;
}

/**
 * Measures a failback from `failback-started` to the end of the load: bad events, and the time from the
 * first bad one to the first good one behind the last. Null when there was none.
 */
export function measureFailback(
  events: ServiceEvents,
  stages: readonly RunbookStage[],
  of: { readonly service: string; readonly eventsEndAt: number },
): ServiceMeasurement['failback'] {
  const startedAt = stageAt(stages, of.service, 'failback-started');
  if (startedAt === null) return null;
  const endedAt = stageAt(stages, of.service, 'failback-ended');
  let badEvents = 0;
  let firstBad = -1;
  let lastBad = -1;
  for (let event = eventAt(events, startedAt); event < events.count; event += 1) {
    if (events.good[event] === 1) continue;
    badEvents += 1;
    lastBad = event;
    if (firstBad === -1) firstBad = event;
  }
  const disruptionMs =
    firstBad === -1
      ? 0
      : disturbanceEnd(events, lastBad, of.eventsEndAt) - (events.scheduledAt[firstBad] ?? 0);
  return { startedAt, endedAt, badEvents, disruptionMs: Math.max(0, disruptionMs) };
}
