// The events of one service in the order of their scheduled arrival, each good or bad. Every
// measurement of availability and recovery reads these and nothing else of the load.

import type { DrillPlan, PlannedServiceLoad } from '../plan/drill-plan.ts';
import { type Arrivals, type ArrivalsSource, NO_SAMPLE } from './arrivals.ts';

/** First attempts and drops of one service by scheduled arrival; drops are bad. */
export interface ServiceEvents {
  readonly count: number;
  /** Drill time, ms, ascending. */
  readonly scheduledAt: Float64Array;
  /** 1 for good: ok and answered within the service level's time (reference §1.2). */
  readonly good: Uint8Array;
  /** Drill time at which the attempt started; of a drop, its scheduled time. */
  startAt(event: number): number;
  /** Drill time at which the attempt ended; of a drop, its scheduled time. */
  endAt(event: number): number;
  /** Duration in ms, or null for a drop. */
  durationMs(event: number): number | null;
  /** `ok`, `late-answer` (ok, too slow), `dropped`, or the outcome of the sample. */
  outcomeOf(event: number): string;
}

/** Part of the events: from `from` up to, not including, `to`. */
export interface EventRange {
  readonly from: number;
  readonly to: number;
}

/** Merges the grids of a service's operations. */
function merge(streams: readonly Arrivals[]): {
  scheduledAt: Float64Array;
  sample: Uint32Array;
} {
  const total = streams.reduce((sum, stream) => sum + stream.count, 0);
  const scheduledAt = new Float64Array(total);
  const sample = new Uint32Array(total);
  const heads = streams.map((stream) => ({ stream, next: 0 }));
  for (let event = 0; event < total; event += 1) {
    let earliest: (typeof heads)[number] | null = null;
    let earliestAt = Number.POSITIVE_INFINITY;
    for (const head of heads) {
      if (head.next >= head.stream.count) continue;
      const at = head.stream.scheduledAt[head.next] ?? Number.POSITIVE_INFINITY;
      if (earliest === null || at < earliestAt) {
        earliest = head;
        earliestAt = at;
      }
    }
    if (earliest === null) throw new Error('Internal error: fewer arrivals than counted');
    scheduledAt[event] = earliestAt;
    sample[event] = earliest.stream.sample[earliest.next] ?? NO_SAMPLE;
    earliest.next += 1;
  }
  return { scheduledAt, sample };
}

/** Builds the events of a service from the grids of its operations. */
export function serviceEvents(
  load: PlannedServiceLoad,
  streams: readonly Arrivals[],
  { samples, clock }: ArrivalsSource,
): ServiceEvents {
  const { scheduledAt, sample } = merge(streams);
  const { attempts, outcomes } = samples;
  const okNumber = outcomes.indexOf('ok');
  const good = new Uint8Array(sample.length);
  for (let event = 0; event < sample.length; event += 1) {
    const row = sample[event] ?? NO_SAMPLE;
    if (row === NO_SAMPLE || attempts.outcome(row) !== okNumber) continue;
    if (attempts.durationMs(row) <= load.goodWithinMs) good[event] = 1;
  }
  const rowOf = (event: number): number => sample[event] ?? NO_SAMPLE;
  const endAt = (event: number): number => {
    const row = rowOf(event);
    if (row === NO_SAMPLE) return scheduledAt[event] ?? 0;
    return clock.drillTimeOf(attempts.endMs(row));
  };
  const durationMs = (event: number): number | null =>
    rowOf(event) === NO_SAMPLE ? null : attempts.durationMs(rowOf(event));
  return {
    count: sample.length,
    scheduledAt,
    good,
    endAt,
    startAt: (event) => endAt(event) - (durationMs(event) ?? 0),
    durationMs,
    outcomeOf(event) {
      if (rowOf(event) === NO_SAMPLE) return 'dropped';
      const outcome = outcomes[attempts.outcome(rowOf(event))] ?? 'other-error';
      return outcome === 'ok' && good[event] !== 1 ? 'late-answer' : outcome;
    },
  };
}

/** First event scheduled at or after a drill time. */
export function eventAt(events: ServiceEvents, at: number): number {
  let low = 0;
  let high = events.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events.scheduledAt[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The events scheduled in [from, to). */
export function eventsBetween(events: ServiceEvents, from: number, to: number): EventRange {
  return { from: eventAt(events, from), to: eventAt(events, to) };
}

/** How many events of a range are good. */
export function countGood(events: ServiceEvents, range: EventRange): number {
  let good = 0;
  for (let event = range.from; event < range.to; event += 1) good += events.good[event] ?? 0;
  return good;
}

/** Drill time, ms, at which the last scheduled event's interval is over. */
export function eventsEndAt(events: ServiceEvents, intervalMs: number): number {
  return events.count === 0 ? 0 : (events.scheduledAt[events.count - 1] ?? 0) + intervalMs;
}

/** The operations of a service in the plan's order. */
export function operationsOf(plan: DrillPlan, service: string): DrillPlan['operations'] {
  return plan.operations.filter((operation) => operation.service === service);
}
