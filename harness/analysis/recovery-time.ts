// Time to recover of one service: from the control call of the fault to the start of the first
// window that meets the service level and is not left again. Objectives are judged elsewhere.

import type { PlannedServiceLoad } from '../plan/drill-plan.ts';
import type { Recovery } from './analysis.ts';
import { type Effect, interval } from './effect.ts';
import type { EventRange, ServiceEvents } from './service-events.ts';

/** 3/p at 1 %: so many events without a bad one reject "1 % are bad" at 5 % (reference §1.6). */
export const NOT_AFFECTED_EVENTS = 299;

/** What recovery is measured on. */
export interface RecoverySource {
  readonly load: PlannedServiceLoad;
  readonly events: ServiceEvents;
  /** Drill time of the control call; of the method's start for a service without a fault. */
  readonly clockAt: number;
  readonly effect: Effect | null;
  /** From the clock's start to the end of what was observed (failback or end of the load). */
  readonly observed: EventRange;
  readonly observationEndedAt: number;
  /** Drill time at which the fault was healed; null when it never was. */
  readonly healedAt: number | null;
}

/**
 * First event of the stable window, or null. It is entered by `stabilityEvents` good events in a row
 * (the zero-bad rule, n ≥ ln 0.05 / ln ratio) and left when more events of the last so many are bad
 * than the service level allows.
 */
export function stableFrom(
  events: ServiceEvents,
  load: PlannedServiceLoad,
  range: EventRange,
): number | null {
  const window = load.stabilityEvents;
  const allowed = Math.floor(window * (1 - load.serviceLevelRatio) + 1e-9);
  let entered: number | null = null;
  let goodRun = 0;
  let badInWindow = 0;
  for (let event = range.from; event < range.to; event += 1) {
    const good = events.good[event] === 1;
    goodRun = good ? goodRun + 1 : 0;
    if (entered === null) {
      if (goodRun < window) continue;
      entered = event - window + 1;
      badInWindow = 0;
      continue;
    }
    if (!good) badInWindow += 1;
    const leaving = event - window;
    if (leaving >= entered && events.good[leaving] !== 1) badInWindow -= 1;
    if (badInWindow > allowed) entered = null;
  }
  return entered;
}

/** Completion of the first good event behind the first bad one, drill time in ms; null for none. */
export function firstSuccessAt(
  events: ServiceEvents,
  effect: Effect,
  to: number,
): { readonly event: number; readonly at: number } | null {
  for (let event = effect.firstBad + 1; event < to; event += 1) {
    if (events.good[event] === 1) return { event, at: events.endAt(event) };
  }
  return null;
}

/** Number of bad episodes between the first success and the stable window (reference §1.6). */
function countFlaps(events: ServiceEvents, range: EventRange): number {
  let flaps = 0;
  for (let event = range.from + 1; event < range.to; event += 1) {
    if (events.good[event] !== 1 && events.good[event - 1] === 1) flaps += 1;
  }
  return flaps;
}

function lastBadBefore(events: ServiceEvents, event: number): number {
  let bad = event - 1;
  while (bad >= 0 && events.good[bad] === 1) bad -= 1;
  return bad;
}

function withoutEffect({ events, observed }: RecoverySource): Recovery {
  let goodEvents = 0;
  for (let event = observed.from; event < observed.to; event += 1) {
    goodEvents += events.good[event] ?? 0;
  }
  if (goodEvents >= NOT_AFFECTED_EVENTS) return { kind: 'not-affected', goodEvents };
  const needed = NOT_AFFECTED_EVENTS;
  return { kind: 'unknown', reason: { kind: 'too-few-good-events', good: goodEvents, needed } };
}

/**
 * Measures the recovery. Its edge lies in [start of the last bad, end of the first good] (reference
 * §6). Not recovered: `observedMs` is the time up to which it certainly was not stable, which is the
 * last bad event when good events follow that are too few for a window.
 */
export function measureRecovery(source: RecoverySource): Recovery {
  const { load, events, clockAt, effect, observed } = source;
  if (effect === null) return withoutEffect(source);
  const stable = stableFrom(events, load, { from: effect.firstBad, to: observed.to });
  if (stable === null) {
    const lastBad = lastBadBefore(events, observed.to);
    const until = lastBad === observed.to - 1 ? source.observationEndedAt : events.startAt(lastBad);
    return { kind: 'not-recovered', observedMs: Math.max(0, until - clockAt) };
  }
  const first = firstSuccessAt(events, effect, observed.to);
  const at = interval(
    Math.max(clockAt, events.startAt(lastBadBefore(events, stable))),
    events.startAt(stable),
    events.endAt(stable),
  );
  return {
    kind: 'recovered',
    timeToRecoverMs: {
      low: at.low - clockAt,
      best: at.best - clockAt,
      high: at.high - clockAt,
    },
    endedWithFault: source.healedAt !== null && at.best >= source.healedAt,
    flaps: first === null ? 0 : countFlaps(events, { from: first.event, to: stable }),
  };
}
