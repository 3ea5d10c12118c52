// Building blocks of everything that is stated as data: read-only objects and lists, counts, times,
// intervals, and the few words that several statements share. No sentence stands in this folder.

import { z } from 'zod';

/**
 * A union under the name of the alias that it is given to. Without it the declarations of whatever
 * holds the union spell it out, and become longer than the compiler writes.
 */
export type Named<Union> = Union extends unknown ? Union : never;

/** A read-only object without further properties. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape).readonly();
}

/** A read-only list. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

/** A whole number of things, never negative. */
export const count = z.int().nonnegative();

/** A length of time in ms. */
export const duration = z.number().describe('ms');

/** A share of a whole, from 0 to 1. */
export const share = z.number().describe('share, from 0 to 1');

/** A number between two bounds: the truth lies in [low, high], `best` is the point to quote. */
export const interval = object({ low: z.number(), best: z.number(), high: z.number() }).meta({
  id: 'interval',
});

/** A number between two bounds: the truth lies in [low, high]; `best` is the point to quote. */
export type Interval = z.infer<typeof interval>;

/** The words of a program that is not ours, as they came: quoted, and never translated. */
export const said = z.string().describe('the words of a program, as they came');

/** The two readings of the books. */
export const readingName = z.enum(['first', 'second']);

/** Phases of a drill, in order. */
export const phase = z.enum([
  'open-lab',
  'warm-up',
  'steady-state',
  'method',
  'first-reading',
  'heal',
  'drain',
  'second-reading',
  'verify-clean',
  'close-lab',
]);

/** Result of confirming a fault from traffic. */
export const confirmation = z.enum(['confirmed', 'mismatch', 'inconclusive']);

/** Value of a verdict. */
export const verdictValue = z.enum(['met', 'missed', 'inconclusive']);

/** Value of a verdict. */
export type VerdictValue = z.infer<typeof verdictValue>;
