// Schema of what happened to data: reconciliation, recovery points, integrity, books.

import { z } from 'zod';

import { count, interval, list, object, readingName } from '../../harness/statements/kit.ts';
import { integrityFinding, notMeasured } from '../../harness/statements/measurement.ts';
import { time } from './kit.ts';

/** Classes of a client operation, the worst first. */
export const OPERATION_CLASSES = [
  'lost',
  'stranded',
  'duplicated',
  'unexpected',
  'indeterminate',
  'recovered',
  'failed',
  'ok',
] as const;

/** Class of a client operation after comparing what the client knows with the books. */
export const operationClass = z.enum(OPERATION_CLASSES);

/** Reconciliation of one write operation. */
export const reconciliation = object({
  operation: z.string(),
  service: z.string(),
  attempted: count,
  acknowledged: count,
  exposedAcknowledged: count.describe('acknowledged just before the first effect'),
  classes: list(object({ class: operationClass, operations: count, won: z.number() })),
  examples: list(
    object({
      class: operationClass,
      key: z.string(),
      won: z.number().nullable(),
      acknowledgedMs: time.nullable(),
    }),
  ),
});

/** Data loss of one service: RPA in operations, won and time. */
export const recoveryPoint = object({
  service: z.string(),
  recoveryPoint: z.discriminatedUnion('kind', [
    object({
      kind: z.literal('measured'),
      lost: count,
      lostWon: z.number(),
      ageMs: interval.describe('ms; how far the loss reaches back before the first effect'),
      exposedAcknowledged: count,
    }),
    object({ kind: z.literal('unknown'), reason: notMeasured }),
  ]),
});

/** Integrity of one service's books. */
export const integrity = object({
  service: z.string(),
  integrity: z.discriminatedUnion('kind', [
    object({ kind: z.literal('intact') }),
    object({ kind: z.literal('broken'), findings: list(integrityFinding) }),
    object({ kind: z.literal('unknown'), reason: notMeasured }),
  ]),
});

/** One instance's books in one reading. */
export const books = object({
  reading: readingName,
  instance: z.string(),
  role: z.string(),
  epoch: z.number(),
  operations: count,
  stranded: count,
  ledgerSumWon: z.number().nullable(),
  moneyWon: z.number().nullable(),
  expectedMoneyWon: z.number().nullable(),
});
