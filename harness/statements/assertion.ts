// What an assertion of a suite expected and found, as data, so that a report can tell it in any
// language. Asking is harness/assertions' part. What other matchers say stays in their words.

import { z } from 'zod';

import {
  confirmation,
  count,
  duration,
  interval,
  list,
  object,
  readingName,
  share,
  type Named,
} from './kit.ts';
import { notMeasured } from './measurement.ts';
import { instrumentProblem } from './problem.ts';
import { reason } from './reason.ts';

const service = z.string();
const stage = z.string().describe('a stage of the runbook');

const expectationKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('recover-within'), service, rtoMs: duration }),
  object({ kind: z.literal('keep-writes'), service }),
  object({ kind: z.literal('lose-at-most'), service, writes: count, ageMs: duration }),
  object({ kind: z.literal('balance'), service }),
  object({ kind: z.literal('stay-available'), service, floor: share }),
  object({ kind: z.literal('be-unaffected'), service }),
  object({ kind: z.literal('fail-back-within'), service, limitMs: duration }),
  object({ kind: z.literal('be-detected-within'), service, limitMs: duration }),
  object({ kind: z.literal('reach-stages'), service, stages: list(stage) }),
  object({ kind: z.literal('open-after'), service, other: service }),
  object({ kind: z.literal('have-one-primary'), service }),
  object({ kind: z.literal('have-confirmed-faults') }),
  object({ kind: z.literal('have-sound-instrument') }),
]);

/** What a matcher asks. */
export type Expectation = Named<z.infer<typeof expectationKinds>>;

/** Schema of `Expectation`. */
export const expectation: z.ZodType<Expectation> = expectationKinds.meta({ id: 'expectation' });

const basisKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('events'), good: count, bad: count, ratePerSecond: z.number() }),
  object({ kind: z.literal('writes'), acknowledged: count, attempted: count }),
  object({ kind: z.literal('load'), attempts: count, dropped: count, scheduled: count }),
]);

/** How much a finding rests on. */
export type Basis = Named<z.infer<typeof basisKinds>>;

/** Schema of `Basis`. */
export const basis: z.ZodType<Basis> = basisKinds.meta({ id: 'basis' });

const stamps = list(object({ stage, atMs: duration }));
const roles = list(
  object({ reading: readingName, instance: z.string(), role: z.string(), epoch: z.number() }),
);
const confirmations = list(
  object({ fault: z.string(), confirmation: z.union([confirmation, z.literal('not-injected')]) }),
);

const findingKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('verdict'), reason, basis }),
  object({ kind: z.literal('never-down'), good: count }),
  object({ kind: z.literal('no-fault-planned') }),
  object({ kind: z.literal('confirmations'), faults: confirmations }),
  object({ kind: z.literal('no-problem'), basis }),
  object({ kind: z.literal('no-load'), basis }),
  object({ kind: z.literal('problems'), first: instrumentProblem, others: count, basis }),
  object({ kind: z.literal('in-doubt'), problem: instrumentProblem }),
  object({ kind: z.literal('roles'), roles, doubt: instrumentProblem.nullable() }),
  object({ kind: z.literal('no-fault-made') }),
  object({ kind: z.literal('load-not-ended') }),
  object({ kind: z.literal('stage-absent'), stage, observedMs: duration }),
  object({ kind: z.literal('detected'), afterMs: interval }),
  object({ kind: z.literal('stage-out-of-turn'), stage, stamps }),
  object({ kind: z.literal('stages'), stamps }),
  object({ kind: z.literal('opened-later'), byMs: duration.describe('negative: earlier') }),
]);

/** What the recorded data say of what a matcher asks. */
export type AssertionFinding = Named<z.infer<typeof findingKinds>>;

/** Schema of `AssertionFinding`. */
export const finding: z.ZodType<AssertionFinding> = findingKinds.meta({ id: 'finding' });

const matcher = z.string().describe('the name of the matcher');
const asked = { expectation, negated: z.boolean().describe('with .not'), finding };

const assertionKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('not-as-expected'), ...asked }),
  object({ kind: z.literal('unanswered'), ...asked }),
  object({
    kind: z.literal('wrong-subject'),
    matcher,
    wanted: z.enum(['service', 'drill']),
  }),
  object({ kind: z.literal('no-duration'), matcher, given: z.string() }),
  object({ kind: z.literal('no-number-of-writes'), matcher, given: z.string() }),
  object({ kind: z.literal('no-share'), matcher, given: z.string() }),
  object({ kind: z.literal('no-stage-named'), matcher }),
  object({ kind: z.literal('no-such-service'), service, known: list(service) }),
  object({ kind: z.literal('no-such-operation'), service, operation: z.string() }),
  object({ kind: z.literal('losses-not-measured'), service, why: notMeasured }),
  object({ kind: z.literal('losses-in-doubt'), service, problem: instrumentProblem }),
  object({ kind: z.literal('stage-did-not-happen'), service, stage }),
  object({ kind: z.literal('stages-in-doubt'), service, finding }),
]);

/** Why an assertion of ours did not pass. */
export type Assertion = Named<z.infer<typeof assertionKinds>>;

/** Schema of `Assertion`. */
export const assertion: z.ZodType<Assertion> = assertionKinds.meta({ id: 'assertion' });
