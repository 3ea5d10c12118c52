// Hand-built drills for tests: a plan with one service (bank) and one fault, a journal, samples by a
// rule for each arrival, and books that hold what the rule says. No files, no processes.

import type {
  AnalysisInput,
  InstanceReading,
  ReadOperation,
} from '../../../harness/analysis/index.ts';
import { samplesBuilder } from '../../../harness/analysis/index.ts';
import type { DrillEvent, DrillEventBody } from '../../../harness/journal/events.ts';
import type { Objective } from '../../../harness/model/objective.ts';
import type { DrillPlan, PlannedFault } from '../../../harness/plan/drill-plan.ts';
import type { JournalDamage, SamplesDamage } from '../../../harness/statements/index.ts';

/** Arrivals at 100/s from 0 to 40 s of drill time: steady state 5–10 s, method from 10 s on. */
export const RATE = 100;
const INTERVAL_MS = 10;
export const METHOD_AT = 10_000;
/** The fault's control call. */
export const FAULT_AT = 12_003;
export const LOAD_ENDS_AT = 40_000;
export const TOTAL = LOAD_ENDS_AT / INTERVAL_MS;
const WALL_START_MS = 1_767_323_045_000;

const text = { en: 'x', ko: 'x' };

/** What became of one arrival. */
export interface Fate {
  readonly outcome: string;
  readonly durationMs: number;
  /** Start against the grid. */
  readonly latenessMs?: number;
  /** Effects in the books of the first and of the second reading. */
  readonly effects?: readonly [number, number];
  readonly stranded?: boolean;
}

/** A good arrival that stands once in the books. */
export const GOOD: Fate = { outcome: 'ok', durationMs: 4 };
/** An arrival that ends in a refused connection. */
export const REFUSED: Fate = { outcome: 'connection-refused', durationMs: 1, effects: [0, 0] };
/** An acknowledged arrival that stands nowhere. */
export const LOST: Fate = { ...GOOD, effects: [0, 0] };

/** Everything that a test may change of a history. */
export interface HistoryOptions {
  /** Fate of the arrival scheduled at a drill time; null for a dropped one. */
  readonly fate?: (at: number, index: number) => Fate | null;
  readonly events?: (events: readonly DrillEvent[]) => readonly DrillEvent[];
  readonly damaged?: JournalDamage;
  readonly objectives?: readonly Objective[];
  readonly noFault?: boolean;
  readonly healedAt?: number;
  readonly noSamples?: boolean;
  readonly cutOff?: SamplesDamage;
  readonly extraOperations?: readonly ReadOperation[];
  readonly ledgerSumWon?: number;
  readonly withoutReading?: 'first' | 'second';
}

const FAULT: PlannedFault = {
  id: 'fire',
  fault: { id: 'fire', kind: 'site-power-off', site: 'daejeon', at: '2s' },
  injectAtMs: 2_000,
  healAtMs: null,
  signature: 'stall',
  inverse: text,
  limitation: null,
  blastRadius: { links: [], instances: ['bank@daejeon'], services: ['bank'] },
};

/** Objectives of the bank: RTO 10 s, nothing lost, books whole. */
export const OBJECTIVES: readonly Objective[] = [
  { kind: 'recovery-time', service: 'bank', rto: '10s' },
  { kind: 'recovery-point', service: 'bank', maxLost: 0, maxAge: '0ms' },
  { kind: 'integrity', service: 'bank' },
];

/** The plan of a history. */
export function planOf(options: HistoryOptions = {}): DrillPlan {
  const isCalm = options.noFault === true;
  return {
    format: 1,
    scenario: {
      id: 'history',
      title: text,
      summary: text,
      incident: null,
      expected: 'passed',
      suite: null,
    },
    lab: 'processes',
    timeline: 'short',
    estate: {
      id: 'estate',
      title: text,
      sites: [],
      services: [
        {
          id: 'bank',
          kind: 'bank',
          title: text,
          zones: {},
          dependsOn: [],
          partner: 'kftc',
          movesMoney: true,
          replication: { mode: 'async', linkDelay: '300ms', degradeAfter: '1s' },
        },
        {
          id: 'card',
          kind: 'card',
          title: text,
          zones: {},
          dependsOn: ['bank'],
          partner: 'van',
          movesMoney: true,
          replication: { mode: 'async', linkDelay: '0ms', degradeAfter: '1s' },
        },
      ],
      partners: [],
    },
    links: [],
    phases: {
      warmUpMs: 5_000,
      steadyStateMs: 5_000,
      methodMs: 30_000,
      loadMs: 40_000,
      longestMs: 90_000,
    },
    requestTimeoutMs: 1_500,
    operations: [
      {
        operation: 'bank.transfer',
        service: 'bank',
        ratePerSecond: RATE,
        intervalMs: INTERVAL_MS,
        gridOffsetMs: 0,
        virtualUsers: 200,
        retries: 0,
        retryAfterMs: 0,
      },
    ],
    serviceLoads: [
      {
        service: 'bank',
        ratePerSecond: RATE,
        intervalMs: INTERVAL_MS,
        serviceLevelRatio: 0.99,
        goodWithinMs: 300,
        stabilityEvents: 299,
        stabilityWindowMs: 2_990,
      },
    ],
    faults: isCalm ? [] : [FAULT],
    runbook: {
      probeIntervalMs: 250,
      probeTimeoutMs: 500,
      failuresToDeclare: 3,
      decisionDelayMs: 0,
      failover: 'promote-standby',
      failbackSettleMs: null,
    },
    stopConditions: [],
    objectives: (options.objectives ?? OBJECTIVES).map((objective) => ({
      id: `${objective.service}.${objective.kind}`,
      objective,
      clockFault: isCalm ? null : 'fire',
      horizonMs: LOAD_ENDS_AT - FAULT_AT,
    })),
    drainQuietMs: 600,
  };
}

const anchorAt = (at: number, stepMs = 0) => ({
  wallNs: String(BigInt(WALL_START_MS + stepMs) * 1_000_000n + BigInt(at) * 1_000_000n),
  monotonicNs: String(BigInt(at) * 1_000_000n),
  uncertaintyUs: 5,
});

/** A later reading of the clock that shows a step. */
export function clockChecked(at: number, stepMs: number): DrillEvent {
  return { at, type: 'clock-checked', anchor: anchorAt(at, stepMs) };
}

const reading = (name: 'first' | 'second'): DrillEventBody => ({
  type: 'reading-taken',
  reading: name,
  quiet: { quiet: true, quietForMs: 1_000, instances: [] },
  files: [],
});

function journalOf(options: HistoryOptions): readonly DrillEvent[] {
  const events: DrillEvent[] = [
    {
      at: 0,
      type: 'drill-started',
      drill: 'history-1',
      scenario: 'history',
      lab: 'processes',
      planSha256: '',
      anchor: anchorAt(0),
      versions: {},
      machine: {},
    },
    { at: 5_000, type: 'phase-started', phase: 'steady-state', deadlineMs: 6_000 },
    { at: 10_000, type: 'phase-ended', phase: 'steady-state', outcome: { kind: 'completed' } },
    { at: METHOD_AT, type: 'method-started' },
  ];
  if (options.noFault !== true) {
    events.push(
      {
        at: FAULT_AT,
        type: 'fault-injected',
        fault: 'fire',
        calledAt: FAULT_AT,
        acknowledgedAt: FAULT_AT + 2,
        acts: [],
      },
      { at: 12_200, type: 'fault-confirmed', fault: 'fire', confirmation: 'confirmed', probes: [] },
    );
    const healedAt = options.healedAt ?? 45_000;
    events.push({
      at: healedAt,
      type: 'fault-healed',
      fault: 'fire',
      cause: 'timeline',
      calledAt: healedAt,
      acknowledgedAt: healedAt + 1,
    });
  }
  events.push(
    { at: 40_500, type: 'load-ended', exitCode: 0, signal: null, expected: true },
    { at: 42_000, ...reading('first') },
    { at: 48_000, ...reading('second') },
    { at: 49_000, type: 'clean-verified', leftovers: [] },
    { at: 50_000, type: 'drill-ended' },
  );
  return events;
}

interface Books {
  readonly first: ReadOperation[];
  readonly second: ReadOperation[];
  readonly stranded: ReadOperation[];
}

function readingsOf(books: Books, options: HistoryOptions): readonly InstanceReading[] {
  const readingOf = (name: 'first' | 'second', instance: string): InstanceReading => {
    const isPrimary = instance === 'bank@gongju';
    const operations = isPrimary ? [...books[name], ...(options.extraOperations ?? [])] : [];
    const stranded = isPrimary || name === 'first' ? [] : books.stranded;
    return {
      reading: name,
      instance,
      summary: {
        state: { service: 'bank', role: isPrimary ? 'primary' : 'fenced', epoch: 2 },
        operations: operations.length,
        stranded: stranded.length,
        ledgerSumWon: options.ledgerSumWon ?? 0,
        moneyWon: 1_000,
        expectedMoneyWon: 1_000,
      },
      operations,
      stranded,
    };
  };
  return [
    readingOf('first', 'bank@gongju'),
    readingOf('second', 'bank@gongju'),
    readingOf('second', 'bank@daejeon'),
  ].filter((candidate) => candidate.reading !== options.withoutReading);
}

/** Builds the input of an analysis. Without options: a fault that nobody notices. */
export function historyOf(options: HistoryOptions = {}): AnalysisInput {
  const builder = samplesBuilder();
  const books: Books = { first: [], second: [], stranded: [] };
  const count = options.noSamples === true ? 0 : TOTAL;
  let number = 0;
  for (let index = 0; index < count; index += 1) {
    const at = index * INTERVAL_MS;
    const fate = options.fate === undefined ? GOOD : options.fate(at, index);
    if (fate === null) {
      builder.addDrop({ operation: 'bank.transfer', atMs: at, howMany: 1 });
      continue;
    }
    builder.addAttempt({
      operation: 'bank.transfer',
      outcome: fate.outcome,
      attempt: 0,
      operationNumber: number,
      endMs: at + (fate.latenessMs ?? 0) + fate.durationMs,
      durationMs: fate.durationMs,
    });
    const key = `bank.transfer:${number}`;
    const booked = { key, kind: 'transfer', won: 100, seq: number, epoch: 1 };
    const [first, second] = fate.effects ?? [1, 1];
    if (first > 0) books.first.push({ ...booked, effects: first });
    if (second > 0) books.second.push({ ...booked, effects: second });
    if (fate.stranded === true) books.stranded.push({ ...booked, effects: 1 });
    number += 1;
  }
  const events = journalOf(options);
  return {
    plan: planOf(options),
    journal: { events: options.events?.(events) ?? events, damaged: options.damaged ?? null },
    samples: builder.build({
      baseWallMs: WALL_START_MS,
      cutOff: options.cutOff ?? null,
      damagedLines: 0,
    }),
    readings: readingsOf(books, options),
  };
}

/** Refused from the fault on until `until`. */
export function downUntil(until: number): (at: number) => Fate {
  return (at) => (at > FAULT_AT && at < until ? REFUSED : GOOD);
}
