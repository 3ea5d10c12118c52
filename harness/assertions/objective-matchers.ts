// Matchers that ask what an objective asks. The verdict is that of harness/verdict, weighed against
// the instrument, so that a suite and an objective can never disagree on the same figures.

import type { DurationText } from '../model/duration.ts';
import type { Objective } from '../model/objective.ts';
import type { Basis } from '../statements/index.ts';
import { judge } from '../verdict/index.ts';
import {
  type Answer,
  limitMs,
  type MatcherContext,
  matcherResult,
  serviceSubject,
} from './finding.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedService } from './recorded-drill.ts';

/** How much may be lost. */
export interface LossLimit {
  /** Acknowledged writes, a whole number. */
  readonly writes: number;
  /** Age of the oldest loss at the first effect. */
  readonly age: DurationText;
}

/** The verdict on one more objective, as if the plan had held it. */
function answerTo({ data }: RecordedService, objective: Objective, basis: Basis): Answer {
  const planned = { id: objective.kind, objective, clockFault: null, horizonMs: 0 };
  const verdict = judge({ ...data.plan, objectives: [planned] }, data.analysis, null).verdicts[0];
  if (verdict === undefined) throw new Error('Internal error: an objective without a verdict');
  const { value, reason } = verdict;
  return { value, finding: { kind: 'verdict', reason, basis } };
}

/** The samples behind a statement about a service. */
function eventsOf({ measurement }: RecordedService): Basis {
  const { good, bad, ratePerSecond } = measurement;
  return { kind: 'events', good, bad, ratePerSecond };
}

/** The writes behind a statement about a service's data. */
function writesOf({ id, data }: RecordedService): Basis {
  const rows = data.analysis.reconciliation.filter(({ service }) => service === id);
  const sum = (of: 'acknowledged' | 'attempted'): number =>
    rows.reduce((total, row) => total + row[of], 0);
  return { kind: 'writes', acknowledged: sum('acknowledged'), attempted: sum('attempted') };
}

/**
 * Met when the upper bound of the time to recover is within the limit. Never down is no recovery.
 */
function toRecoverWithin(this: MatcherContext, received: unknown, rto: DurationText) {
  const recorded = serviceSubject(received, 'toRecoverWithin');
  const rtoMs = limitMs(rto, 'toRecoverWithin');
  const service = recorded.id;
  const asked = { kind: 'recover-within', service, rtoMs } as const;
  const { recovery } = recorded.measurement;
  if (recovery.kind === 'not-affected') {
    const finding = { kind: 'never-down', good: recovery.goodEvents } as const;
    return matcherResult(asked, { value: 'inconclusive', finding }, this.isNot);
  }
  const objective = { kind: 'recovery-time', service, rto } as const;
  return matcherResult(asked, answerTo(recorded, objective, eventsOf(recorded)), this.isNot);
}

function toLoseNoAcknowledgedWrite(this: MatcherContext, received: unknown) {
  const recorded = serviceSubject(received, 'toLoseNoAcknowledgedWrite');
  const service = recorded.id;
  const objective = { kind: 'recovery-point', service, maxLost: 0, maxAge: '0ms' } as const;
  const answer = answerTo(recorded, objective, writesOf(recorded));
  return matcherResult({ kind: 'keep-writes', service }, answer, this.isNot);
}

function toLoseAtMost(this: MatcherContext, received: unknown, { writes, age }: LossLimit) {
  const matcher = 'toLoseAtMost';
  const recorded = serviceSubject(received, matcher);
  const ageMs = limitMs(age, matcher);
  if (!Number.isSafeInteger(writes) || writes < 0) {
    return inconclusive({ kind: 'no-number-of-writes', matcher, given: String(writes) });
  }
  const service = recorded.id;
  const objective = { kind: 'recovery-point', service, maxLost: writes, maxAge: age } as const;
  const answer = answerTo(recorded, objective, writesOf(recorded));
  return matcherResult({ kind: 'lose-at-most', service, writes, ageMs }, answer, this.isNot);
}

function toBalance(this: MatcherContext, received: unknown) {
  const recorded = serviceSubject(received, 'toBalance');
  const service = recorded.id;
  const answer = answerTo(recorded, { kind: 'integrity', service }, writesOf(recorded));
  return matcherResult({ kind: 'balance', service }, answer, this.isNot);
}

function toStayAvailable(this: MatcherContext, received: unknown, floor: number) {
  const matcher = 'toStayAvailable';
  const recorded = serviceSubject(received, matcher);
  if (!(floor > 0 && floor <= 1)) {
    return inconclusive({ kind: 'no-share', matcher, given: String(floor) });
  }
  const service = recorded.id;
  const objective = { kind: 'availability', service, floor } as const;
  const answer = answerTo(recorded, objective, eventsOf(recorded));
  return matcherResult({ kind: 'stay-available', service, floor }, answer, this.isNot);
}

function toBeUnaffected(this: MatcherContext, received: unknown) {
  const recorded = serviceSubject(received, 'toBeUnaffected');
  const service = recorded.id;
  const answer = answerTo(recorded, { kind: 'unaffected', service }, eventsOf(recorded));
  return matcherResult({ kind: 'be-unaffected', service }, answer, this.isNot);
}

function toFailBackWithin(this: MatcherContext, received: unknown, maxDisruption: DurationText) {
  const recorded = serviceSubject(received, 'toFailBackWithin');
  const asked = {
    kind: 'fail-back-within',
    service: recorded.id,
    limitMs: limitMs(maxDisruption, 'toFailBackWithin'),
  } as const;
  const objective = { kind: 'failback', service: recorded.id, maxDisruption } as const;
  return matcherResult(asked, answerTo(recorded, objective, eventsOf(recorded)), this.isNot);
}

/** The matchers that ask what an objective asks. */
export const objectiveMatchers = {
  toRecoverWithin,
  toLoseNoAcknowledgedWrite,
  toLoseAtMost,
  toBalance,
  toStayAvailable,
  toBeUnaffected,
  toFailBackWithin,
};
