// Objectives with their verdicts, and the assertion suite, as the report holds them.

import { durationMs } from '../../harness/model/duration.ts';
import type { Claim, Objective } from '../../harness/model/objective.ts';
import { unreachable } from '../../harness/model/problem.ts';
import type { DrillPlan } from '../../harness/plan/drill-plan.ts';
import type { Judgement, SuiteResult, Verdict } from '../../harness/verdict/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { rounded, roundMs } from './time-base.ts';

type ReportObjective = DrillReport['objectives'][number];
type Target = ReportObjective['target'];

function claimOf(claim: Claim | undefined) {
  return claim === undefined ? null : { timeMs: durationMs(claim.time), source: claim.source };
}

function targetOf(objective: Objective): Target {
  switch (objective.kind) {
    case 'recovery-time': {
      const { kind, rto, claimed, required } = objective;
      const claims = { claimed: claimOf(claimed), required: claimOf(required) };
      return { kind, rtoMs: durationMs(rto), ...claims };
    }
    case 'recovery-point': {
      const { kind, maxLost, maxAge } = objective;
      return { kind, maxLost, maxAgeMs: durationMs(maxAge) };
    }
    case 'availability':
      return { kind: objective.kind, floor: objective.floor };
    case 'failback':
      return { kind: objective.kind, maxDisruptionMs: durationMs(objective.maxDisruption) };
    case 'integrity':
    case 'unaffected':
      return { kind: objective.kind };
    default:
      return unreachable(objective);
  }
}

function objectiveOf(verdict: Verdict): ReportObjective {
  const { id, objective, clockFault, horizonMs } = verdict.objective;
  return {
    id,
    service: objective.service,
    target: targetOf(objective),
    clockFault,
    horizonMs,
    verdict: verdict.value,
    reason: rounded(verdict.reason),
    measured: rounded(verdict.measured),
  };
}

/** Every objective with its verdict, in the plan's order. */
export function buildObjectives(judgement: Judgement): ReportObjective[] {
  return judgement.verdicts.map(objectiveOf);
}

/** How many objectives ended in each value. */
export function countVerdicts({ verdicts }: Judgement): DrillReport['judgement']['objectives'] {
  const counted = { met: 0, missed: 0, inconclusive: 0 };
  for (const { value } of verdicts) counted[value] += 1;
  return counted;
}

function suiteOf(suite: SuiteResult): NonNullable<DrillReport['suite']> {
  const { file, state, defect } = suite;
  const tests = suite.tests.map(({ name, state: ended, durationMs, errors }) => ({
    name,
    state: ended,
    durationMs: roundMs(durationMs),
    errors: errors.map(rounded),
  }));
  return { file, state, defect: rounded(defect), tests };
}

/** The suite's results; a suite that the plan names and nobody ran is not left out. */
export function buildSuite(plan: DrillPlan, judgement: Judgement): DrillReport['suite'] {
  if (judgement.suite !== null) return suiteOf(judgement.suite);
  const file = plan.scenario.suite;
  return file === null ? null : { file, state: 'not-run', defect: null, tests: [] };
}
