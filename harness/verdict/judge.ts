// From plan, analysis and assertion suite to the judgement of a drill (design decisions 11 and 12).
// Pure; prints nothing and exits nothing.

import type { Analysis } from '../analysis/index.ts';
import { durationMs } from '../model/duration.ts';
import { unreachable } from '../model/problem.ts';
import type { LocalizedText } from '../model/text.ts';
import type { DrillPlan, PlannedObjective } from '../plan/drill-plan.ts';
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
  if (measurement === undefined) return unknownFinding(`no load on ${service}`);
  switch (objective.kind) {
    case 'recovery-time':
      return judgeRecoveryTime(measurement.recovery, durationMs(objective.rto));
    case 'recovery-point': {
      const entry = analysis.recoveryPoints.find((candidate) => candidate.service === service);
      if (entry === undefined) return unknownFinding(`no data loss measured for ${service}`);
      return judgeRecoveryPoint(entry.recoveryPoint, objective);
    }
    case 'availability':
      return judgeAvailability(measurement, objective.floor);
    case 'integrity': {
      const entry = analysis.integrity.find((candidate) => candidate.service === service);
      if (entry === undefined) return unknownFinding(`no books of ${service}`);
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
  const remains = [...rollbackFailed, ...leftovers];
  if (remains.length > 0) {
    const list = remains.join(', ');
    const reason = { en: `Not undone: ${list}.`, ko: `되돌리지 못함: ${list}.` };
    return { outcome: 'harness-error', exitStatus: 70, reason };
  }
  if (interruption === null) return null;
  const { cause, detail } = interruption;
  if (cause === 'harness-error') {
    const reason = { en: `Error in the harness: ${detail}.`, ko: `하네스 오류: ${detail}.` };
    return { outcome: 'harness-error', exitStatus: 70, reason };
  }
  // A failed phase or a process that died is a broken instrument and ends as the verdicts say.
  if (cause !== 'signal' && cause !== 'stop-condition') return null;
  const reason = { en: `Aborted (${cause}): ${detail}.`, ko: `중단됨 (${cause}): ${detail}.` };
  return { outcome: 'aborted', exitStatus: 3, reason };
}

function suiteReason(suite: SuiteResult | null): LocalizedText {
  if (suite === null) {
    return { en: 'The assertion suite was not run.', ko: '검증 스위트가 실행되지 않음.' };
  }
  const detail = suite.reason ?? suite.tests.find(({ state }) => state === 'failed')?.name ?? '';
  const tail = detail === '' ? '' : `: ${detail}`;
  return suite.state === 'failed'
    ? { en: `The assertion suite failed${tail}.`, ko: `검증 스위트 실패${tail}.` }
    : { en: `The assertion suite is unusable${tail}.`, ko: `검증 스위트 사용 불가${tail}.` };
}

/** The reason of the first verdict that decided, or of the suite. */
function decidingReason(
  value: VerdictValue,
  verdicts: readonly Verdict[],
  suite: SuiteResult | null,
): LocalizedText {
  if (value === 'met') {
    return {
      en: `All ${verdicts.length} objectives are met.`,
      ko: `목표 ${verdicts.length}개를 모두 달성함.`,
    };
  }
  if (value === 'inconclusive' && verdicts.length === 0) {
    return { en: 'The scenario has no objectives.', ko: '시나리오에 목표가 없음.' };
  }
  const deciding = verdicts.find((verdict) => verdict.value === value);
  if (deciding === undefined) return suiteReason(suite);
  const { id } = deciding.objective;
  return { en: `${id}: ${deciding.reason.en}`, ko: `${id}: ${deciding.reason.ko}` };
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
  return { format: 1, verdicts, suite, value, ...ending };
}
