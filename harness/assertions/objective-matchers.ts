// Matchers that ask what an objective asks. The verdict is that of harness/verdict, weighed against
// the instrument, so that a suite and an objective can never disagree on the same figures.

import type { DurationText } from '../model/duration.ts';
import type { Objective } from '../model/objective.ts';
import { judge } from '../verdict/index.ts';
import {
  type AssertionFinding,
  limitMs,
  type MatcherContext,
  type MatcherResult,
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
function verdictOn({ data }: RecordedService, objective: Objective): AssertionFinding {
  const planned = { id: objective.kind, objective, clockFault: null, horizonMs: 0 };
  const verdict = judge({ ...data.plan, objectives: [planned] }, data.analysis, null).verdicts[0];
  return verdict === undefined
    ? { value: 'inconclusive', reason: 'no verdict' }
    : { value: verdict.value, reason: verdict.reason.en };
}

/** The samples behind a statement about a service. */
function basisOf({ measurement }: RecordedService): string {
  const { good, bad, ratePerSecond } = measurement;
  return `Basis: ${good} good and ${bad} bad events at ${ratePerSecond}/s.`;
}

/** The writes behind a statement about a service's data. */
function writesOf({ id, data }: RecordedService): string {
  const rows = data.analysis.reconciliation.filter(({ service }) => service === id);
  const sum = (of: 'acknowledged' | 'attempted'): number =>
    rows.reduce((total, row) => total + row[of], 0);
  return `Basis: ${sum('acknowledged')} writes acknowledged of ${sum('attempted')} attempted.`;
}

function ask(
  service: RecordedService,
  objective: Objective,
  as: { readonly words: string; readonly basis: string; readonly isNot: boolean },
): MatcherResult {
  const { value, reason } = verdictOn(service, objective);
  const finding = { value, reason: `${reason} ${as.basis}` };
  return matcherResult(`${service.id} to ${as.words}`, finding, as.isNot);
}

/**
 * Met when the upper bound of the time to recover is within the limit. Never down is no recovery.
 */
function toRecoverWithin(this: MatcherContext, received: unknown, rto: DurationText) {
  const service = serviceSubject(received, 'toRecoverWithin');
  limitMs(rto, 'toRecoverWithin');
  const as = { words: `recover within ${rto}`, basis: basisOf(service), isNot: this.isNot };
  const { recovery } = service.measurement;
  if (recovery.kind === 'not-affected') {
    const count = recovery.goodEvents;
    return inconclusive(
      `${service.id} was never down (${count} good events), so it did not recover; ` +
        'assert toBeUnaffected() if that is what you expect',
    );
  }
  return ask(service, { kind: 'recovery-time', service: service.id, rto }, as);
}

function toLoseNoAcknowledgedWrite(this: MatcherContext, received: unknown) {
  const service = serviceSubject(received, 'toLoseNoAcknowledgedWrite');
  const limit = { maxLost: 0, maxAge: '0ms' } as const;
  const words = 'keep every acknowledged write';
  const as = { words, basis: writesOf(service), isNot: this.isNot };
  return ask(service, { kind: 'recovery-point', service: service.id, ...limit }, as);
}

function toLoseAtMost(this: MatcherContext, received: unknown, { writes, age }: LossLimit) {
  const service = serviceSubject(received, 'toLoseAtMost');
  limitMs(age, 'toLoseAtMost');
  if (!Number.isSafeInteger(writes) || writes < 0) {
    return inconclusive(`toLoseAtMost: ${writes} is no number of writes`);
  }
  const limit = { maxLost: writes, maxAge: age };
  const words = `lose at most ${writes} writes, none older than ${age}`;
  const as = { words, basis: writesOf(service), isNot: this.isNot };
  return ask(service, { kind: 'recovery-point', service: service.id, ...limit }, as);
}

function toBalance(this: MatcherContext, received: unknown) {
  const service = serviceSubject(received, 'toBalance');
  const as = { words: 'balance', basis: writesOf(service), isNot: this.isNot };
  return ask(service, { kind: 'integrity', service: service.id }, as);
}

function toStayAvailable(this: MatcherContext, received: unknown, floor: number) {
  const service = serviceSubject(received, 'toStayAvailable');
  if (!(floor > 0 && floor <= 1)) {
    return inconclusive(`toStayAvailable: ${floor} is no share; write 0.9 for 90 %`);
  }
  const words = `stay available for a share of ${floor}`;
  const as = { words, basis: basisOf(service), isNot: this.isNot };
  return ask(service, { kind: 'availability', service: service.id, floor }, as);
}

function toBeUnaffected(this: MatcherContext, received: unknown) {
  const service = serviceSubject(received, 'toBeUnaffected');
  const as = { words: 'be unaffected', basis: basisOf(service), isNot: this.isNot };
  return ask(service, { kind: 'unaffected', service: service.id }, as);
}

function toFailBackWithin(this: MatcherContext, received: unknown, maxDisruption: DurationText) {
  const service = serviceSubject(received, 'toFailBackWithin');
  limitMs(maxDisruption, 'toFailBackWithin');
  const words = `fail back within ${maxDisruption} of disturbance`;
  const as = { words, basis: basisOf(service), isNot: this.isNot };
  return ask(service, { kind: 'failback', service: service.id, maxDisruption }, as);
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
