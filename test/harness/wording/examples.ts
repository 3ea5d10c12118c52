// One example of every statement at least, and more where one kind is told in several ways. The
// types refuse a kind without one, so that nothing new stays unseen by the tests of the wording.

import type {
  InstrumentProblem,
  IntegrityFinding,
  Interruption,
  JournalDamage,
  Leftover,
  Measured,
  NotMeasured,
  PlainReason,
  ProblemCode,
  Reason,
  SamplesDamage,
} from '../../../harness/statements/index.ts';

/** One example of every kind of a union. */
export type Examples<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: Extract<Union, { readonly kind: Kind }>;
};

/** What other programs say; quoted in every language. */
export const SAID = 'connect ECONNREFUSED 127.0.0.1:8474';

const SERVICES = ['bank'];
const timeToRecoverMs = { low: 13_987, best: 13_997, high: 14_001 };
const ageMs = { low: 565, best: 587, high: 1_790 };
/** A fault of the fixtures. */
export const FAULT = 'daejeon-dark';
/** An instance of the fixtures. */
export const INSTANCE = 'bank@gongju';
const fault = FAULT;
const instance = INSTANCE;
const bad = { exitCode: null, signal: 'SIGKILL' };

/** One interruption of each kind. */
export const INTERRUPTIONS: Examples<Interruption> = {
  signal: { kind: 'signal', signal: 'SIGINT' },
  'stop-condition': {
    kind: 'stop-condition',
    broken: { service: 'post', good: 41, events: 60, overMs: 5_000, floor: 0.9 },
  },
  'no-steady-state': {
    kind: 'no-steady-state',
    services: [
      { service: 'bank', good: 10, bad: 5 },
      { service: 'post', good: 0, bad: 1 },
    ],
  },
  'phase-timed-out': { kind: 'phase-timed-out', phase: 'warm-up', deadlineMs: 15_000 },
  'phase-failed': { kind: 'phase-failed', phase: 'open-lab', said: SAID },
  'process-died': { kind: 'process-died', process: 'front-door', exit: bad },
  'load-ended-early': { kind: 'load-ended-early', exit: { exitCode: 108, signal: null } },
  'watchdog-died': { kind: 'watchdog-died' },
  'harness-ended': { kind: 'harness-ended', how: 'harness-died' },
  'harness-error': { kind: 'harness-error', said: SAID },
};

/** Everything that ends a drill early. */
export const interruptions: readonly Interruption[] = [
  ...Object.values(INTERRUPTIONS),
  { kind: 'stop-condition', broken: null },
  ...(['harness-hung', 'harness-failed', 'recovered', 'stopped'] as const).map(
    (how) => ({ kind: 'harness-ended', how }) as const,
  ),
  { kind: 'phase-failed', phase: null, said: SAID },
  { kind: 'process-died', process: null, exit: bad },
  { kind: 'process-died', process: 'k6', exit: { exitCode: null, signal: null } },
];

const LEFTOVERS: Examples<Leftover> = {
  process: { kind: 'process', name: 'post@gongju', pid: 4_711 },
  container: { kind: 'container', name: 'edge' },
  network: { kind: 'network', name: 'edge' },
  folder: { kind: 'folder', path: '/tmp/firedrill-1' },
  'not-known': { kind: 'not-known', said: SAID },
};

/** Everything that a drill can leave behind. */
export const leftovers: readonly Leftover[] = Object.values(LEFTOVERS);

const SAMPLES_DAMAGES: Examples<SamplesDamage> = {
  unreadable: { kind: 'unreadable', said: SAID },
  'last-line-cut-off': { kind: 'last-line-cut-off' },
  'archive-cut-off': { kind: 'archive-cut-off' },
};

const JOURNAL_DAMAGES: Examples<JournalDamage> = {
  record: { kind: 'record', record: 98 },
  'other-plan': { kind: 'other-plan' },
  reading: { kind: 'reading', reading: 'second', instance },
};

/** Everything that can be wrong with a journal. */
export const journalDamages: readonly JournalDamage[] = Object.values(JOURNAL_DAMAGES);

/** One problem of each code. */
export const PROBLEM_EXAMPLES: {
  readonly [Code in ProblemCode]: Extract<InstrumentProblem, { readonly code: Code }>;
} = {
  'no-samples': { code: 'no-samples', services: null },
  'load-ended-early': { code: 'load-ended-early', exit: bad, services: null },
  'samples-cut-off': {
    code: 'samples-cut-off',
    damage: SAMPLES_DAMAGES['archive-cut-off'],
    services: null,
  },
  'samples-damaged': { code: 'samples-damaged', lines: 12, services: null },
  'samples-missing': { code: 'samples-missing', operations: 3, services: SERVICES },
  'dropped-arrivals': {
    code: 'dropped-arrivals',
    dropped: 8,
    scheduled: 4_000,
    limit: 0.001,
    services: SERVICES,
  },
  'late-arrivals': {
    code: 'late-arrivals',
    operation: 'bank.transfer',
    p99Ms: 25,
    limitMs: 20,
    services: SERVICES,
  },
  'clock-stepped': { code: 'clock-stepped', stepMs: 2.25, limitMs: 1, services: null },
  'fault-not-injected': { code: 'fault-not-injected', fault, services: SERVICES },
  'fault-failed': { code: 'fault-failed', fault, said: SAID, services: SERVICES },
  'fault-not-confirmed': {
    code: 'fault-not-confirmed',
    fault,
    confirmation: 'inconclusive',
    services: SERVICES,
  },
  'heal-failed': { code: 'heal-failed', fault, said: SAID, services: SERVICES },
  'heal-not-confirmed': { code: 'heal-not-confirmed', fault, services: SERVICES },
  'proxy-wedged': { code: 'proxy-wedged', host: 'edge', said: SAID, services: null },
  'steady-state-broken': {
    code: 'steady-state-broken',
    good: 450,
    events: 500,
    needed: 0.99,
    services: SERVICES,
  },
  'no-steady-state': { code: 'no-steady-state', services: ['bank', 'post'] },
  'journal-damaged': { code: 'journal-damaged', damage: JOURNAL_DAMAGES.record, services: null },
  'drill-interrupted': {
    code: 'drill-interrupted',
    interruption: INTERRUPTIONS.signal,
    services: null,
  },
  'method-not-started': { code: 'method-not-started', services: null },
  'end-not-recorded': { code: 'end-not-recorded', services: null },
  'reading-missing': { code: 'reading-missing', reading: 'first', services: null },
  'reading-without-primary': {
    code: 'reading-without-primary',
    reading: 'second',
    services: ['post'],
  },
  'reading-not-quiet': { code: 'reading-not-quiet', reading: 'first', services: null },
};

/** Everything that can be wrong with the measuring. */
export const problems: readonly InstrumentProblem[] = [
  ...Object.values(PROBLEM_EXAMPLES),
  { code: 'load-ended-early', exit: null, services: null },
  { code: 'fault-not-confirmed', fault, confirmation: 'mismatch', services: SERVICES },
  ...Object.values(SAMPLES_DAMAGES).map(
    (damage) => ({ code: 'samples-cut-off', damage, services: null }) as const,
  ),
  ...journalDamages.map((damage) => ({ code: 'journal-damaged', damage, services: null }) as const),
  ...interruptions.map(
    (interruption) => ({ code: 'drill-interrupted', interruption, services: null }) as const,
  ),
];

/** One reason of each kind for which something is not measured. */
export const NOT_MEASURED: Examples<NotMeasured> = {
  'method-not-started': { kind: 'method-not-started' },
  'fault-not-injected': { kind: 'fault-not-injected', fault },
  'disturbed-without-fault': { kind: 'disturbed-without-fault' },
  'too-few-good-events': { kind: 'too-few-good-events', good: 120, needed: 299 },
  'no-write-operation': { kind: 'no-write-operation' },
  'no-primary-books': { kind: 'no-primary-books', readings: ['first', 'second'] },
  'nothing-exposed': { kind: 'nothing-exposed' },
  'no-load': { kind: 'no-load' },
  'no-event': { kind: 'no-event' },
  'no-failback': { kind: 'no-failback' },
  'not-analysed': { kind: 'not-analysed' },
};

/** Every reason for which something is not measured. */
export const notMeasured: readonly NotMeasured[] = [
  ...Object.values(NOT_MEASURED),
  { kind: 'no-primary-books', readings: ['first'] },
];

const INTEGRITY: Examples<IntegrityFinding> = {
  'ledger-not-zero': { kind: 'ledger-not-zero', instance, reading: 'first', sumWon: -3 },
  'money-not-conserved': {
    kind: 'money-not-conserved',
    instance,
    reading: 'second',
    surplusWon: 5_000,
  },
  duplicated: { kind: 'duplicated', operation: 'bank.transfer', operations: 2 },
  unexpected: { kind: 'unexpected', operation: 'bank.transfer', operations: 4 },
  'duplicated-payments': { kind: 'duplicated-payments', payments: 6 },
};

/** Everything that can be wrong with books. */
export const integrityFindings: readonly IntegrityFinding[] = [
  ...Object.values(INTEGRITY),
  { kind: 'money-not-conserved', instance, reading: 'second', surplusWon: -5_000 },
];

const MEASURED: Examples<Measured> = {
  recovered: { kind: 'recovered', timeToRecoverMs },
  'not-recovered': { kind: 'not-recovered', observedMs: 12_000 },
  'not-affected': { kind: 'not-affected' },
  loss: { kind: 'loss', lost: 11, ageMs, exposed: 100 },
  availability: {
    kind: 'availability',
    corrected: 0.93744,
    raw: 0.93785,
    good: 2_339,
    events: 2_494,
  },
  books: { kind: 'books', intact: true },
  disturbance: { kind: 'disturbance', bad: 43, events: 678 },
  failback: { kind: 'failback', disruptionMs: 420 },
};

/** Everything that can be measured of an objective. */
export const measured: readonly Measured[] = [
  ...Object.values(MEASURED),
  { kind: 'loss', lost: 0, ageMs: { low: 0, best: 0, high: 0 }, exposed: 175 },
  { kind: 'books', intact: false },
  { kind: 'recovered', timeToRecoverMs: { low: 125_000, best: 125_000, high: 125_000 } },
];

const recovery = { timeToRecoverMs, rtoMs: 12_000 };
const availability = { corrected: 0.93744, raw: 0.93785, floor: 0.9375 };
/** One reason of each kind that rests on figures alone. */
export const PLAIN: Examples<PlainReason> = {
  'not-measured': { kind: 'not-measured', why: NOT_MEASURED['no-event'] },
  'recovered-in-time': { kind: 'recovered-in-time', ...recovery },
  'recovered-late': { kind: 'recovered-late', ...recovery },
  'recovered-with-fault': { kind: 'recovered-with-fault', timeToRecoverMs },
  'rto-inside-interval': { kind: 'rto-inside-interval', ...recovery },
  'not-recovered': { kind: 'not-recovered', observedMs: 28_000, rtoMs: 12_000 },
  'not-seen-to-recover': { kind: 'not-seen-to-recover', observedMs: 2_000, rtoMs: 12_000 },
  'never-down': { kind: 'never-down', good: 1_428 },
  'nothing-lost': { kind: 'nothing-lost', exposed: 175 },
  'loss-within-limits': { kind: 'loss-within-limits', lost: 11, ageMs },
  'lost-too-many': { kind: 'lost-too-many', lost: 11, limit: 0 },
  'loss-too-old': { kind: 'loss-too-old', ageMs, limitMs: 500 },
  'loss-limit-inside-interval': { kind: 'loss-limit-inside-interval', ageMs, limitMs: 1_000 },
  'books-intact': { kind: 'books-intact' },
  'books-broken': { kind: 'books-broken', findings: integrityFindings },
  available: { kind: 'available', ...availability },
  'not-available': { kind: 'not-available', ...availability },
  'floor-inside-range': { kind: 'floor-inside-range', ...availability },
  untouched: { kind: 'untouched', good: 678 },
  touched: { kind: 'touched', bad: 43, events: 678 },
  'too-few-to-tell': { kind: 'too-few-to-tell', good: 100, needed: 299 },
  'touched-within-level': { kind: 'touched-within-level', bad: 2, events: 678 },
  'failback-short': { kind: 'failback-short', disruptionMs: 420, limitMs: 3_000 },
  'failback-long': { kind: 'failback-long', disruptionMs: 4_200, limitMs: 3_000 },
  'failback-lost-writes': { kind: 'failback-lost-writes' },
  'failback-not-ended': { kind: 'failback-not-ended' },
};

/** Every reason of a verdict, and every doubt. */
export const reasons: readonly Reason[] = [
  ...Object.values(PLAIN),
  { kind: 'lost-too-many', lost: 11, limit: 5 },
  ...notMeasured.map((why) => ({ kind: 'not-measured', why }) as const),
  ...problems.map(
    (problem, index) =>
      ({
        kind: 'measuring-in-doubt',
        problem,
        others: index % 3,
        otherwise: PLAIN['recovered-in-time'],
      }) as const,
  ),
];
