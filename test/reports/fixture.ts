// Drills for the tests of the reports, made by functions: what a fixture does not name is that of a
// passed failover of two services.

import type { ServiceMeasurement } from '../../harness/analysis/index.ts';
import type { InstrumentProblem, Reason } from '../../harness/statements/index.ts';
import type { Judgement, SuiteResult } from '../../harness/verdict/index.ts';
import {
  buildReport,
  type DrillReport,
  type Evidence,
  type ReportInput,
} from '../../reports/index.ts';
import {
  analysisOf,
  LOAD_ENDED_AT,
  measurementOf,
  METHOD_AT,
  seriesOf,
  STAGES,
} from './fixture-analysis.ts';
import { judgementOf } from './fixture-judgement.ts';
import { bankRecovery, planOf } from './fixture-plan.ts';

const FAULT = 'daejeon-dark';
const NEVER_MADE: InstrumentProblem = {
  code: 'fault-not-injected',
  fault: FAULT,
  services: ['bank'],
};
const SIGNAL = { kind: 'signal', signal: 'SIGINT' } as const;

/** Kinds of drill that a fixture exists for. */
export type FixtureKind = 'passed' | 'missed' | 'inconclusive' | 'aborted' | 'empty';

/** Every kind of fixture. */
export const FIXTURE_KINDS: readonly FixtureKind[] = [
  'passed',
  'missed',
  'inconclusive',
  'aborted',
  'empty',
];

function evidenceOf(): Evidence {
  return {
    drill: '2026-01-02T03-04-05-678Z-dc-loss-failover',
    startedAt: '2026-01-02T03:04:05.678Z',
    versions: { toxiproxy: '2.12.0', firedrill: '0.1.0', k6: '2.2.0', node: '24.21.0' },
    machine: { platform: 'linux', architecture: 'x64', processors: 2 },
    planSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    journal: { events: 412, damaged: null },
    files: [
      {
        path: 'samples.json.gz',
        bytes: 1_234_567,
        sha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      },
    ],
    phases: [
      { phase: 'open-lab', startedAt: 12, endedAt: 950, outcome: 'completed' },
      { phase: 'method', startedAt: METHOD_AT, endedAt: LOAD_ENDED_AT, outcome: 'completed' },
    ],
  };
}

/** The parts of a passed failover drill. */
export function passedDrill(): ReportInput {
  return {
    plan: planOf(),
    analysis: analysisOf(),
    judgement: judgementOf(),
    evidence: evidenceOf(),
  };
}

/** The passed drill with its first objective judged otherwise, and the rest as the change says. */
function judgedAs(
  change: Pick<Judgement, 'value' | 'outcome' | 'exitStatus'> & { readonly reason: Reason },
  services: readonly ServiceMeasurement[],
): ReportInput {
  const drill = passedDrill();
  const [first, ...rest] = drill.judgement.verdicts;
  const { value, reason } = change;
  const verdicts =
    first === undefined ? [] : [{ ...first, value, reason, measured: null }, ...rest];
  const why = { kind: 'objective', objective: bankRecovery.id, reason } as const;
  return {
    ...drill,
    analysis: { ...drill.analysis, services },
    judgement: { ...drill.judgement, ...change, reason: why, verdicts },
  };
}

function missedDrill(): ReportInput {
  const drill = judgedAs(
    {
      value: 'missed',
      outcome: 'missed',
      exitStatus: 1,
      reason: { kind: 'not-recovered', observedMs: 12_000, rtoMs: 12_000 },
    },
    [
      {
        ...measurementOf('bank'),
        recovery: { kind: 'not-recovered', observedMs: 12_000 },
        stages: STAGES.slice(0, 3),
        firstSuccessMs: null,
        tailMs: null,
        failback: null,
        series: seriesOf(18, LOAD_ENDED_AT),
      },
      measurementOf('post'),
    ],
  );
  const suite: SuiteResult = {
    file: 'x.suite.ts',
    state: 'failed',
    defect: null,
    tests: [
      {
        name: '<bank> opens',
        state: 'failed',
        durationMs: 3,
        errors: [{ kind: 'said', said: 'expected 1\nto be 2' }],
      },
      { name: 'later', state: 'skipped', durationMs: 0, errors: [] },
    ],
  };
  return { ...drill, judgement: { ...drill.judgement, suite } };
}

function inconclusiveDrill(): ReportInput {
  const drill = judgedAs(
    {
      value: 'inconclusive',
      outcome: 'inconclusive',
      exitStatus: 2,
      reason: {
        kind: 'measuring-in-doubt',
        problem: NEVER_MADE,
        others: 1,
        otherwise: { kind: 'not-measured', why: { kind: 'fault-not-injected', fault: FAULT } },
      },
    },
    [
      {
        ...measurementOf('bank'),
        recovery: { kind: 'unknown', reason: { kind: 'fault-not-injected', fault: FAULT } },
        clockStartedAt: null,
        firstEffectMs: null,
        stages: [],
        firstSuccessMs: null,
        tailMs: null,
        baselineLatencyMs: null,
        failback: null,
        series: [],
        events: 0,
        good: 0,
        bad: 0,
        errors: [],
      },
      { ...measurementOf('post'), recovery: { kind: 'not-affected', goodEvents: 1_000 } },
    ],
  );
  const { analysis } = drill;
  return {
    ...drill,
    analysis: {
      ...analysis,
      faults: [],
      instrument: {
        ...analysis.instrument,
        dropped: 42,
        problems: [NEVER_MADE, { code: 'clock-stepped', stepMs: 3, limitMs: 1, services: null }],
      },
      recoveryPoints: [
        {
          service: 'bank',
          recoveryPoint: { kind: 'unknown', reason: { kind: 'nothing-exposed' } },
        },
      ],
      integrity: [
        {
          service: 'bank',
          integrity: { kind: 'unknown', reason: { kind: 'no-primary-books', readings: ['first'] } },
        },
        {
          service: 'post',
          integrity: {
            kind: 'broken',
            findings: [{ kind: 'duplicated', operation: 'post.accept', operations: 2 }],
          },
        },
      ],
      books: [],
    },
    judgement: { ...drill.judgement, suite: null },
  };
}

function abortedDrill(): ReportInput {
  const drill = passedDrill();
  const { analysis, evidence } = drill;
  return {
    ...drill,
    analysis: {
      ...analysis,
      faults: analysis.faults.map((fault) => ({ ...fault, healedAt: null, healCause: null })),
      interruption: SIGNAL,
      leftovers: [{ kind: 'process', name: 'post@gongju', pid: 4_711 }],
    },
    judgement: {
      ...drill.judgement,
      outcome: 'aborted',
      exitStatus: 3,
      reason: { kind: 'aborted', interruption: SIGNAL },
    },
    evidence: {
      ...evidence,
      journal: { events: 97, damaged: { kind: 'record', record: 98 } },
      phases: [{ phase: 'method', startedAt: METHOD_AT, endedAt: null, outcome: 'interrupted' }],
    },
  };
}

function emptyDrill(): ReportInput {
  const { plan, analysis, judgement, evidence } = passedDrill();
  return {
    plan: {
      ...plan,
      scenario: { ...plan.scenario, incident: null, suite: null },
      faults: [],
      objectives: [],
      serviceLoads: [],
    },
    analysis: {
      ...analysis,
      methodStartedAt: null,
      loadEndedAt: null,
      instrument: { ...analysis.instrument, attempts: 0, scheduled: 0, confirmations: [] },
      faults: [],
      services: [],
      reconciliation: [],
      recoveryPoints: [],
      integrity: [],
      books: [],
    },
    judgement: {
      ...judgement,
      verdicts: [],
      suite: null,
      value: 'inconclusive',
      outcome: 'inconclusive',
      exitStatus: 2,
      reason: { kind: 'no-objectives' },
    },
    evidence: { ...evidence, versions: {}, machine: {}, files: [], phases: [] },
  };
}

const DRILLS: Readonly<Record<FixtureKind, () => ReportInput>> = {
  passed: passedDrill,
  missed: missedDrill,
  inconclusive: inconclusiveDrill,
  aborted: abortedDrill,
  empty: emptyDrill,
};

/** The parts of a drill of a kind. */
export function drillFixture(kind: FixtureKind): ReportInput {
  return DRILLS[kind]();
}

/** The report of a drill of a kind. */
export function reportFixture(kind: FixtureKind): DrillReport {
  return buildReport(drillFixture(kind));
}
