// Verdicts of hand-built drills, and one test for each cause of "inconclusive".

import { expect, test } from 'vitest';
import { type Analysis, analyse } from '../../../harness/analysis/index.ts';
import type { DrillEvent } from '../../../harness/journal/events.ts';
import type { Objective } from '../../../harness/model/objective.ts';
import { EXIT_STATUSES, judge, type SuiteResult } from '../../../harness/verdict/index.ts';
import {
  clockChecked,
  downUntil,
  FAULT_AT,
  GOOD,
  type HistoryOptions,
  historyOf,
  LOST,
  planOf,
  REFUSED,
} from '../analysis/history.ts';

function judged(options: HistoryOptions, suite: SuiteResult | null = null) {
  return judge(planOf(options), analyse(historyOf(options)), suite);
}

const values = (options: HistoryOptions) => judged(options).verdicts.map(({ value }) => value);
const RECOVERED = { fate: downUntil(17_000) };
const AVAILABILITY: Objective = { kind: 'availability', service: 'bank', floor: 0.8 };

const oneLost = (at: number) => (at === 12_000 ? LOST : downUntil(17_000)(at));
const oneRefused = (at: number) => (at === 20_000 ? REFUSED : GOOD);
const dropsOnly = (at: number) => (at >= 30_000 && at < 32_000 ? null : GOOD);
const dropsAndOutage = (at: number) => dropsOnly(at) && downUntil(17_000)(at);
const flapping = (at: number) =>
  (at > FAULT_AT && at < 14_000) || (at >= 24_000 && at < 24_200) ? REFUSED : GOOD;
const interrupted = (cause: 'signal' | 'process-died'): DrillEvent => ({
  at: 41_000,
  type: 'interrupted',
  cause,
  detail: 'x',
});

test('everything met', () => {
  const judgement = judged(RECOVERED);
  expect(judgement).toMatchObject({ value: 'met', outcome: 'passed', exitStatus: 0 });
  const timeToRecoverMs = { low: 4_987, best: 4_997, high: 5_001 };
  expect(judgement.verdicts[0]?.measured).toEqual({ kind: 'recovered', timeToRecoverMs });
  expect(judgement.verdicts.map(({ reason }) => reason)).toEqual([
    { kind: 'recovered-in-time', timeToRecoverMs, rtoMs: 10_000 },
    { kind: 'nothing-lost', exposed: 500 },
    { kind: 'books-intact' },
  ]);
});

test('RTO: missed by the lower bound, inconclusive when it lies inside the interval', () => {
  expect(values({ fate: downUntil(25_000) })[0]).toBe('missed');
  expect(values({ fate: downUntil(99_000) })[0]).toBe('missed');
  // RTO 10 s ends at 22,003: between the last bad start (22,000) and the first good end (22,014).
  expect(values({ fate: downUntil(22_010) })[0]).toBe('inconclusive');
});

test('a recovery that ended with the fault never meets', () => {
  const judgement = judged({ ...RECOVERED, healedAt: 16_995 });
  expect(judgement.verdicts[0]?.value).toBe('inconclusive');
  expect(judgement.exitStatus).toBe(2);
});

test('flapping beyond the RTO is missed', () => {
  expect(values({ fate: flapping })[0]).toBe('missed');
});

test('data loss and broken books are missed', () => {
  expect(values({ fate: oneLost })).toEqual(['met', 'missed', 'met']);
  expect(values({ ...RECOVERED, ledgerSumWon: 1 })).toEqual(['met', 'met', 'missed']);
});

test('loss within the allowed count and age is met', () => {
  const objectives: readonly Objective[] = [
    { kind: 'recovery-point', service: 'bank', maxLost: 5, maxAge: '1s' },
    { kind: 'recovery-point', service: 'bank', maxLost: 5, maxAge: '10ms' },
  ];
  expect(values({ fate: oneLost, objectives })).toEqual(['met', 'inconclusive']);
});

test('unaffected: met untouched, inconclusive within the service level, missed beyond', () => {
  const objectives: readonly Objective[] = [{ kind: 'unaffected', service: 'bank' }];
  expect(values({ noFault: true, objectives })).toEqual(['met']);
  expect(values({ noFault: true, objectives, fate: oneRefused })).toEqual(['inconclusive']);
  expect(values({ objectives, ...RECOVERED })).toEqual(['missed']);
});

test('availability against its floor', () => {
  const objectives = [AVAILABILITY, { ...AVAILABILITY, floor: 0.9 }];
  expect(values({ ...RECOVERED, objectives })).toEqual(['met', 'missed']);
});

const add =
  (...added: readonly DrillEvent[]) =>
  (events: readonly DrillEvent[]): readonly DrillEvent[] => [...events, ...added];

const without = (type: DrillEvent['type']) => (events: readonly DrillEvent[]) =>
  events.filter((event) => event.type !== type);

function changed(type: DrillEvent['type'], change: (event: DrillEvent) => DrillEvent) {
  return (events: readonly DrillEvent[]) =>
    events.map((event) => (event.type === type ? change(event) : event));
}

const unconfirmed = changed('fault-confirmed', (event) =>
  event.type === 'fault-confirmed' ? { ...event, confirmation: 'mismatch' } : event,
);
const killed = changed('load-ended', (event) =>
  event.type === 'load-ended'
    ? { ...event, expected: false, exitCode: null, signal: 'SIGKILL' }
    : event,
);
const restless = changed('reading-taken', (event) =>
  event.type === 'reading-taken' ? { ...event, quiet: { ...event.quiet, quiet: false } } : event,
);
const DAMAGED = { kind: 'record', record: 3 } as const;
const replaced: DrillEvent = {
  at: 15_000,
  type: 'proxy-replaced',
  host: 'edge',
  reason: 'a call expired',
  tookMs: 40,
};
/** Broken before the fault, and recovered like every other history behind it. */
const shaky = (at: number) => (at >= 6_000 && at < 6_500 ? REFUSED : downUntil(17_000)(at));
/** Eight of 4,000 arrivals (0.2 %). */
const dropping = (at: number) =>
  at >= 30_000 && at < 31_600 && at % 200 === 0 ? null : downUntil(17_000)(at);
/** Five in a hundred start so late that p99 is above the interval of 10 ms. */
const veryLate = (at: number) => ({
  ...downUntil(17_000)(at),
  latenessMs: at % 200 === 100 ? 25 : 0,
});

const CAUSES: readonly (readonly [string, string, HistoryOptions])[] = [
  ['no samples', 'no-samples', { noSamples: true }],
  ['k6 killed midway', 'load-ended-early', { ...RECOVERED, events: killed }],
  ['samples cut off', 'samples-cut-off', { ...RECOVERED, cutOff: { kind: 'archive-cut-off' } }],
  ['steady state broken before the fault', 'steady-state-broken', { fate: shaky }],
  ['unconfirmed fault', 'fault-not-confirmed', { ...RECOVERED, events: unconfirmed }],
  [
    'fault never confirmed',
    'fault-not-confirmed',
    { ...RECOVERED, events: without('fault-confirmed') },
  ],
  ['wedged proxy', 'proxy-wedged', { ...RECOVERED, events: add(replaced) }],
  ['drops of 0.2 %', 'dropped-arrivals', { fate: dropping }],
  ['late arrivals', 'late-arrivals', { fate: veryLate }],
  ['journal damaged', 'journal-damaged', { ...RECOVERED, damaged: DAMAGED }],
  ['journal truncated', 'end-not-recorded', { ...RECOVERED, events: without('drill-ended') }],
  ['clock stepped', 'clock-stepped', { ...RECOVERED, events: add(clockChecked(30_000, 2)) }],
  ['books missing', 'reading-without-primary', { ...RECOVERED, withoutReading: 'first' }],
  [
    'books of the second reading missing',
    'reading-without-primary',
    { ...RECOVERED, withoutReading: 'second' },
  ],
  ['reading missing', 'reading-missing', { ...RECOVERED, events: without('reading-taken') }],
  ['reading not quiet', 'reading-not-quiet', { ...RECOVERED, events: restless }],
];

test.each(CAUSES)('inconclusive: %s', (_name, code, options) => {
  const analysis = analyse(historyOf(options));
  expect(analysis.instrument.problems.map((problem) => problem.code)).toContain(code);
  const judgement = judge(planOf(options), analysis, null);
  expect(judgement).toMatchObject({ value: 'inconclusive', exitStatus: 2 });
});

test('a miss that the problem cannot explain stays missed', () => {
  const down = { fate: downUntil(99_000) };
  expect(judged({ ...down, events: unconfirmed }).exitStatus).toBe(1);
  expect(judged({ ...down, damaged: DAMAGED }).exitStatus).toBe(1);
  expect(judged({ ...down, events: add(replaced) }).exitStatus).toBe(2);
});

test('an availability miss that drops alone explain is inconclusive', () => {
  const objectives: readonly Objective[] = [{ ...AVAILABILITY, floor: 0.99 }];
  expect(values({ noFault: true, fate: dropsOnly, objectives })).toEqual(['inconclusive']);

  expect(values({ fate: dropsAndOutage, objectives })).toEqual(['missed']);
});

test('no objectives: inconclusive', () => {
  expect(judged({ ...RECOVERED, objectives: [] })).toMatchObject({
    value: 'inconclusive',
    exitStatus: 2,
    reason: { kind: 'no-objectives' },
  });
});

test('the suite counts: failed is missed, unusable is inconclusive', () => {
  const suite = { file: 'x.suite.ts', defect: null, tests: [] };
  expect(judged(RECOVERED, { ...suite, state: 'passed' }).exitStatus).toBe(0);
  expect(judged(RECOVERED, { ...suite, state: 'failed' }).exitStatus).toBe(1);
  expect(judged(RECOVERED, { ...suite, state: 'unusable' }).exitStatus).toBe(2);
});

test('exit status: 70 before 3 before 1 before 2', () => {
  const missed = { fate: downUntil(99_000) };
  const error: DrillEvent = { at: 41_000, type: 'harness-error', message: 'x' };
  const leftover: DrillEvent = { at: 49_500, type: 'clean-verified', leftovers: ['process 7'] };
  const status = (...added: readonly DrillEvent[]) =>
    judged({ ...missed, events: add(...added) }).exitStatus;
  expect([
    status(interrupted('signal'), leftover),
    status(interrupted('signal'), error),
    status(interrupted('signal')),
    status(interrupted('process-died')),
    status(),
    judged({ ...RECOVERED, events: add(interrupted('process-died')) }).exitStatus,
  ]).toEqual([70, 70, 3, 1, 1, 2]);
  expect(EXIT_STATUSES).toEqual([70, 69, 64, 3, 1, 2, 0]);
});

test('an instrument problem touches only the services it concerns', () => {
  const analysis = analyse(historyOf(RECOVERED));
  const problem = { code: 'no-steady-state', services: ['card'] } as const;
  const other: Analysis = {
    ...analysis,
    instrument: { ...analysis.instrument, problems: [problem] },
  };
  expect(judge(planOf(), other, null).exitStatus).toBe(0);
});
