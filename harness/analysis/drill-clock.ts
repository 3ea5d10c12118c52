// Clock domains: samples carry wall-clock time, everything else drill time (monotonic ms since the
// journal was opened). One anchor joins them; later anchors show whether the wall clock moved.

import type { ClockAnchor, DrillEvent } from '../journal/events.ts';

/** The clock of a drill. */
export interface DrillClock {
  /** Drill time, ms, of a time in the samples, ms after their `baseWallMs`. */
  readonly drillTimeOf: (afterBaseMs: number) => number;
  /** Largest movement between wall and monotonic clock, ms (measurement reference §1.5). */
  readonly stepMs: number;
}

function wallMinusMonotonicNs(anchor: ClockAnchor): bigint {
  return BigInt(anchor.wallNs) - BigInt(anchor.monotonicNs);
}

/** The clock by the anchor in `drill-started`; without that event drill time starts at the base. */
export function drillClock(events: readonly DrillEvent[], baseWallMs: number): DrillClock {
  let first: { at: number; anchor: ClockAnchor } | null = null;
  let stepNs = 0n;
  for (const event of events) {
    if (event.type !== 'drill-started' && event.type !== 'clock-checked') continue;
    if (first === null) {
      first = { at: event.at, anchor: event.anchor };
      continue;
    }
    const moved = wallMinusMonotonicNs(event.anchor) - wallMinusMonotonicNs(first.anchor);
    const size = moved < 0n ? -moved : moved;
    if (size > stepNs) stepNs = size;
  }
  const baseNs = BigInt(Math.round(baseWallMs)) * 1_000_000n;
  const offsetMs =
    first === null ? 0 : first.at + Number(baseNs - BigInt(first.anchor.wallNs)) / 1e6;
  return { drillTimeOf: (afterBaseMs) => afterBaseMs + offsetMs, stepMs: Number(stepNs) / 1e6 };
}
