// Why something could not be measured, and what is wrong with a service's books, as data.

import { z } from 'zod';

import { count, list, object, readingName, type Named } from './kit.ts';

const notMeasuredKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('method-not-started') }),
  object({ kind: z.literal('fault-not-injected'), fault: z.string() }),
  object({ kind: z.literal('disturbed-without-fault') }),
  object({ kind: z.literal('too-few-good-events'), good: count, needed: count }),
  object({ kind: z.literal('no-write-operation') }),
  object({ kind: z.literal('no-primary-books'), readings: list(readingName) }),
  object({ kind: z.literal('nothing-exposed') }),
  object({ kind: z.literal('no-load') }),
  object({ kind: z.literal('no-event') }),
  object({ kind: z.literal('no-failback') }),
  object({ kind: z.literal('not-analysed') }),
]);

/** Why something could not be measured. */
export type NotMeasured = Named<z.infer<typeof notMeasuredKinds>>;

/** Schema of `NotMeasured`. */
export const notMeasured: z.ZodType<NotMeasured> = notMeasuredKinds.meta({ id: 'notMeasured' });

const integrityFindingKinds = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('ledger-not-zero'),
    instance: z.string(),
    reading: readingName,
    sumWon: z.number(),
  }),
  object({
    kind: z.literal('money-not-conserved'),
    instance: z.string(),
    reading: readingName,
    surplusWon: z.number().describe('negative when money is missing'),
  }),
  object({ kind: z.literal('duplicated'), operation: z.string(), operations: count }),
  object({ kind: z.literal('unexpected'), operation: z.string(), operations: count }),
  object({ kind: z.literal('duplicated-payments'), payments: count }),
]);

/** One way in which a service's books do not hold together. */
export type IntegrityFinding = Named<z.infer<typeof integrityFindingKinds>>;

/** Schema of `IntegrityFinding`. */
export const integrityFinding: z.ZodType<IntegrityFinding> = integrityFindingKinds.meta({
  id: 'integrityFinding',
});
