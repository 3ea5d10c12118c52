// Everything that journal, plan, analysis and books name by a word of their own, as one type: each
// language has a word for every one of them, and the compiler misses none.

import type {
  Confirmation,
  HealCause,
  InterruptCause,
  Phase,
  PhaseOutcome,
  ReadingName,
} from '../journal/events.ts';
import type { Outcome } from '../load/sample.ts';
import type { Fault, WireSignature } from '../model/fault.ts';
import type { Stage } from '../model/runbook.ts';
import type { ExpectedOutcome } from '../model/scenario.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { ProblemCode } from '../statements/index.ts';
import type { ExitStatus, Judgement, VerdictValue } from '../verdict/verdict.ts';

type KnownName =
  | Stage
  | Phase
  | PhaseOutcome['kind']
  | 'unfinished'
  | Fault['kind']
  | WireSignature
  | 'healthy'
  | HealCause
  | InterruptCause
  | 'harness-error'
  | Exclude<Outcome, 'ok'>
  | 'late-answer'
  | 'dropped'
  | ProblemCode
  | 'primary'
  | 'standby'
  | 'fenced'
  | ReadingName
  | 'processes'
  | 'containers'
  | DrillPlan['timeline']
  | ExpectedOutcome
  | 'platform'
  | 'architecture'
  | 'kernel'
  | 'processors'
  | 'memoryMegabytes';

/** Words by name, for names that come as plain text. */
export type Names = Readonly<Record<KnownName, string> & Partial<Record<string, string>>>;

/** What confirming a fault can show. */
export type ConfirmationNames = Readonly<Record<Confirmation | 'not-injected', string>>;

/** What a drill can end in. */
export type OutcomeNames = Readonly<Record<Judgement['outcome'], string>>;

/** The values of a verdict. */
export type VerdictNames = Readonly<Record<VerdictValue, string>>;

/** States of an assertion suite. */
export type SuiteStateNames = Readonly<
  Record<'passed' | 'failed' | 'unusable' | 'not-run', string>
>;

/** What each exit status means. */
export type ExitStatusMeanings = Readonly<Record<ExitStatus, string>>;

/** The word for a name that comes as plain text; a name that has none is printed as it is. */
export function nameOf({ names }: { readonly names: Names }, name: string): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}
