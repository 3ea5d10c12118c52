// The plan of a drill: everything that can be known before the world is touched, deterministic for
// a scenario, a timeline and a lab. All times are in milliseconds.

import type { Estate } from '../model/estate.ts';
import type { Fault, WireSignature } from '../model/fault.ts';
import type { Link } from '../model/link.ts';
import type { OperationId } from '../model/load.ts';
import type { Objective } from '../model/objective.ts';
import type { ExpectedOutcome } from '../model/scenario.ts';
import type { LocalizedText } from '../model/text.ts';

/** What a fault touches. */
export interface BlastRadius {
  /** Links that the fault itself changes. */
  readonly links: readonly string[];
  /** Service instances that it stops (`bank@daejeon`). */
  readonly instances: readonly string[];
  /** Services whose request path holds one of these, directly or through what they depend on. */
  readonly services: readonly string[];
}

/** One fault with everything that the plan knows of it. */
export interface PlannedFault {
  readonly id: string;
  readonly fault: Fault;
  /** From the start of the method. */
  readonly injectAtMs: number;
  /** From the start of the method; null: undone after the first reading. */
  readonly healAtMs: number | null;
  readonly signature: WireSignature;
  /** What undoing it means, in words. */
  readonly inverse: LocalizedText;
  /** What the signature does not show of the real thing, where there is such a limit. */
  readonly limitation: LocalizedText | null;
  readonly blastRadius: BlastRadius;
}

/** One stream of arrivals with its k6 settings. */
export interface PlannedOperation {
  readonly operation: OperationId;
  readonly service: string;
  readonly ratePerSecond: number;
  /** Distance between scheduled arrivals: 1000/λ. */
  readonly intervalMs: number;
  /** Start of this grid, so that grids of different operations do not coincide. */
  readonly gridOffsetMs: number;
  /** All preallocated: ⌈1.2 × λ × (longest time an iteration holds its user)⌉ (Little's law). */
  readonly virtualUsers: number;
  readonly retries: number;
  readonly retryAfterMs: number;
}

/** The load on one service and what it can resolve. */
export interface PlannedServiceLoad {
  readonly service: string;
  readonly ratePerSecond: number;
  readonly intervalMs: number;
  readonly serviceLevelRatio: number;
  readonly goodWithinMs: number;
  /** ⌈ln 0.05 / ln ratio⌉: good events in a row that reject "still failing" at 5 %. */
  readonly stabilityEvents: number;
  /** W = stabilityEvents / λ. */
  readonly stabilityWindowMs: number;
}

/** An objective with its clock. */
export interface PlannedObjective {
  /** Stable name within the plan: `bank.recovery-time`. */
  readonly id: string;
  readonly objective: Objective;
  /** The fault whose control call starts the clock; null when no fault touches the service. */
  readonly clockFault: string | null;
  /** From the clock's start to the end of what can be observed for this objective. */
  readonly horizonMs: number;
}

/** Lengths of the phases that have a planned length. */
export interface PlannedPhases {
  readonly warmUpMs: number;
  readonly steadyStateMs: number;
  readonly methodMs: number;
  /** Time the load runs: warm-up + steady state + method. */
  readonly loadMs: number;
  /** Deadlines of every phase added up: the drill never lasts longer. */
  readonly longestMs: number;
}

/** The runbook with its durations in milliseconds, as the operations process gets it. */
export interface PlannedRunbook {
  readonly probeIntervalMs: number;
  readonly probeTimeoutMs: number;
  readonly failuresToDeclare: number;
  readonly decisionDelayMs: number;
  readonly failover: 'promote-standby' | 'none';
  readonly failbackSettleMs: number | null;
}

/** A guard during the drill. */
export interface PlannedStopCondition {
  readonly service: string;
  readonly floor: number;
  readonly overMs: number;
}

/** The plan of one drill. Plain JSON. */
export interface DrillPlan {
  readonly format: 1;
  readonly scenario: {
    readonly id: string;
    readonly title: LocalizedText;
    readonly summary: LocalizedText;
    readonly incident: LocalizedText | null;
    readonly expected: ExpectedOutcome;
    /** Suite file relative to the scenario's file; null for none. */
    readonly suite: string | null;
  };
  readonly lab: string;
  readonly timeline: 'short' | 'full';
  readonly estate: Estate;
  readonly links: readonly Link[];
  readonly phases: PlannedPhases;
  readonly requestTimeoutMs: number;
  readonly operations: readonly PlannedOperation[];
  readonly serviceLoads: readonly PlannedServiceLoad[];
  readonly faults: readonly PlannedFault[];
  readonly runbook: PlannedRunbook;
  readonly stopConditions: readonly PlannedStopCondition[];
  readonly objectives: readonly PlannedObjective[];
  /** Twice the longest link delay, planned latency faults included: quiet time before the second reading. */
  readonly drainQuietMs: number;
}
