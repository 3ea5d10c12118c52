// Verdicts: what the measurements say about the objectives. Three values, merged missed >
// inconclusive > met. No samples is never a pass. Reasons are data; harness/wording has the words.

import type { PlannedObjective } from '../plan/drill-plan.ts';
import type {
  JudgementReason,
  Measured,
  Reason,
  SuiteResult,
  VerdictValue,
} from '../statements/index.ts';

export type { SuiteResult, VerdictValue } from '../statements/index.ts';

/** The verdict on one objective. */
export interface Verdict {
  readonly objective: PlannedObjective;
  readonly value: VerdictValue;
  /** The figures that decided. */
  readonly reason: Reason;
  /** What was measured, for the objective table; null when nothing could be. */
  readonly measured: Measured | null;
}

/** Exit statuses, one per reason; the first that applies: 70, 69, 64, 3, 1, 2, 0. */
export type ExitStatus = 0 | 1 | 2 | 3 | 64 | 69 | 70;

/** The judgement of a whole drill. */
export interface Judgement {
  readonly format: 2;
  readonly verdicts: readonly Verdict[];
  readonly suite: SuiteResult | null;
  /** Merged value of objectives and suite. */
  readonly value: VerdictValue;
  readonly outcome: 'passed' | 'missed' | 'inconclusive' | 'aborted' | 'harness-error';
  readonly exitStatus: ExitStatus;
  readonly reason: JudgementReason;
}
