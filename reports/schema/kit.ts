// Building blocks of the report's schema: read-only objects and lists, times, texts in both
// languages. What a report consists of stands in the other files of this folder.

import { z } from 'zod';

/** A read-only object without further properties. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape).readonly();
}

/** A read-only list. */
export function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}

/** One text in every language of the project. */
export const localizedText = object({ en: z.string(), ko: z.string() }).meta({
  id: 'localizedText',
});

/** A whole number of things, never negative. */
export const count = z.int().nonnegative();

/** A point in time: ms from the report's time origin, negative before it; resolution 1 µs. */
export const time = z.number().describe('ms from the time origin');

/** A length of time in ms; resolution 1 µs. */
export const duration = z.number().describe('ms');

/** A number between two bounds: the truth lies in [low, high], `best` is the point to quote. */
export const interval = object({ low: z.number(), best: z.number(), high: z.number() }).meta({
  id: 'interval',
});

/** Value of a verdict. */
export const verdictValue = z.enum(['met', 'missed', 'inconclusive']);

/** Result of confirming a fault from traffic. */
export const confirmation = z.enum(['confirmed', 'mismatch', 'inconclusive']);
