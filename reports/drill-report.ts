// The report of a drill as plain JSON: one value from which every format is rendered. It computes
// nothing that the analysis could have stated; it selects, orders and shifts times to the method's
// start.

import type { z } from 'zod';

import type { Analysis } from '../harness/analysis/index.ts';
import type { DrillPlan } from '../harness/plan/drill-plan.ts';
import type { Judgement } from '../harness/verdict/index.ts';
import { buildReconciliation, buildRecoveryPoints } from './build/data.ts';
import { buildFaults } from './build/faults.ts';
import { buildObjectives, buildSuite, countVerdicts } from './build/objectives.ts';
import { buildEvidence, buildInstrument } from './build/provenance.ts';
import { buildServices } from './build/services.ts';
import { rounded, timeBase } from './build/time-base.ts';
import type { Evidence } from './evidence.ts';
import type { drillReportSchema } from './schema/drill-report.ts';

/** The report of one drill. Plain JSON; times in ms from `timeOrigin`, rounded to 1 µs. */
export type DrillReport = z.infer<typeof drillReportSchema>;

/** Everything that a report is made of. */
export interface ReportInput {
  readonly plan: DrillPlan;
  readonly analysis: Analysis;
  readonly judgement: Judgement;
  readonly evidence: Evidence;
}

/** Builds the report of a drill. The same input gives the same report. */
export function buildReport(input: ReportInput): DrillReport {
  const { plan, analysis, judgement, evidence } = input;
  const base = timeBase(analysis);
  const { id, title, summary, incident, expected } = plan.scenario;
  return {
    format: 2,
    drill: {
      id: evidence.drill,
      startedAt: evidence.startedAt,
      lab: plan.lab,
      timeline: plan.timeline,
      scenario: { id, title, summary, incident, expected },
      estate: { id: plan.estate.id, title: plan.estate.title },
    },
    judgement: {
      outcome: judgement.outcome,
      value: judgement.value,
      reason: rounded(judgement.reason),
      exitStatus: judgement.exitStatus,
      objectives: countVerdicts(judgement),
    },
    timeOrigin: base.origin,
    loadEndedMs: base.timeOrNull(analysis.loadEndedAt),
    objectives: buildObjectives(judgement),
    suite: buildSuite(plan, judgement),
    faults: buildFaults(plan, analysis, base),
    services: buildServices(plan, analysis, base),
    reconciliation: buildReconciliation(analysis, base),
    recoveryPoints: buildRecoveryPoints(analysis),
    integrity: analysis.integrity,
    books: analysis.books,
    instrument: buildInstrument(analysis),
    interruption: rounded(analysis.interruption),
    rollbackFailed: analysis.rollbackFailed,
    leftovers: analysis.leftovers,
    evidence: buildEvidence(evidence, base),
  };
}
