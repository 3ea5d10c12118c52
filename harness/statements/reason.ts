// What the verdict on an objective rests on, as data: what was measured, and the reason with the
// figures that decided. Deciding is harness/verdict's part.

import { z } from 'zod';

import { count, duration, interval, list, object, share, type Named } from './kit.ts';
import { integrityFinding, notMeasured } from './measurement.ts';
import { instrumentProblem } from './problem.ts';

const measuredKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('recovered'), timeToRecoverMs: interval }),
  object({ kind: z.literal('not-recovered'), observedMs: duration }),
  object({ kind: z.literal('not-affected') }),
  object({ kind: z.literal('loss'), lost: count, ageMs: interval, exposed: count }),
  object({
    kind: z.literal('availability'),
    corrected: share,
    raw: share,
    good: count,
    events: count,
  }),
  object({ kind: z.literal('books'), intact: z.boolean() }),
  object({ kind: z.literal('disturbance'), bad: count, events: count }),
  object({ kind: z.literal('failback'), disruptionMs: duration }),
]);

/** What was measured of an objective. */
export type Measured = Named<z.infer<typeof measuredKinds>>;

/** Schema of `Measured`. */
export const measured: z.ZodType<Measured> = measuredKinds.meta({ id: 'measured' });

/** A recovery against its RTO. */
const recovery = { timeToRecoverMs: interval, rtoMs: duration };
const outage = { observedMs: duration, rtoMs: duration };
const lossAge = { ageMs: interval, limitMs: duration };
const availability = { corrected: share, raw: share, floor: share };
const failback = { disruptionMs: duration, limitMs: duration };

const plainReasonKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('not-measured'), why: notMeasured }),
  object({ kind: z.literal('recovered-in-time'), ...recovery }),
  object({ kind: z.literal('recovered-late'), ...recovery }),
  object({ kind: z.literal('recovered-with-fault'), timeToRecoverMs: interval }),
  object({ kind: z.literal('rto-inside-interval'), ...recovery }),
  object({ kind: z.literal('not-recovered'), ...outage }),
  object({ kind: z.literal('not-seen-to-recover'), ...outage }),
  object({ kind: z.literal('never-down'), good: count }),
  object({ kind: z.literal('nothing-lost'), exposed: count }),
  object({ kind: z.literal('loss-within-limits'), lost: count, ageMs: interval }),
  object({ kind: z.literal('lost-too-many'), lost: count, limit: count }),
  object({ kind: z.literal('loss-too-old'), ...lossAge }),
  object({ kind: z.literal('loss-limit-inside-interval'), ...lossAge }),
  object({ kind: z.literal('books-intact') }),
  object({ kind: z.literal('books-broken'), findings: list(integrityFinding) }),
  object({ kind: z.literal('available'), ...availability }),
  object({ kind: z.literal('not-available'), ...availability }),
  object({ kind: z.literal('floor-inside-range'), ...availability }),
  object({ kind: z.literal('untouched'), good: count }),
  object({ kind: z.literal('touched'), bad: count, events: count }),
  object({ kind: z.literal('too-few-to-tell'), good: count, needed: count }),
  object({ kind: z.literal('touched-within-level'), bad: count, events: count }),
  object({ kind: z.literal('failback-short'), ...failback }),
  object({ kind: z.literal('failback-long'), ...failback }),
  object({ kind: z.literal('failback-lost-writes') }),
  object({ kind: z.literal('failback-not-ended') }),
]);

/** A reason that rests on the figures alone. */
export type PlainReason = Named<z.infer<typeof plainReasonKinds>>;

/** Schema of `PlainReason`. */
const plainReason: z.ZodType<PlainReason> = plainReasonKinds.meta({ id: 'plainReason' });

/** A reason that the measuring puts in doubt: the first problem, and how many there are besides. */
const doubted = object({
  kind: z.literal('measuring-in-doubt'),
  problem: instrumentProblem,
  others: count.describe('further problems'),
  otherwise: plainReason.describe('what the figures alone say'),
});

const reasons = z.union([plainReason, doubted]);

/** Why an objective got its verdict. */
export type Reason = Named<z.infer<typeof reasons>>;

/** Schema of `Reason`. */
export const reason: z.ZodType<Reason> = reasons.meta({ id: 'reason' });
