// Drills in which everything occurs that can be stated of one: every problem of the measuring, every
// reason for which something is unknown, every finding in the books, every reason and every doubt.

import type { Analysis, ServiceMeasurement } from '../../harness/analysis/index.ts';
import type { Judgement, SuiteResult, Verdict } from '../../harness/verdict/index.ts';
import type { ReportInput } from '../../reports/index.ts';
import { judgementReasons } from '../harness/wording/examples-judgements.ts';
import { suiteDefects, suiteErrors, TEST_NAME } from '../harness/wording/examples-suites.ts';
import {
  integrityFindings,
  interruptions,
  journalDamages,
  leftovers,
  measured,
  notMeasured,
  problems,
  reasons,
} from '../harness/wording/examples.ts';
import { measurementOf } from './fixture-analysis.ts';
import { bankRecovery } from './fixture-plan.ts';
import { drillFixture } from './fixture.ts';

const base = drillFixture('passed');

const unknown = notMeasured.map((reason) => ({ kind: 'unknown', reason }) as const);

/** One service for every recovery that is not measured, and the other kinds of recovery. */
function services(): readonly ServiceMeasurement[] {
  const bank = measurementOf('bank');
  return [
    bank,
    ...unknown.map((recovery) => ({ ...bank, recovery })),
    { ...bank, recovery: { kind: 'not-recovered', observedMs: 12_000 } },
    { ...bank, recovery: { kind: 'not-affected', goodEvents: 1_428 } },
  ];
}

function analysisOfAll(): Analysis {
  const { analysis } = base;
  const [measuredPoint] = analysis.recoveryPoints;
  return {
    ...analysis,
    services: services(),
    recoveryPoints: [
      ...unknown.map((recoveryPoint) => ({ service: 'bank', recoveryPoint })),
      ...(measuredPoint === undefined ? [] : [measuredPoint]),
    ],
    integrity: [
      ...unknown.map((integrity) => ({ service: 'bank', integrity })),
      { service: 'post', integrity: { kind: 'broken', findings: integrityFindings } },
    ],
    instrument: { ...analysis.instrument, problems },
    rollbackFailed: ['daejeon-dark'],
    leftovers,
  };
}

function verdictsOfAll(): readonly Verdict[] {
  return reasons.map((reason, index) => ({
    objective: bankRecovery,
    value: 'inconclusive',
    reason,
    measured: measured[index % measured.length] ?? null,
  }));
}

function suiteOfAll(defect: SuiteResult['defect']): SuiteResult {
  return {
    file: 'dc-loss-failover.suite.ts',
    state: defect === null ? 'failed' : 'unusable',
    defect,
    tests: suiteErrors.map((error) => ({
      name: TEST_NAME,
      state: 'failed',
      durationMs: 1_234,
      errors: [error],
    })),
  };
}

/** Drills in which together everything occurs. */
export function drillsOfEverything(): readonly ReportInput[] {
  const analysis = analysisOfAll();
  const judgement: Judgement = {
    ...base.judgement,
    verdicts: verdictsOfAll(),
    suite: suiteOfAll(null),
    value: 'inconclusive',
    outcome: 'inconclusive',
    exitStatus: 2,
  };
  const count = Math.max(
    interruptions.length,
    journalDamages.length,
    judgementReasons.length,
    suiteDefects.length,
  );
  return Array.from({ length: count }, (_, index): ReportInput => {
    const at = <Value>(values: readonly Value[]): Value | undefined =>
      values[index % values.length];
    const { evidence } = base;
    const damaged = at(journalDamages) ?? null;
    return {
      ...base,
      analysis: { ...analysis, interruption: at(interruptions) ?? null },
      judgement: {
        ...judgement,
        reason: at(judgementReasons) ?? judgement.reason,
        suite: suiteOfAll(at([null, ...suiteDefects]) ?? null),
      },
      evidence: { ...evidence, journal: { ...evidence.journal, damaged } },
    };
  });
}
