// Verdicts: what the measurements say about the objectives. Three values, merged missed >
// inconclusive > met. No samples is never a pass.

import type { PlannedObjective } from '../plan/drill-plan.ts';
import type { LocalizedText } from '../model/text.ts';

/** Value of a verdict. */
export type VerdictValue = 'met' | 'missed' | 'inconclusive';

/** The verdict on one objective. */
export interface Verdict {
  readonly objective: PlannedObjective;
  readonly value: VerdictValue;
  /** One sentence with the figures that decided. */
  readonly reason: LocalizedText;
  /** What was measured, for the objective table; null when nothing could be. */
  readonly measured: LocalizedText | null;
}

/** Results of the assertion suite. */
export interface SuiteResult {
  readonly file: string;
  /** `unusable`: does not load, or asserts nothing. */
  readonly state: 'passed' | 'failed' | 'unusable';
  readonly reason: string | null;
  readonly tests: readonly {
    readonly name: string;
    readonly state: 'passed' | 'failed' | 'skipped';
    readonly durationMs: number;
    readonly errors: readonly string[];
  }[];
}

/** Exit statuses, one per reason; the first that applies: 70, 69, 64, 3, 1, 2, 0. */
export type ExitStatus = 0 | 1 | 2 | 3 | 64 | 69 | 70;

/** The judgement of a whole drill. */
export interface Judgement {
  readonly format: 1;
  readonly verdicts: readonly Verdict[];
  readonly suite: SuiteResult | null;
  /** Merged value of objectives and suite. */
  readonly value: VerdictValue;
  readonly outcome: 'passed' | 'missed' | 'inconclusive' | 'aborted' | 'harness-error';
  readonly exitStatus: ExitStatus;
  readonly reason: LocalizedText;
}
