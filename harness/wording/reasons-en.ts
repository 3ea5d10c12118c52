// Why an objective, a suite or a drill ended as it did, and what was measured, in English. Clauses
// without a full stop, in which times, shares and amounts come formatted.

import { formatCount } from './figures.ts';
import { counted, fits } from './plural.ts';

const ACKNOWLEDGED = 'acknowledged write';

/** What was measured of an objective, for a table. */
const MEASURED = {
  notRecovered: (time: string) => `not within ${time}`,
  notAffected: 'not affected',
  nothingLost: (exposed: number) => `0 lost of ${formatCount(exposed)} exposed`,
  lost: (lost: number, age: string) => `${formatCount(lost)} lost, age ${age}`,
  availability: (share: string, good: number, events: number) =>
    `${share} (${formatCount(good)}/${formatCount(events)})`,
  booksIntact: 'intact',
  booksBroken: 'broken',
  disturbance: (bad: number, events: number) => `${formatCount(bad)} bad of ${formatCount(events)}`,
  disruption: (time: string) => `disturbed for ${time}`,
};

/** Why an objective got its verdict. */
const REASONS = {
  notMeasured: (why: string) => `Not measured: ${why}`,
  inDoubt: (problem: string, otherwise: string) =>
    `The measuring is in doubt: ${problem}. ${otherwise}`,
  inDoubtWithOthers: (problem: string, others: string, otherwise: string) =>
    `The measuring is in doubt: ${problem} (${others}). ${otherwise}`,
  recoveredInTime: (time: string, rto: string) => `Stable after ${time}: within the RTO of ${rto}`,
  recoveredLate: (time: string, rto: string) =>
    `Stable after ${time}: later than the RTO of ${rto}`,
  recoveredWithFault: (time: string) =>
    `Stable after ${time}, but only once the fault was undone: no failover was shown`,
  rtoInsideInterval: (time: string, rto: string) =>
    `Stable after ${time}: the RTO of ${rto} lies inside the interval`,
  notRecovered: (time: string, rto: string) => `Not stable within ${time}; the RTO is ${rto}`,
  notSeenToRecover: (time: string, rto: string) =>
    `Not shown to be stable, and seen down for ${time} only; the RTO is ${rto}`,
  neverDown: (good: number) =>
    `Never down: ${counted(good, 'good event')} and no bad one after the fault`,
  nothingLost: (exposed: number) =>
    `No ${ACKNOWLEDGED} is lost; ${formatCount(exposed)} ${fits(exposed, 'was', 'were')} exposed`,
  lossWithinLimits: (lost: number, age: string) =>
    `${counted(lost, ACKNOWLEDGED)} ${fits(lost, 'is', 'are')} lost, back to ${age}: ` +
    'within the limits',
  lostTooMany: (lost: number, limit: number) =>
    `${counted(lost, ACKNOWLEDGED)} ${fits(lost, 'is', 'are')} lost; ` +
    `${limit === 0 ? 'none' : formatCount(limit)} may be`,
  lossTooOld: (age: string, limit: string) =>
    `The loss reaches back ${age}; at most ${limit} is allowed`,
  lossLimitInsideInterval: (age: string, limit: string) =>
    `The loss reaches back ${age}: the limit of ${limit} lies inside the interval`,
  booksIntact: 'The books balance; nothing stands twice or without a request',
  booksBroken: (findings: string) => `The books do not hold: ${findings}`,
  available: (share: string, floor: string) =>
    `${share} of events were good; the floor is ${floor}`,
  notAvailable: (share: string, floor: string) =>
    `Only ${share} of events were good; the floor is ${floor}`,
  floorInsideRange: (share: string, floor: string) =>
    `${share} of events were good: the floor of ${floor} lies inside`,
  untouched: (good: number) => `Not touched: ${counted(good, 'good event')} and no bad one`,
  touched: (bad: number, events: number) =>
    `Touched: ${formatCount(bad)} of ${counted(events, 'event')} ${fits(bad, 'was', 'were')} bad`,
  tooFewToTell: (good: number, needed: number) =>
    `No bad event, but only ${counted(good, 'good one')} of the ${needed} needed`,
  touchedWithinLevel: (bad: number, events: number) =>
    `${formatCount(bad)} of ${counted(events, 'event')} ${fits(bad, 'was', 'were')} bad: ` +
    'within the service level, yet not untouched',
  failbackShort: (time: string, limit: string) =>
    `The failback disturbed the service for ${time}: within ${limit}, and lost nothing`,
  failbackLong: (time: string, limit: string) =>
    `The failback disturbed the service for ${time}; at most ${limit} is allowed`,
  failbackLostWrites: 'A write acknowledged since the failback began is lost',
  failbackNotEnded: 'The failback did not end',
};

/** Why a drill ended as it did. */
const JUDGEMENTS = {
  notUndone: (things: string) => `Not undone: ${things}`,
  harnessError: (said: string) => `Error in the harness: ${said}`,
  aborted: (cause: string) => `Aborted: ${cause}`,
  allMet: (objectives: number) =>
    objectives === 1
      ? 'The only objective is met'
      : `All ${formatCount(objectives)} objectives are met`,
  noObjectives: 'The scenario has no objectives',
  objective: (id: string, reason: string) => `${id}: ${reason}`,
  suiteFailed: 'The assertion suite failed',
  suiteTestFailed: (test: string) => `The assertion suite failed: ${test}`,
  suiteUnusable: 'The assertion suite is unusable',
  suiteDefect: (defect: string) => `The assertion suite is unusable: ${defect}`,
  suiteNotRun: 'The assertion suite was not run',
};

/** Sentences about verdicts in English; their shape in every language. */
export const REASONS_EN = {
  measured: MEASURED,
  reasons: REASONS,
  judgements: JUDGEMENTS,
};

/** Sentences about verdicts in one language. */
export type ReasonWords = typeof REASONS_EN;
