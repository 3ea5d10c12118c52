// What assertion suites expected and found, and why one cannot be used, in English. Clauses without
// a full stop, in which times, shares and amounts come formatted.

import { formatCount } from './figures.ts';
import { counted } from './plural.ts';

/** What a matcher asks: the clause behind "expected". */
const EXPECTATIONS = {
  recoverWithin: (service: string, rto: string) => `${service} to recover within ${rto}`,
  keepWrites: (service: string) => `${service} to keep every acknowledged write`,
  loseAtMost: (service: string, writes: number, age: string) =>
    `${service} to lose at most ${counted(writes, 'write')}, none older than ${age}`,
  balance: (service: string) => `${service} to balance`,
  stayAvailable: (service: string, floor: string) => `${service} to stay ${floor} available`,
  beUnaffected: (service: string) => `${service} to be unaffected`,
  failBackWithin: (service: string, limit: string) =>
    `${service} to fail back within ${limit} of disturbance`,
  beDetectedWithin: (service: string, limit: string) =>
    `outage of ${service} to be detected within ${limit}`,
  reachStages: (service: string, stages: string) => `${service} to reach ${stages} in this order`,
  openAfter: (service: string, other: string) => `${service} to open after ${other}`,
  haveOnePrimary: (service: string) => `${service} to have one primary in each reading`,
  haveConfirmedFaults: 'drill to have confirmed faults',
  haveSoundInstrument: 'drill to have a trustworthy instrument',
};

/** "bank to recover" → "bank not to recover". */
function expectedOf(expectation: string, negated: boolean): string {
  return `expected ${negated ? expectation.replace(' to ', ' not to ') : expectation}`;
}

/** What was found. */
const FINDINGS = {
  withBasis: (found: string, basis: string) => `${found}. ${basis}`,
  basisEvents: (good: number, bad: number, rate: string) =>
    `Basis: ${formatCount(good)} good and ${counted(bad, 'bad event')} at ${rate}`,
  basisWrites: (acknowledged: number, attempted: number) =>
    `Basis: ${counted(acknowledged, 'write')} acknowledged of ${formatCount(attempted)} attempted`,
  basisLoad: (attempts: number, dropped: number, scheduled: number) =>
    `Basis: ${counted(attempts, 'attempt')}, ${formatCount(dropped)} of ` +
    `${counted(scheduled, 'arrival')} dropped`,
  neverDown: (good: number) =>
    `It was never down (${counted(good, 'good event')}), so it did not recover; ` +
    'assert toBeUnaffected() if that is what you expect',
  noFaultPlanned: 'The plan has no fault, so none can be confirmed',
  confirmation: (fault: string, confirmation: string) => `${fault}: ${confirmation}`,
  noProblem: 'No problem was found',
  noLoad: 'There was no load at all',
  inDoubt: (problem: string) => `The measuring is in doubt: ${problem}`,
  inDoubtWithOthers: (problem: string, others: string) =>
    `The measuring is in doubt: ${problem} (${others})`,
  rolesInDoubt: (problem: string, roles: string) =>
    `The measuring is in doubt: ${problem}. ${roles}`,
  roles: (roles: string) => `The readings show ${roles}`,
  noRoles: 'The readings show nothing',
  role: (reading: string, instance: string, role: string, epoch: number) =>
    `${reading}: ${instance} ${role} epoch ${epoch}`,
  noFaultMade: 'No fault that touches the service was made',
  loadNotEnded: 'The load never ended',
  stageAbsent: (stage: string, observed: string) =>
    `No stage "${stage}" within the ${observed} that were observed`,
  detected: (time: string) =>
    `Detected ${time} after the control call. Basis: 1 stamp of the runbook`,
  stageOutOfTurn: (stage: string, stamps: string) => `"${stage}" came before its turn: ${stamps}`,
  stages: (stamps: string) => `The stages were ${stamps}`,
  stamp: (stage: string, time: string) => `${stage} ${time}`,
  openedLater: (time: string) => `It opened ${time} later`,
  openedEarlier: (time: string) => `It opened ${time} earlier`,
};

/** Why an assertion did not pass. */
const ASSERTIONS = {
  notAsExpected: (expectation: string, finding: string, negated: boolean) =>
    `${expectedOf(expectation, negated)}, but: ${finding}`,
  unanswered: (expectation: string, finding: string, negated: boolean) =>
    `${expectedOf(expectation, negated)}, which the drill does not show: ${finding}`,
  askOfService: (matcher: string) =>
    `${matcher} is asked of a service: expect(drill.service('…')).${matcher}(…)`,
  askOfDrill: (matcher: string) => `${matcher} is asked of the drill: expect(drill).${matcher}()`,
  noDuration: (matcher: string, given: string) =>
    `${matcher}: ${given} is no duration; write "12s" or "250ms"`,
  noNumberOfWrites: (matcher: string, given: string) =>
    `${matcher}: ${given} is no number of writes`,
  noShare: (matcher: string, given: string) =>
    `${matcher}: ${given} is no share; write 0.9 for 90 %`,
  noStageNamed: (matcher: string) => `${matcher}: name at least one stage`,
  noSuchService: (service: string, known: string) =>
    `the drill has no service "${service}" under load; it has ${known === '' ? 'none' : known}`,
  noSuchOperation: (service: string, operation: string) =>
    `${service}: no write operation ${operation} was reconciled`,
  lossesNotMeasured: (service: string, why: string) =>
    `${service}: lost writes were not measured: ${why}`,
  lossesInDoubt: (service: string, problem: string) =>
    `${service}: the measuring of lost writes is in doubt: ${problem}`,
  stageDidNotHappen: (service: string, stage: string) =>
    `${service}: the stage "${stage}" did not happen`,
  stagesInDoubt: (service: string, finding: string) => `${service}: ${finding}`,
};

/** Why a suite cannot be used. */
const DEFECTS = {
  noSuchFile: 'there is no such file',
  tooSlow: (limit: string) => `it did not end within ${limit}`,
  runnerFailed: (said: string) => `vitest failed: ${said}`,
  doesNotLoad: (error: string) => `it does not load: ${error}`,
  strayError: (error: string) => `an error outside the tests: ${error}`,
  strayErrorWithCause: (error: string, cause: string) =>
    `an error outside the tests: ${error}, caused by ${cause}`,
  inconclusiveTest: (test: string, error: string) => `"${test}" is inconclusive: ${error}`,
  assertsNothing: (test: string) => `"${test}" asserts nothing`,
  noTest: 'the file has no test',
  allSkipped: 'every test is skipped',
};

/** Sentences about assertion suites in English; their shape in every language. */
export const SUITES_EN = {
  expectations: EXPECTATIONS,
  findings: FINDINGS,
  assertions: ASSERTIONS,
  defects: DEFECTS,
};

/** Sentences about assertion suites in one language. */
export type SuiteWords = typeof SUITES_EN;
