// Every matcher that suites have, and their types for vitest. What each asks stands in the
// `*-matchers.ts` files beside this one; registering them is setup.ts's part.

import type { DurationText } from '../model/duration.ts';
import type { Stage } from '../model/runbook.ts';
import { evidenceMatchers } from './evidence-matchers.ts';
import { type LossLimit, objectiveMatchers } from './objective-matchers.ts';
import type { RecordedService } from './recorded-drill.ts';
import { runbookMatchers } from './runbook-matchers.ts';

/** The matchers by name. */
export const matchers = { ...objectiveMatchers, ...runbookMatchers, ...evidenceMatchers };

/**
 * The matchers as suites write them. None passes on missing data, with or without `.not`: they
 * throw, and the suite ends inconclusive.
 */
export interface DrillMatchers<R> {
  /** Of a service: stable again, with the upper bound of the time to recover within the RTO. */
  toRecoverWithin(rto: DurationText): R;
  /** Of a service: every acknowledged write survived, and some were exposed. */
  toLoseNoAcknowledgedWrite(): R;
  /** Of a service: so many acknowledged writes, and none older, were lost at most. */
  toLoseAtMost(limit: LossLimit): R;
  /** Of a service: its books balance, nothing stands twice, nothing that nobody asked for. */
  toBalance(): R;
  /** Of a service: share of good events over the method, between 0 and 1. */
  toStayAvailable(floor: number): R;
  /** Of a service: no bad event, and enough good ones to say so. */
  toBeUnaffected(): R;
  /** Of a service: the planned failback disturbed it for no longer, and lost nothing. */
  toFailBackWithin(maxDisruption: DurationText): R;
  /** Of a service: the monitor saw the outage within so long of the control call. */
  toBeDetectedWithin(limit: DurationText): R;
  /** Of a service: the runbook went through these stages, in this order. */
  toReachStages(...stages: readonly Stage[]): R;
  /** Of a service: opened for business only after the other one. */
  toOpenAfter(other: RecordedService): R;
  /** Of a service: exactly one primary in each reading, and nobody in a higher epoch. */
  toHaveOnePrimary(): R;
  /** Of the drill: probes saw every planned fault as planned. */
  toHaveConfirmedFaults(): R;
  /** Of the drill: nothing was wrong with load, samples, clock, journal and readings. */
  toHaveTrustworthyInstrument(): R;
}

declare module 'vitest' {
  // The names of the type parameters are vitest's own; a merged interface must repeat them.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends DrillMatchers<R> {}
}
