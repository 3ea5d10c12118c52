// What a drill does and sees, as one union. The journal keeps these; the console shows them; the
// analysis reads nothing else of the run but these, the samples and the readings.
// `at` is drill time: monotonic milliseconds since the journal was opened.

import type { PlannedFault } from '../plan/drill-plan.ts';

/** A salted commitment in place of an account number, a host name or a path; see commitments.ts. */
export interface Commitment {
  readonly commitment: string;
}

/** Phases of a drill, in order. */
export type Phase =
  | 'open-lab'
  | 'warm-up'
  | 'steady-state'
  | 'method'
  | 'first-reading'
  | 'heal'
  | 'drain'
  | 'second-reading'
  | 'verify-clean'
  | 'close-lab';

/** How a phase ended. */
export type PhaseOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'timed-out'; readonly deadlineMs: number }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'interrupted'; readonly reason: string };

/** Result of one confirmation probe through the very proxy of a link. */
export interface ProbeObservation {
  readonly link: string;
  /** What the probe saw, in the vocabulary of wire signatures, or `healthy`. */
  readonly seen: string;
  readonly detail: string;
  readonly tookMs: number;
}

/** Result of confirming a fault or its absence from traffic. */
export type Confirmation = 'confirmed' | 'mismatch' | 'inconclusive';

/** A wall-clock and a monotonic reading taken together. */
export interface ClockAnchor {
  /** CLOCK_REALTIME in nanoseconds, decimal. */
  readonly wallNs: string;
  /** CLOCK_MONOTONIC in nanoseconds, decimal (comparable between processes of one machine). */
  readonly monotonicNs: string;
  readonly uncertaintyUs: number;
}

/** Everything that stands in the journal. */
export type DrillEventBody =
  | {
      readonly type: 'drill-started';
      readonly drill: string;
      readonly scenario: string;
      readonly lab: string;
      readonly planSha256: string;
      readonly anchor: ClockAnchor;
      readonly versions: Readonly<Record<string, string>>;
      readonly machine: Readonly<Record<string, string | number | Commitment>>;
    }
  | { readonly type: 'clock-checked'; readonly anchor: ClockAnchor }
  | { readonly type: 'phase-started'; readonly phase: Phase; readonly deadlineMs: number }
  | { readonly type: 'phase-ended'; readonly phase: Phase; readonly outcome: PhaseOutcome }
  | { readonly type: 'process-intended'; readonly name: string; readonly role: string }
  | {
      readonly type: 'process-started';
      readonly name: string;
      readonly pid: number;
      /** Kernel start time and boot id, so that a recycled pid is never signalled. */
      readonly startTime: string;
      readonly bootId: string;
    }
  | {
      readonly type: 'process-ended';
      readonly name: string;
      readonly code: number | null;
      readonly signal: string | null;
      readonly expected: boolean;
    }
  | {
      readonly type: 'lab-opened';
      readonly processes: number;
      readonly links: number;
      readonly tookMs: number;
    }
  | { readonly type: 'load-started' }
  | { readonly type: 'load-flowing'; readonly startedToFirstRequestMs: number }
  | {
      readonly type: 'load-ended';
      readonly exitCode: number | null;
      readonly signal: string | null;
      readonly expected: boolean;
    }
  | {
      readonly type: 'steady-state-verified';
      readonly services: readonly {
        readonly service: string;
        readonly good: number;
        readonly bad: number;
      }[];
    }
  | { readonly type: 'method-started' }
  | { readonly type: 'fault-intended'; readonly fault: string; readonly planned: PlannedFault }
  | {
      readonly type: 'fault-injected';
      readonly fault: string;
      readonly calledAt: number;
      readonly acknowledgedAt: number;
      readonly acts: readonly { readonly target: string; readonly acknowledgedAt: number }[];
    }
  | { readonly type: 'fault-failed'; readonly fault: string; readonly reason: string }
  | {
      readonly type: 'fault-confirmed';
      readonly fault: string;
      readonly confirmation: Confirmation;
      readonly probes: readonly ProbeObservation[];
    }
  | { readonly type: 'heal-intended'; readonly fault: string; readonly cause: HealCause }
  | {
      readonly type: 'fault-healed';
      readonly fault: string;
      readonly cause: HealCause;
      readonly calledAt: number;
      readonly acknowledgedAt: number;
    }
  | {
      readonly type: 'heal-confirmed';
      readonly fault: string;
      readonly confirmation: Confirmation;
      readonly probes: readonly ProbeObservation[];
    }
  | {
      readonly type: 'heal-failed';
      readonly fault: string;
      readonly reason: string;
      readonly commands: readonly string[];
    }
  | {
      readonly type: 'proxy-replaced';
      readonly host: string;
      readonly reason: string;
      readonly tookMs: number;
    }
  /** Relayed from the estate's processes; `at` is their own stamp. */
  | { readonly type: 'estate-event'; readonly process: string; readonly event: EstateEvent }
  | {
      readonly type: 'front-door-counters';
      readonly services: Readonly<Record<string, { readonly good: number; readonly bad: number }>>;
    }
  | {
      readonly type: 'reading-taken';
      readonly reading: ReadingName;
      readonly quiet: QuietEvidence;
      readonly files: readonly ReadingFile[];
    }
  | { readonly type: 'reading-failed'; readonly reading: ReadingName; readonly reason: string }
  | { readonly type: 'interrupted'; readonly cause: InterruptCause; readonly detail: string }
  | { readonly type: 'rollback-started' }
  | {
      readonly type: 'rollback-ended';
      readonly undone: readonly string[];
      readonly failed: readonly string[];
      readonly tookMs: number;
    }
  | { readonly type: 'clean-verified'; readonly leftovers: readonly string[] }
  | { readonly type: 'harness-error'; readonly message: string }
  /** Somebody else has undone what a dead or hanging harness left. */
  | {
      readonly type: 'watchdog-acted';
      readonly cause: UndoCause;
      readonly removed: readonly string[];
      readonly left: readonly string[];
      /** Read back as gone, and no traffic passes. */
      readonly verified: boolean;
      readonly tookMs: number;
    }
  | { readonly type: 'drill-ended' };

/** Why a fault was healed. */
export type HealCause = 'timeline' | 'after-first-reading' | 'rollback';

/** Why a drill ended before its time. */
export type InterruptCause =
  | 'signal'
  | 'stop-condition'
  | 'phase-failed'
  | 'process-died'
  | 'watchdog-died';

/**
 * Why somebody else undid a lab: the harness died, hung, or could not itself; or `recover` or `stop` found
 * it left behind.
 */
export type UndoCause =
  | 'harness-died'
  | 'harness-hung'
  | 'harness-failed'
  | 'recovered'
  | 'stopped';

/** The two readings of the books. */
export type ReadingName = 'first' | 'second';

/** Proof that writers had stopped when a reading was taken. */
export interface QuietEvidence {
  readonly quiet: boolean;
  readonly quietForMs: number;
  readonly instances: readonly {
    readonly instance: string;
    readonly reachable: boolean;
    readonly role: string;
    readonly epoch: number;
    readonly seq: number;
    readonly writesInFlight: number;
  }[];
}

/** One file of a reading, inside the drill's folder. */
export interface ReadingFile {
  readonly instance: string;
  readonly content: 'operations' | 'stranded' | 'summary';
  readonly path: string;
  readonly sha256: string;
}

/** Events of the estate's processes that the journal keeps (shape of `ProcessEvent` in the mocks' contract). */
export interface EstateEvent {
  readonly type: string;
  readonly service?: string;
  readonly mark?: string;
  readonly site?: string;
  readonly [field: string]: unknown;
}

/** One record: an event with its drill time in milliseconds. */
export type DrillEvent = { readonly at: number } & DrillEventBody;
