// Objectives with their verdicts, and the assertion suite, as the report holds them.

import type { Analysis, Interval } from '../../harness/analysis/index.ts';
import { durationMs } from '../../harness/model/duration.ts';
import type { Claim, Objective } from '../../harness/model/objective.ts';
import { unreachable } from '../../harness/model/problem.ts';
import type { DrillPlan } from '../../harness/plan/drill-plan.ts';
import type { Judgement, SuiteResult, Verdict } from '../../harness/verdict/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { roundInterval, roundMs } from './time-base.ts';

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

/** Time to recover, where the objective is about it and the service recovered. */
function measuredMsOf(objective: Objective, analysis: Analysis): Interval | null {
  if (objective.kind !== 'recovery-time') return null;
  const measurement = analysis.services.find(({ service }) => service === objective.service);
  if (measurement?.recovery.kind !== 'recovered') return null;
  return roundInterval(measurement.recovery.timeToRecoverMs);
}

function objectiveOf(verdict: Verdict, analysis: Analysis): ReportObjective {
  const { id, objective, clockFault, horizonMs } = verdict.objective;
  return {
    id,
    service: objective.service,
    target: targetOf(objective),
    clockFault,
    horizonMs,
    verdict: verdict.value,
    reason: verdict.reason,
    measured: verdict.measured,
    measuredMs: measuredMsOf(objective, analysis),
  };
}

/** Every objective with its verdict, in the plan's order. */
export function buildObjectives(judgement: Judgement, analysis: Analysis): ReportObjective[] {
  return judgement.verdicts.map((verdict) => objectiveOf(verdict, analysis));
}

/** How many objectives ended in each value. */
export function countVerdicts({ verdicts }: Judgement): DrillReport['judgement']['objectives'] {
  const counted = { met: 0, missed: 0, inconclusive: 0 };
  for (const { value } of verdicts) counted[value] += 1;
  return counted;
}

function suiteOf(suite: SuiteResult): NonNullable<DrillReport['suite']> {
  const { file, state, reason } = suite;
  const tests = suite.tests.map((it) => ({ ...it, durationMs: roundMs(it.durationMs) }));
  return { file, state, reason, tests };
}

/** The suite's results; a suite that the plan names and nobody ran is not left out. */
export function buildSuite(plan: DrillPlan, judgement: Judgement): DrillReport['suite'] {
  if (judgement.suite !== null) return suiteOf(judgement.suite);
  const file = plan.scenario.suite;
  return file === null ? null : { file, state: 'not-run', reason: null, tests: [] };
}
