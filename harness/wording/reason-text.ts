// Verdicts on objectives told in a language: which sentence, and how its figures are set. The
// sentences themselves stand in the catalogues.

import { unreachable } from '../model/problem.ts';
import type { Measured, PlainReason, Reason } from '../statements/index.ts';
import {
  formatBounds,
  formatFloor,
  formatShareRange,
  formatStatedTime,
  formatTime,
} from './figures.ts';
import { integrityText, notMeasuredText, problemText } from './problem-text.ts';
import type { Words } from './words.ts';

/** What was measured of an objective. */
export function measuredText(measured: Measured, words: Words): string {
  const texts = words.reasons.measured;
  switch (measured.kind) {
    case 'recovered':
      return formatBounds(measured.timeToRecoverMs, words);
    case 'not-recovered':
      return texts.notRecovered(formatTime(measured.observedMs, words));
    case 'not-affected':
      return texts.notAffected;
    case 'loss':
      return measured.lost === 0
        ? texts.nothingLost(measured.exposed)
        : texts.lost(measured.lost, formatBounds(measured.ageMs, words));
    case 'availability': {
      const { corrected, raw, good, events } = measured;
      return texts.availability(formatShareRange(corrected, raw, words), good, events);
    }
    case 'books':
      return measured.intact ? texts.booksIntact : texts.booksBroken;
    case 'disturbance':
      return texts.disturbance(measured.bad, measured.events);
    case 'failback':
      return texts.disruption(formatTime(measured.disruptionMs, words));
    default:
      return unreachable(measured);
  }
}

type RecoveryReason = Extract<PlainReason, { timeToRecoverMs: unknown } | { observedMs: unknown }>;
type AvailabilityReason = Extract<PlainReason, { floor: number }>;
type FailbackReason = Extract<PlainReason, { disruptionMs: number }>;
type LossReason = Extract<PlainReason, { ageMs: unknown }>;

function recoveryClause(reason: RecoveryReason, words: Words): string {
  const { reasons } = words.reasons;
  if (reason.kind === 'recovered-with-fault') {
    return reasons.recoveredWithFault(formatBounds(reason.timeToRecoverMs, words));
  }
  const rto = formatStatedTime(reason.rtoMs, words);
  switch (reason.kind) {
    case 'recovered-in-time':
      return reasons.recoveredInTime(formatBounds(reason.timeToRecoverMs, words), rto);
    case 'recovered-late':
      return reasons.recoveredLate(formatBounds(reason.timeToRecoverMs, words), rto);
    case 'rto-inside-interval':
      return reasons.rtoInsideInterval(formatBounds(reason.timeToRecoverMs, words), rto);
    case 'not-recovered':
      return reasons.notRecovered(formatTime(reason.observedMs, words), rto);
    case 'not-seen-to-recover':
      return reasons.notSeenToRecover(formatTime(reason.observedMs, words), rto);
    default:
      return unreachable(reason);
  }
}

function lossClause(reason: LossReason, words: Words): string {
  const { reasons } = words.reasons;
  const age = formatBounds(reason.ageMs, words);
  switch (reason.kind) {
    case 'loss-within-limits':
      return reasons.lossWithinLimits(reason.lost, age);
    case 'loss-too-old':
      return reasons.lossTooOld(age, formatStatedTime(reason.limitMs, words));
    case 'loss-limit-inside-interval':
      return reasons.lossLimitInsideInterval(age, formatStatedTime(reason.limitMs, words));
    default:
      return unreachable(reason);
  }
}

function availabilityClause(reason: AvailabilityReason, words: Words): string {
  const { reasons } = words.reasons;
  const share = formatShareRange(reason.corrected, reason.raw, words);
  const floor = formatFloor(reason.floor, words);
  switch (reason.kind) {
    case 'available':
      return reasons.available(share, floor);
    case 'not-available':
      return reasons.notAvailable(share, floor);
    case 'floor-inside-range':
      return reasons.floorInsideRange(share, floor);
    default:
      return unreachable(reason);
  }
}

function failbackClause(reason: FailbackReason, words: Words): string {
  const { reasons } = words.reasons;
  const time = formatTime(reason.disruptionMs, words);
  const limit = formatStatedTime(reason.limitMs, words);
  return reason.kind === 'failback-short'
    ? reasons.failbackShort(time, limit)
    : reasons.failbackLong(time, limit);
}

/** A reason that rests on the figures alone, without a full stop. */
function plainClause(reason: PlainReason, words: Words): string {
  const { reasons } = words.reasons;
  switch (reason.kind) {
    case 'not-measured':
      return reasons.notMeasured(notMeasuredText(reason.why, words));
    case 'recovered-in-time':
    case 'recovered-late':
    case 'recovered-with-fault':
    case 'rto-inside-interval':
    case 'not-recovered':
    case 'not-seen-to-recover':
      return recoveryClause(reason, words);
    case 'never-down':
      return reasons.neverDown(reason.good);
    case 'nothing-lost':
      return reasons.nothingLost(reason.exposed);
    case 'lost-too-many':
      return reasons.lostTooMany(reason.lost, reason.limit);
    case 'loss-within-limits':
    case 'loss-too-old':
    case 'loss-limit-inside-interval':
      return lossClause(reason, words);
    case 'books-intact':
      return reasons.booksIntact;
    case 'books-broken':
      return reasons.booksBroken(
        reason.findings.map((finding) => integrityText(finding, words)).join('; '),
      );
    case 'available':
    case 'not-available':
    case 'floor-inside-range':
      return availabilityClause(reason, words);
    case 'untouched':
      return reasons.untouched(reason.good);
    case 'touched':
      return reasons.touched(reason.bad, reason.events);
    case 'too-few-to-tell':
      return reasons.tooFewToTell(reason.good, reason.needed);
    case 'touched-within-level':
      return reasons.touchedWithinLevel(reason.bad, reason.events);
    case 'failback-short':
    case 'failback-long':
      return failbackClause(reason, words);
    case 'failback-lost-writes':
      return reasons.failbackLostWrites;
    case 'failback-not-ended':
      return reasons.failbackNotEnded;
    default:
      return unreachable(reason);
  }
}

/** Why an objective got its verdict, without a full stop. */
export function reasonClause(reason: Reason, words: Words): string {
  if (reason.kind !== 'measuring-in-doubt') return plainClause(reason, words);
  const { reasons } = words.reasons;
  const problem = problemText(reason.problem, words);
  const otherwise = plainClause(reason.otherwise, words);
  if (reason.others === 0) return reasons.inDoubt(problem, otherwise);
  return reasons.inDoubtWithOthers(problem, words.problems.andOthers(reason.others), otherwise);
}

/** Why an objective got its verdict. */
export function reasonText(reason: Reason, words: Words): string {
  return `${reasonClause(reason, words)}.`;
}
