// One example at least of everything that is stated of assertion suites: what was expected, found,
// and why a suite cannot be used.

import type {
  Assertion,
  AssertionFinding,
  Expectation,
  SuiteDefect,
  SuiteError,
} from '../../../harness/statements/index.ts';
import {
  type Examples,
  FAULT,
  INSTANCE,
  NOT_MEASURED,
  PLAIN,
  PROBLEM_EXAMPLES,
  SAID,
} from './examples.ts';

/** What the author of a suite says. */
export const NOTE = 'rule 7 of the handbook';
/** The name that the author of a suite gave a test. */
export const TEST_NAME = 'the bank comes back';

const EXPECTATIONS: Examples<Expectation> = {
  'recover-within': { kind: 'recover-within', service: 'bank', rtoMs: 12_000 },
  'keep-writes': { kind: 'keep-writes', service: 'bank' },
  'lose-at-most': { kind: 'lose-at-most', service: 'bank', writes: 5, ageMs: 1_000 },
  balance: { kind: 'balance', service: 'bank' },
  'stay-available': { kind: 'stay-available', service: 'bank', floor: 0.9 },
  'be-unaffected': { kind: 'be-unaffected', service: 'bank' },
  'fail-back-within': { kind: 'fail-back-within', service: 'bank', limitMs: 3_000 },
  'be-detected-within': { kind: 'be-detected-within', service: 'bank', limitMs: 4_000 },
  'reach-stages': { kind: 'reach-stages', service: 'bank', stages: ['detected', 'opened'] },
  'open-after': { kind: 'open-after', service: 'post', other: 'bank' },
  'have-one-primary': { kind: 'have-one-primary', service: 'bank' },
  'have-confirmed-faults': { kind: 'have-confirmed-faults' },
  'have-sound-instrument': { kind: 'have-sound-instrument' },
};

const basis = { kind: 'load', attempts: 1_626, dropped: 2, scheduled: 1_626 } as const;
const stamps = [
  { stage: 'detected', atMs: 1_839 },
  { stage: 'opened', atMs: 2_105 },
];
const roles = [
  { reading: 'first', instance: INSTANCE, role: 'primary', epoch: 2 },
  { reading: 'second', instance: 'bank@daejeon', role: 'fenced', epoch: 1 },
] as const;
const FINDINGS: Examples<AssertionFinding> = {
  verdict: {
    kind: 'verdict',
    reason: PLAIN['recovered-late'],
    basis: { kind: 'events', good: 635, bad: 43, ratePerSecond: 75 },
  },
  'never-down': { kind: 'never-down', good: 428 },
  'no-fault-planned': { kind: 'no-fault-planned' },
  confirmations: {
    kind: 'confirmations',
    faults: [
      { fault: FAULT, confirmation: 'mismatch' },
      { fault: 'gongju-slow', confirmation: 'not-injected' },
    ],
  },
  'no-problem': { kind: 'no-problem', basis },
  'no-load': { kind: 'no-load', basis },
  problems: { kind: 'problems', first: PROBLEM_EXAMPLES['dropped-arrivals'], others: 2, basis },
  'in-doubt': { kind: 'in-doubt', problem: PROBLEM_EXAMPLES['reading-missing'] },
  roles: { kind: 'roles', roles, doubt: null },
  'no-fault-made': { kind: 'no-fault-made' },
  'load-not-ended': { kind: 'load-not-ended' },
  'stage-absent': { kind: 'stage-absent', stage: 'promoted', observedMs: 8_564 },
  detected: { kind: 'detected', afterMs: { low: 1_790, best: 1_839, high: 1_839 } },
  'stage-out-of-turn': { kind: 'stage-out-of-turn', stage: 'opened', stamps },
  stages: { kind: 'stages', stamps },
  'opened-later': { kind: 'opened-later', byMs: 300 },
};

const findings: readonly AssertionFinding[] = [
  ...Object.values(FINDINGS),
  {
    kind: 'verdict',
    reason: PLAIN['lost-too-many'],
    basis: { kind: 'writes', acknowledged: 622, attempted: 651 },
  },
  { kind: 'problems', first: PROBLEM_EXAMPLES['clock-stepped'], others: 0, basis },
  { kind: 'roles', roles: [], doubt: PROBLEM_EXAMPLES['reading-not-quiet'] },
  { kind: 'opened-later', byMs: -300 },
];

const expectation = EXPECTATIONS['recover-within'];
const finding = FINDINGS.verdict;
const service = 'bank';
const ASSERTIONS: Examples<Assertion> = {
  'not-as-expected': { kind: 'not-as-expected', expectation, negated: false, finding },
  unanswered: { kind: 'unanswered', expectation, negated: false, finding },
  'wrong-subject': { kind: 'wrong-subject', matcher: 'toBalance', wanted: 'service' },
  'no-duration': { kind: 'no-duration', matcher: 'toRecoverWithin', given: '"12"' },
  'no-number-of-writes': { kind: 'no-number-of-writes', matcher: 'toLoseAtMost', given: '-1' },
  'no-share': { kind: 'no-share', matcher: 'toStayAvailable', given: '90' },
  'no-stage-named': { kind: 'no-stage-named', matcher: 'toReachStages' },
  'no-such-service': { kind: 'no-such-service', service: 'bnak', known: ['bank', 'post'] },
  'no-such-operation': { kind: 'no-such-operation', service, operation: 'post.accept' },
  'losses-not-measured': {
    kind: 'losses-not-measured',
    service,
    why: NOT_MEASURED['nothing-exposed'],
  },
  'losses-in-doubt': {
    kind: 'losses-in-doubt',
    service,
    problem: PROBLEM_EXAMPLES['reading-not-quiet'],
  },
  'stage-did-not-happen': { kind: 'stage-did-not-happen', service, stage: 'opened' },
  'stages-in-doubt': { kind: 'stages-in-doubt', service, finding: FINDINGS['no-fault-made'] },
};

/** Every way in which an assertion of ours does not pass. */
export const assertions: readonly Assertion[] = [
  ...Object.values(ASSERTIONS),
  { kind: 'wrong-subject', matcher: 'toHaveConfirmedFaults', wanted: 'drill' },
  { kind: 'no-such-service', service: 'bank', known: [] },
  { kind: 'not-as-expected', expectation, negated: true, finding },
  { kind: 'unanswered', expectation, negated: true, finding },
  ...Object.values(EXPECTATIONS).map(
    (asked) => ({ kind: 'not-as-expected', expectation: asked, negated: false, finding }) as const,
  ),
  ...findings.map(
    (found) => ({ kind: 'unanswered', expectation, negated: false, finding: found }) as const,
  ),
];

const SUITE_ERRORS: Examples<SuiteError> = {
  assertion: { kind: 'assertion', assertion: ASSERTIONS['not-as-expected'], note: null },
  said: { kind: 'said', said: SAID },
};

/** Every error of a suite. */
export const suiteErrors: readonly SuiteError[] = [
  ...Object.values(SUITE_ERRORS),
  ...assertions.map((assertion) => ({ kind: 'assertion', assertion, note: null }) as const),
  { kind: 'assertion', assertion: ASSERTIONS.unanswered, note: NOTE },
];

/** One defect of each kind. */
export const DEFECTS: Examples<SuiteDefect> = {
  'no-such-file': { kind: 'no-such-file' },
  'too-slow': { kind: 'too-slow', limitMs: 60_000 },
  'runner-failed': { kind: 'runner-failed', said: SAID },
  'does-not-load': { kind: 'does-not-load', error: SUITE_ERRORS.said },
  'stray-error': { kind: 'stray-error', error: SUITE_ERRORS.said, cause: null },
  'inconclusive-test': {
    kind: 'inconclusive-test',
    test: TEST_NAME,
    error: { kind: 'assertion', assertion: ASSERTIONS.unanswered, note: null },
  },
  'asserts-nothing': { kind: 'asserts-nothing', test: TEST_NAME },
  'no-test': { kind: 'no-test' },
  'all-skipped': { kind: 'all-skipped' },
};

/** Every way in which a suite cannot be used. */
export const suiteDefects: readonly SuiteDefect[] = [
  ...Object.values(DEFECTS),
  { kind: 'stray-error', error: SUITE_ERRORS.said, cause: SAID },
];
