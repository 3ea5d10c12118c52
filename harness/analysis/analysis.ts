// What the analysis of a drill states: measurements with interval and sample count, and what it
// could not measure with the reason. Plain JSON, without a sentence in it; built from the drill's
// folder alone.

import type { Confirmation } from '../journal/events.ts';
import type {
  InstrumentProblem,
  IntegrityFinding,
  Interruption,
  Interval,
  Leftover,
  NotMeasured,
} from '../statements/index.ts';
import type { RunbookStamp } from './runbook-stamp.ts';

export type { InstrumentProblem, Interval } from '../statements/index.ts';

/** Quality of the load generator and the clock. */
export interface InstrumentQuality {
  readonly attempts: number;
  readonly scheduled: number;
  readonly dropped: number;
  /** Start of an attempt against its grid. */
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Largest movement between wall and monotonic clock over the drill. */
  readonly clockStepMs: number;
  readonly confirmations: readonly {
    readonly fault: string;
    readonly confirmation: Confirmation;
    readonly bracketMs: number;
  }[];
  readonly problems: readonly InstrumentProblem[];
}

/** When and how a service recovered. Times are relative to the clock's start (the control call), in ms. */
export type Recovery =
  | {
      readonly kind: 'recovered';
      /** TTR = stable: start of the first window that meets the service level and is not left again. */
      readonly timeToRecoverMs: Interval;
      /** True when the recovery came after the fault was healed or the site returned: no failover. */
      readonly endedWithFault: boolean;
      readonly flaps: number;
    }
  | { readonly kind: 'not-recovered' /** Observed for so long. */; readonly observedMs: number }
  | { readonly kind: 'not-affected'; readonly goodEvents: number }
  | { readonly kind: 'unknown'; readonly reason: NotMeasured };

/** One bucket of the series for plots; never used to measure. */
export interface SeriesBucket {
  /** Drill time of the bucket's start, ms. */
  readonly at: number;
  readonly good: number;
  readonly bad: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** What was measured of one service. */
export interface ServiceMeasurement {
  readonly service: string;
  readonly ratePerSecond: number;
  readonly stabilityWindowMs: number;
  /** First attempts in the method, by scheduled arrival; drops count as bad. */
  readonly events: number;
  readonly good: number;
  readonly bad: number;
  /** Drill time of the control call that starts the clock; null without a fault on this service. */
  readonly clockStartedAt: number | null;
  /** First effect on the data path after the clock started, in ms; null when there was none. */
  readonly firstEffectMs: Interval | null;
  readonly recovery: Recovery;
  /** First success after the effect, ms since the clock's start. */
  readonly firstSuccessMs: number | null;
  /** From stable until the latency tail is back in its baseline band; null when not reached or not applicable. */
  readonly tailMs: number | null;
  /** Runbook stages, ms since the clock's start (only those that happened). */
  readonly stages: readonly RunbookStamp[];
  readonly availability: {
    /** Share of good events over the method. */
    readonly raw: number;
    /** After the L-edge correction: events scheduled within `goodWithin` before the onset that were held. */
    readonly corrected: number;
  };
  readonly lostRequestSeconds: number;
  readonly baselineLatencyMs: {
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  } | null;
  readonly errors: readonly {
    readonly outcome: string;
    readonly count: number;
    readonly firstAt: number;
    readonly lastAt: number;
  }[];
  readonly series: readonly SeriesBucket[];
  /** Planned failback: how long the service was disturbed by it; null when there was none. */
  readonly failback: {
    readonly startedAt: number;
    readonly endedAt: number | null;
    readonly badEvents: number;
    readonly disruptionMs: number;
  } | null;
}

/** Classes of a client operation after comparing what the client knows with the books. */
export type OperationClass =
  | 'ok'
  | 'failed'
  | 'lost'
  | 'recovered'
  | 'duplicated'
  | 'unexpected'
  | 'indeterminate'
  | 'stranded';

/** One operation as an example. */
export interface OperationExample {
  readonly key: string;
  readonly won: number | null;
  /** Drill time of the acknowledgement, ms; null when there was none. */
  readonly acknowledgedAt: number | null;
}

/** Reconciliation of one write operation. */
export interface OperationReconciliation {
  readonly operation: string;
  readonly service: string;
  readonly attempted: number;
  readonly acknowledged: number;
  readonly counts: Readonly<Record<OperationClass, number>>;
  readonly won: Readonly<Record<OperationClass, number>>;
  /** First and last of the worst classes (lost, stranded, duplicated, unexpected), at most 5 each. */
  readonly examples: Readonly<Partial<Record<OperationClass, readonly OperationExample[]>>>;
  /** Acknowledged writes in the exposure window before the first effect. */
  readonly exposedAcknowledged: number;
}

/** Data loss of one service: RPA in operations, won and time. */
export type RecoveryPoint =
  | {
      readonly kind: 'measured';
      readonly lost: number;
      readonly lostWon: number;
      /** Effect − last acknowledgement such that it and every earlier one survived; 0 when none is lost. */
      readonly ageMs: Interval;
      readonly exposedAcknowledged: number;
    }
  | { readonly kind: 'unknown'; readonly reason: NotMeasured };

/** One instance's books in a reading. */
export interface BooksMeasurement {
  readonly reading: 'first' | 'second';
  readonly instance: string;
  readonly role: string;
  readonly epoch: number;
  readonly operations: number;
  readonly stranded: number;
  readonly ledgerSumWon: number | null;
  readonly moneyWon: number | null;
  readonly expectedMoneyWon: number | null;
}

/** Integrity of one service. */
export type Integrity =
  | { readonly kind: 'intact' }
  | { readonly kind: 'broken'; readonly findings: readonly IntegrityFinding[] }
  | { readonly kind: 'unknown'; readonly reason: NotMeasured };

/** Everything that the analysis states. */
export interface Analysis {
  readonly format: 2;
  readonly drill: string;
  /** Drill time at which the method started, ms; null when it never did. */
  readonly methodStartedAt: number | null;
  /** Drill time at which the load ended, ms. */
  readonly loadEndedAt: number | null;
  readonly instrument: InstrumentQuality;
  readonly faults: readonly {
    readonly fault: string;
    readonly injectedAt: number | null;
    readonly bracketMs: number | null;
    readonly healedAt: number | null;
    readonly healCause: string | null;
    readonly confirmation: Confirmation | 'not-injected';
  }[];
  readonly services: readonly ServiceMeasurement[];
  readonly reconciliation: readonly OperationReconciliation[];
  readonly recoveryPoints: readonly {
    readonly service: string;
    readonly recoveryPoint: RecoveryPoint;
  }[];
  readonly integrity: readonly { readonly service: string; readonly integrity: Integrity }[];
  readonly books: readonly BooksMeasurement[];
  readonly interruption: Interruption | null;
  /** Faults that could not be undone. */
  readonly rollbackFailed: readonly string[];
  readonly leftovers: readonly Leftover[];
}
