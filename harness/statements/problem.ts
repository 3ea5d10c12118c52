// What is wrong with the measuring itself, as data: one code for each kind, with its figures. What
// follows for a verdict is decided in harness/verdict; the words stand in harness/wording.

import { z } from 'zod';

import { interruption, processExit } from './interruption.ts';
import {
  confirmation,
  count,
  duration,
  list,
  object,
  readingName,
  said,
  share,
  type Named,
} from './kit.ts';

const samplesDamageKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('unreadable'), said }),
  object({ kind: z.literal('last-line-cut-off') }),
  object({ kind: z.literal('archive-cut-off') }),
]);

/** What is wrong with the file of samples. */
export type SamplesDamage = Named<z.infer<typeof samplesDamageKinds>>;

/** Schema of `SamplesDamage`. */
export const samplesDamage: z.ZodType<SamplesDamage> = samplesDamageKinds.meta({
  id: 'samplesDamage',
});

const journalDamageKinds = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('record'),
    record: count.describe('the first one that is unreadable'),
  }),
  object({ kind: z.literal('other-plan') }),
  object({ kind: z.literal('reading'), reading: readingName, instance: z.string() }),
]);

/** What is wrong with the journal, or with what it vouches for by a hash. */
export type JournalDamage = Named<z.infer<typeof journalDamageKinds>>;

/** Schema of `JournalDamage`. */
export const journalDamage: z.ZodType<JournalDamage> = journalDamageKinds.meta({
  id: 'journalDamage',
});

/** One kind of problem, with the services whose objectives rest on it. */
function problem<Code extends string, Figures extends z.core.$ZodLooseShape>(
  code: Code,
  figures: Figures,
) {
  const services = list(z.string()).nullable().describe('null: every service');
  return object({ code: z.literal(code), ...figures, services });
}

const problemCodes = z.discriminatedUnion('code', [
  problem('no-samples', {}),
  problem('load-ended-early', { exit: processExit.nullable().describe('null: not recorded') }),
  problem('samples-cut-off', { damage: samplesDamage }),
  problem('samples-damaged', { lines: count }),
  problem('samples-missing', { operations: count }),
  problem('dropped-arrivals', { dropped: count, scheduled: count, limit: share }),
  problem('late-arrivals', { operation: z.string(), p99Ms: duration, limitMs: duration }),
  problem('clock-stepped', { stepMs: duration, limitMs: duration }),
  problem('fault-not-injected', { fault: z.string() }),
  problem('fault-failed', { fault: z.string(), said }),
  problem('fault-not-confirmed', {
    fault: z.string(),
    confirmation: confirmation.exclude(['confirmed']),
  }),
  problem('heal-failed', { fault: z.string(), said }),
  problem('heal-not-confirmed', { fault: z.string() }),
  problem('proxy-wedged', { host: z.string(), said }),
  problem('steady-state-broken', { good: count, events: count, needed: share }),
  problem('no-steady-state', {}),
  problem('journal-damaged', { damage: journalDamage }),
  problem('drill-interrupted', { interruption }),
  problem('method-not-started', {}),
  problem('end-not-recorded', {}),
  problem('reading-missing', { reading: readingName }),
  problem('reading-without-primary', { reading: readingName }),
  problem('reading-not-quiet', { reading: readingName }),
]);

/** Something wrong with the measuring itself. */
export type InstrumentProblem = Named<z.infer<typeof problemCodes>>;

/** Schema of `InstrumentProblem`. */
export const instrumentProblem: z.ZodType<InstrumentProblem> = problemCodes.meta({
  id: 'instrumentProblem',
});

/** The name of a kind of problem. */
export type ProblemCode = InstrumentProblem['code'];
