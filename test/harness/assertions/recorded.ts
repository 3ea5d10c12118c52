// A recorded drill of the mini scenario, in which everything went well, to be changed by each test.

import type {
  Analysis,
  BooksMeasurement,
  OperationReconciliation,
  ServiceMeasurement,
} from '../../../harness/analysis/index.ts';
import type { RecordedData } from '../../../harness/assertions/provided.ts';
import { processesCapabilities } from '../../../harness/lab/processes/capabilities.ts';
import { planDrill } from '../../../harness/plan/plan-drill.ts';
import type { ProblemCode } from '../../../harness/statements/index.ts';
import mini from '../../../scenarios/mini.ts';
import { PROBLEM_EXAMPLES } from '../wording/examples.ts';

const FAULT_AT = 6_540;
const planned = planDrill(mini, { timeline: 'short', lab: processesCapabilities });
if (!planned.ok) throw new Error(JSON.stringify(planned.error));
const plan = planned.value;

const NOTHING = {
  ok: 0,
  failed: 0,
  lost: 0,
  recovered: 0,
  duplicated: 0,
  unexpected: 0,
  indeterminate: 0,
  stranded: 0,
};

/** Bank: down for 0.6 s, and back. */
export const recoveredBank: ServiceMeasurement = {
  service: 'bank',
  ratePerSecond: 75,
  stabilityWindowMs: 1_987,
  events: 678,
  good: 635,
  bad: 43,
  clockStartedAt: FAULT_AT,
  firstEffectMs: { low: 0, best: 15, high: 589 },
  recovery: {
    kind: 'recovered',
    timeToRecoverMs: { low: 575, best: 592, high: 708 },
    endedWithFault: false,
    flaps: 0,
  },
  firstSuccessMs: 708,
  tailMs: 250,
  stages: [
    { mark: 'detected', atMs: 563 },
    { mark: 'declared', atMs: 564 },
    { mark: 'promoted', atMs: 580 },
    { mark: 'repointed', atMs: 594 },
    { mark: 'opened', atMs: 671 },
  ],
  availability: { raw: 0.937, corrected: 0.925 },
  lostRequestSeconds: 0.57,
  baselineLatencyMs: { p50: 5, p95: 18, p99: 23 },
  errors: [{ outcome: 'http-5xx', count: 43, firstAt: 6_556, lastAt: 7_116 }],
  series: [],
  failback: null,
};

/** Post: never down, opened never. */
export const quietPost: ServiceMeasurement = {
  ...recoveredBank,
  service: 'post',
  ratePerSecond: 50,
  events: 452,
  good: 452,
  bad: 0,
  firstEffectMs: null,
  recovery: { kind: 'not-affected', goodEvents: 428 },
  firstSuccessMs: null,
  tailMs: null,
  stages: [],
  availability: { raw: 1, corrected: 1 },
  errors: [],
};

const transfers: OperationReconciliation = {
  operation: 'bank.transfer',
  service: 'bank',
  attempted: 651,
  acknowledged: 622,
  counts: { ...NOTHING, ok: 622, indeterminate: 29 },
  won: { ...NOTHING, ok: 3_101_000 },
  examples: {},
  exposedAcknowledged: 224,
};

/** The bank's books in both readings. */
export const banksBooks: readonly BooksMeasurement[] = (['first', 'second'] as const).flatMap(
  (reading) =>
    (['standby', 'primary'] as const).map((role) => ({
      reading,
      instance: role === 'primary' ? 'bank@gongju' : 'bank@daejeon',
      role,
      epoch: 2,
      operations: 1_038,
      stranded: 0,
      ledgerSumWon: 0,
      moneyWon: 1_000,
      expectedMoneyWon: 1_000,
    })),
);

/** The analysis of a drill in which everything went well. */
export const goodAnalysis: Analysis = {
  format: 2,
  drill: 'mini',
  methodStartedAt: 6_040,
  loadEndedAt: 15_104,
  instrument: {
    attempts: 1_626,
    scheduled: 1_626,
    dropped: 0,
    latenessMs: { p50: 1, p99: 4, max: 18 },
    clockStepMs: 0,
    confirmations: [{ fault: 'bank-unreachable', confirmation: 'confirmed', bracketMs: 17 }],
    problems: [],
  },
  faults: [
    {
      fault: 'bank-unreachable',
      injectedAt: FAULT_AT,
      bracketMs: 17,
      healedAt: 16_150,
      healCause: 'after-first-reading',
      confirmation: 'confirmed',
    },
  ],
  services: [recoveredBank, quietPost],
  reconciliation: [transfers],
  recoveryPoints: [
    {
      service: 'bank',
      recoveryPoint: {
        kind: 'measured',
        lost: 0,
        lostWon: 0,
        ageMs: { low: 0, best: 0, high: 0 },
        exposedAcknowledged: 224,
      },
    },
  ],
  integrity: [{ service: 'bank', integrity: { kind: 'intact' } }],
  books: banksBooks,
  interruption: null,
  rollbackFailed: [],
  leftovers: [],
};

/** What to change about the good drill. */
export interface Changes extends Partial<Analysis> {
  readonly bank?: Partial<ServiceMeasurement>;
  readonly lost?: { readonly count: number; readonly ageMs: number } | 'unknown';
  readonly problem?: ProblemCode;
  readonly confirmation?: Analysis['faults'][number]['confirmation'];
  readonly withoutFaults?: true;
}

/** The recorded drill with some changes. */
export function recorded(changes: Changes = {}): RecordedData {
  const { bank, lost, problem, confirmation, withoutFaults, ...analysis } = changes;
  const problems = problem === undefined ? [] : [PROBLEM_EXAMPLES[problem]];
  return {
    plan: withoutFaults === undefined ? plan : { ...plan, faults: [] },
    analysis: {
      ...goodAnalysis,
      services: [{ ...recoveredBank, ...bank }, quietPost],
      instrument: { ...goodAnalysis.instrument, problems },
      faults: goodAnalysis.faults.map((fault) => ({
        ...fault,
        confirmation: confirmation ?? fault.confirmation,
      })),
      ...(lost === undefined
        ? {}
        : { recoveryPoints: [{ service: 'bank', recoveryPoint: loss(lost) }] }),
      ...analysis,
    },
  };
}

function loss(lost: NonNullable<Changes['lost']>) {
  if (lost === 'unknown') return { kind: 'unknown', reason: { kind: 'nothing-exposed' } } as const;
  const { count, ageMs } = lost;
  return {
    kind: 'measured',
    lost: count,
    lostWon: count * 5_000,
    ageMs: { low: ageMs - 1, best: ageMs, high: ageMs + 1 },
    exposedAcknowledged: 224,
  } as const;
}
