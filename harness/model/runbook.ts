// The recovery that the drill exercises, as the operations process gets it. It knows addresses and
// this runbook; it knows nothing of the faults.

import type { DurationText } from './duration.ts';

/** How the operations process notices that a service is down. */
export interface Detection {
  readonly probeInterval: DurationText;
  readonly probeTimeout: DurationText;
  /** Consecutive failed probes before a service is declared down. */
  readonly failuresToDeclare: number;
}

/** When the old site takes over again. */
export type Failback =
  | { readonly kind: 'never' }
  /** Once the standby has caught up and has stayed healthy for `settle`. */
  | { readonly kind: 'when-settled'; readonly settle: DurationText };

/** The recovery runbook. */
export interface Runbook {
  readonly detection: Detection;
  /** Time between detection and the decision to fail over: a person or a rule. */
  readonly decisionDelay: DurationText;
  readonly failover: 'promote-standby' | 'none';
  readonly failback: Failback;
}

/** A stage of the runbook as the operations process stamps it, in the order in which they happen. */
export type Stage =
  | 'first-failed-probe'
  | 'detected'
  | 'declared'
  | 'promote-started'
  | 'promoted'
  | 'repointed'
  | 'verified'
  | 'opened'
  | 'failback-started'
  | 'failback-demoted'
  | 'failback-promoted'
  | 'failback-ended';
