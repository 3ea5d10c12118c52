// From plan, analysis and assertion suite to the judgement of a drill (design decisions 11 and 12).
// Pure; prints nothing and exits nothing.

import type { Analysis } from '../analysis/index.ts';
import { durationMs } from '../model/duration.ts';
import { unreachable } from '../model/problem.ts';
import type { DrillPlan, PlannedObjective } from '../plan/drill-plan.ts';
import type { JudgementReason } from '../statements/index.ts';
import { type Finding, unknownFinding } from './finding.ts';
import { weigh } from './instrument-doubt.ts';
import { judgeIntegrity, judgeRecoveryPoint } from './judge-data.ts';
import { judgeRecoveryTime } from './judge-recovery-time.ts';
import { judgeAvailability, judgeFailback, judgeUnaffected } from './judge-service.ts';
import type { Judgement, SuiteResult, Verdict, VerdictValue } from './verdict.ts';

function findingOf(plan: DrillPlan, analysis: Analysis, planned: PlannedObjective): Finding {
  const { objective } = planned;
  const { service } = objective;
  const measurement = analysis.services.find((candidate) => candidate.service === service);
  if (measurement === undefined) return unknownFinding({ kind: 'no-load' });
  switch (objective.kind) {
    case 'recovery-time':
      return judgeRecoveryTime(measurement.recovery, durationMs(objective.rto));
    case 'recovery-point': {
      const entry = analysis.recoveryPoints.find((candidate) => candidate.service === service);
      if (entry === undefined) return unknownFinding({ kind: 'not-analysed' });
      return judgeRecoveryPoint(entry.recoveryPoint, objective);
    }
    case 'availability':
      return judgeAvailability(measurement, objective.floor);
    case 'integrity': {
      const entry = analysis.integrity.find((candidate) => candidate.service === service);
      if (entry === undefined) return unknownFinding({ kind: 'not-analysed' });
      return judgeIntegrity(entry.integrity);
    }
    case 'unaffected': {
      const load = plan.serviceLoads.find((candidate) => candidate.service === service);
      return judgeUnaffected(measurement, load?.serviceLevelRatio ?? 1);
    }
    case 'failback': {
      const own = analysis.reconciliation.filter((entry) => entry.service === service);
      return judgeFailback(measurement, own, durationMs(objective.maxDisruption));
    }
    default:
      return unreachable(objective);
  }
}

function judgeObjective(plan: DrillPlan, analysis: Analysis, planned: PlannedObjective): Verdict {
  const { objective } = planned;
  const finding = weigh(findingOf(plan, analysis, planned), objective, {
    problems: analysis.instrument.problems,
    measurement: analysis.services.find(({ service }) => service === objective.service),
  });
  return { objective: planned, ...finding };
}

/** Merges values: missed > inconclusive > met. No value at all is inconclusive, never a pass. */
export function mergeValues(values: readonly VerdictValue[]): VerdictValue {
  if (values.includes('missed')) return 'missed';
  return values.length === 0 || values.includes('inconclusive') ? 'inconclusive' : 'met';
}

function suiteValue(plan: DrillPlan, suite: SuiteResult | null): readonly VerdictValue[] {
  if (suite === null) return plan.scenario.suite === null ? [] : ['inconclusive'];
  switch (suite.state) {
    case 'passed':
      return ['met'];
    case 'failed':
      return ['missed'];
    case 'unusable':
      return ['inconclusive'];
    default:
      return unreachable(suite.state);
  }
}

type Ending = Pick<Judgement, 'outcome' | 'exitStatus' | 'reason'>;

/** What ended the drill, when that weighs more than the verdicts: 70 before 3. */
function endingOf({ rollbackFailed, leftovers, interruption }: Analysis): Ending | null {
  if (rollbackFailed.length > 0 || leftovers.length > 0) {
    const reason = { kind: 'not-undone', faults: rollbackFailed, leftovers } as const;
    return { outcome: 'harness-error', exitStatus: 70, reason };
  }
  switch (interruption?.kind) {
    case 'harness-error':
      return { outcome: 'harness-error', exitStatus: 70, reason: interruption };
    case 'signal':
    case 'stop-condition':
      return { outcome: 'aborted', exitStatus: 3, reason: { kind: 'aborted', interruption } };
    // A failed phase or a process that died is a broken instrument and ends as the verdicts say; so
    // does a drill that others undid, unless something was left.
    case 'no-steady-state':
    case 'phase-timed-out':
    case 'phase-failed':
    case 'process-died':
    case 'load-ended-early':
    case 'watchdog-died':
    case 'harness-ended':
    case undefined:
      return null;
    default:
      return unreachable(interruption);
  }
}

function suiteReason(suite: SuiteResult | null): JudgementReason {
  if (suite === null) return { kind: 'suite-not-run' };
  if (suite.state !== 'failed') return { kind: 'suite-unusable', defect: suite.defect };
  const failed = suite.tests.find(({ state }) => state === 'failed');
  return { kind: 'suite-failed', test: failed?.name ?? null };
}

/** The reason of the first verdict that decided, or of the suite. */
function decidingReason(
  value: VerdictValue,
  verdicts: readonly Verdict[],
  suite: SuiteResult | null,
): JudgementReason {
  if (value === 'met') return { kind: 'all-met', objectives: verdicts.length };
  if (value === 'inconclusive' && verdicts.length === 0) return { kind: 'no-objectives' };
  const deciding = verdicts.find((verdict) => verdict.value === value);
  if (deciding === undefined) return suiteReason(suite);
  const { objective, reason } = deciding;
  return { kind: 'objective', objective: objective.id, reason };
}

const ENDINGS: Readonly<Record<VerdictValue, Omit<Ending, 'reason'>>> = {
  met: { outcome: 'passed', exitStatus: 0 },
  missed: { outcome: 'missed', exitStatus: 1 },
  inconclusive: { outcome: 'inconclusive', exitStatus: 2 },
};

/** Judges a drill. `suite` is null when the scenario has none, or when it was not run. */
export function judge(plan: DrillPlan, analysis: Analysis, suite: SuiteResult | null): Judgement {
  const verdicts = plan.objectives.map((planned) => judgeObjective(plan, analysis, planned));
  const objectives = mergeValues(verdicts.map((verdict) => verdict.value));
  const value = mergeValues([objectives, ...suiteValue(plan, suite)]);
  const reason = decidingReason(value, verdicts, suite);
  const ending = endingOf(analysis) ?? { ...ENDINGS[value], reason };
  return { format: 2, verdicts, suite, value, ...ending };
}
