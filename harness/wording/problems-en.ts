// What is wrong with the measuring, with the books, and with ending a drill, in English. Clauses
// without a full stop: whoever frames them sets it. Times and shares come formatted.

import { formatCount } from './figures.ts';
import { counted, fits } from './plural.ts';

/** How a process ended. */
const EXITS = {
  exitStatus: (status: number) => `exit status ${status}`,
  exitSignal: (signal: string) => `signal ${signal}`,
  exitUnknown: 'how is not known',
};

/** What ended a drill early, and what it left behind. */
const INTERRUPTIONS = {
  signal: (signal: string) => `signal ${signal}`,
  stopCondition: 'a stop condition was broken',
  brokenStopCondition: (service: string, share: string, over: string, floor: string) =>
    `a stop condition was broken: ${share} of ${service}'s answers were good over ${over}; ` +
    `the floor is ${floor}`,
  noSteadyState: (services: string) => `no steady state, so no fault was made: ${services}`,
  disturbed: (service: string, good: number, bad: number) =>
    `${service} ${formatCount(good)} good, ${formatCount(bad)} bad`,
  phaseTimedOut: (phase: string, deadline: string) =>
    `the phase "${phase}" took longer than ${deadline}`,
  phaseFailed: (phase: string, said: string) => `the phase "${phase}" failed: ${said}`,
  somePhaseFailed: (said: string) => `a phase failed: ${said}`,
  processDied: (process: string, how: string) => `process ${process} ended by itself (${how})`,
  someProcessDied: 'a process ended by itself',
  loadEndedEarly: (how: string) => `the load ended early (${how})`,
  watchdogDied: 'the watchdog ended by itself',
  harnessEnded: {
    'harness-died': 'the process of the drill died, and its watchdog undid everything',
    'harness-hung': 'the process of the drill hung, so its watchdog ended it and undid everything',
    'harness-failed': 'the drill could not undo everything itself, and its watchdog did the rest',
    recovered: 'the process of the drill died, and what it left was undone later',
    stopped: 'the drill was stopped from outside and undone',
  },
  harnessError: (said: string) => `error in the harness: ${said}`,
  process: (name: string, pid: number) => `process ${name} (${pid})`,
  container: (name: string) => `container ${name}`,
  network: (name: string) => `network ${name}`,
  folder: (path: string) => `folder ${path}`,
};

/** Problems of the measuring. */
const PROBLEMS = {
  noSamples: 'the load left no samples',
  loadEndedEarly: (how: string) => `the load ended early (${how})`,
  loadEndNotRecorded: 'the end of the load is not recorded',
  samplesUnreadable: (said: string) => `the samples cannot be read to the end: ${said}`,
  lastSampleCutOff: 'the last line of the samples is cut off',
  samplesArchiveCutOff: 'the compressed samples are cut off',
  samplesDamaged: (lines: number) => `${counted(lines, 'line')} of the samples cannot be read`,
  samplesMissing: (operations: number) =>
    `${counted(operations, 'operation')} ${fits(operations, 'has', 'have')} no sample`,
  droppedArrivals: (dropped: number, scheduled: number, share: string, limit: string) =>
    `${formatCount(dropped)} of ${counted(scheduled, 'arrival')} ` +
    `${fits(dropped, 'was', 'were')} dropped (${share}; at most ${limit} may be)`,
  lateArrivals: (operation: string, p99: string, limit: string) =>
    `arrivals of ${operation} were late by ${p99} at p99, more than their interval of ${limit}`,
  clockStepped: (step: string, limit: string) =>
    `the wall clock moved by ${step} during the drill (at most ${limit} may be)`,
  faultNotInjected: (fault: string) => `fault ${fault} was never made`,
  faultFailed: (fault: string, said: string) => `fault ${fault} could not be made: ${said}`,
  faultNotSeen: (fault: string) => `traffic did not show whether fault ${fault} was on`,
  faultMismatch: (fault: string) => `traffic showed something else than fault ${fault}`,
  healFailed: (fault: string, said: string) => `fault ${fault} could not be undone: ${said}`,
  healNotConfirmed: (fault: string) => `fault ${fault} was still seen after it had been undone`,
  proxyReplaced: (host: string, said: string) =>
    `the proxy of ${host} did not obey and was replaced: ${said}`,
  steadyStateBroken: (good: number, events: number, share: string, needed: string) =>
    `the steady state was broken before the fault: ${formatCount(good)} of ` +
    `${counted(events, 'event')} good (${share}; ${needed} needed)`,
  noSteadyState: 'there was no event in the steady state',
  recordDamaged: (record: number) => `record ${record} of the journal cannot be read`,
  otherPlan: 'the plan is not the one that the drill was started with',
  readingDamaged: (reading: string, instance: string) =>
    `the ${reading} reading of ${instance} is damaged`,
  drillInterrupted: (cause: string) => `the drill was interrupted: ${cause}`,
  methodNotStarted: 'the method never started',
  endNotRecorded: 'the journal does not tell of the end of the drill',
  readingMissing: (reading: string) => `the ${reading} reading of the books is missing`,
  readingWithoutPrimary: (reading: string) =>
    `the ${reading} reading of the books has none of a primary`,
  readingNotQuiet: (reading: string) =>
    `the ${reading} reading was taken before the writers were at rest`,
};

/** Why something was not measured. */
const NOT_MEASURED = {
  methodNotStarted: PROBLEMS.methodNotStarted,
  faultNotInjected: PROBLEMS.faultNotInjected,
  disturbedWithoutFault: 'there were bad events, and no fault of the plan touches the service',
  tooFewGoodEvents: (good: number, needed: number) =>
    `no bad event, but only ${counted(good, 'good one')} of the ${needed} needed`,
  noWriteOperation: 'the load has no operation that writes',
  noPrimaryBooks: (readings: readonly string[]) =>
    `no books of a primary in the ${readings.join(' and the ')} reading`,
  nothingExposed:
    'no write was acknowledged in the exposure window, so none could be lost and nothing is shown',
  noLoad: 'the service has no load',
  noEvent: 'there was no event in the method',
  noFailback: 'no failback was begun',
  notAnalysed: 'it is not in the analysis',
};

/** What is wrong with books. */
const BOOKS = {
  ledgerNotZero: (instance: string, reading: string, sum: string) =>
    `${instance}, ${reading} reading: the ledger sums to ${sum}, not to 0`,
  moneyAppeared: (instance: string, reading: string, won: string) =>
    `${instance}, ${reading} reading: ${won} more than were put in`,
  moneyVanished: (instance: string, reading: string, won: string) =>
    `${instance}, ${reading} reading: ${won} less than were put in`,
  duplicated: (operation: string, operations: number) =>
    `${operation}: ${counted(operations, 'operation')} ` +
    `${fits(operations, 'stands', 'stand')} more than once`,
  unexpected: (operation: string, operations: number) =>
    `${operation}: ${counted(operations, 'operation')} ` +
    `${fits(operations, 'stands', 'stand')} there that nobody asked for`,
  duplicatedPayments: (payments: number) =>
    `${counted(payments, 'payment')} for other services ` +
    `${fits(payments, 'stands', 'stand')} more than once`,
};

/** Sentences about problems in English; their shape in every language. */
export const PROBLEMS_EN = {
  said: (words: string) => `“${words}”`,
  andOthers: (others: number) => `and ${counted(others, 'more problem')}`,
  exits: EXITS,
  interruptions: INTERRUPTIONS,
  problems: PROBLEMS,
  notMeasured: NOT_MEASURED,
  books: BOOKS,
};

/** Sentences about problems in one language. */
export type ProblemWords = typeof PROBLEMS_EN;
