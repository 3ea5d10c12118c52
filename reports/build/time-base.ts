// From drill time to the report's time: ms from the start of the method. Rounding happens here and
// nowhere else.

import type { Analysis, Interval } from '../../harness/analysis/index.ts';

/** Shifts drill times to the report's origin. */
export interface TimeBase {
  readonly origin: 'method-start' | 'drill-start';
  /** Drill time in ms → ms from the origin. */
  readonly time: (drillMs: number) => number;
  /** The same for a time that may be missing. */
  readonly timeOrNull: (drillMs: number | null) => number | null;
}

/** Rounds ms to 1 µs: finer digits are noise of the float. */
export function roundMs(valueMs: number): number {
  const rounded = Math.round(valueMs * 1_000) / 1_000;
  // JSON has no negative zero, and a report must read back as it was written.
  return rounded === 0 ? 0 : rounded;
}

/** Rounds ms that may be missing. */
export function roundMsOrNull(valueMs: number | null): number | null {
  return valueMs === null ? null : roundMs(valueMs);
}

/** Rounds the bounds of an interval in ms. */
export function roundInterval({ low, best, high }: Interval): Interval {
  return { low: roundMs(low), best: roundMs(best), high: roundMs(high) };
}

/** Fields of an interval, whose own name says nothing of its unit. */
const BOUNDS: ReadonlySet<string> = new Set(['low', 'best', 'high']);

/** A statement with every time in it rounded to 1 µs. */
export function rounded<Statement>(statement: Statement): Statement {
  const plain: Statement = JSON.parse(JSON.stringify(statement), (key, value: unknown) =>
    typeof value === 'number' && (key.endsWith('Ms') || BOUNDS.has(key)) ? roundMs(value) : value,
  );
  return plain;
}

/** The origin is the start of the method, or the drill's own start when there was no method. */
export function timeBase(analysis: Analysis): TimeBase {
  const startedAt = analysis.methodStartedAt;
  const time = (drillMs: number): number => roundMs(drillMs - (startedAt ?? 0));
  return {
    origin: startedAt === null ? 'drill-start' : 'method-start',
    time,
    timeOrNull: (drillMs) => (drillMs === null ? null : time(drillMs)),
  };
}
