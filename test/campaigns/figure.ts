// One figure of a campaign: a number, the limit that it is held to, and whether it holds. What is
// measured is each campaign's own affair; how figures are kept is in section.ts and figures.ts.

import { z } from 'zod';

import { unreachable } from '../../harness/model/problem.ts';

const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('at-most'), bound: z.number() }),
  z.strictObject({ kind: z.literal('at-least'), bound: z.number() }),
]);

/** Shape of a figure where it is kept. */
export const figureSchema = z.strictObject({
  figure: z.string().min(1),
  /** Null: nothing was measured. */
  value: z.number().nullable(),
  /** Of how many, where the value counts some of them; else null. */
  of: z.int().nonnegative().nullable(),
  unit: z.string(),
  limit: limitSchema.nullable(),
});

/** What a figure is held to: all of those counted, or a bound that may be touched. */
export type Limit = Readonly<z.infer<typeof limitSchema>>;

/** One row of a campaign's table. */
export type Figure = Readonly<Omit<z.infer<typeof figureSchema>, 'limit'>> & {
  readonly limit: Limit | null;
};

/** Whether a figure holds; a figure without a limit only informs. */
export type Holding = 'holds' | 'broken' | 'no-limit';

/** All of those counted, and at least one. */
export const ALL: Limit = { kind: 'all' };

/** A bound from above. */
export function atMost(bound: number): Limit {
  return { kind: 'at-most', bound };
}

/** A bound from below. */
export function atLeast(bound: number): Limit {
  return { kind: 'at-least', bound };
}

/** How many of how many. */
export function counted(
  figure: string,
  count: { readonly value: number; readonly of: number; readonly unit: string },
  limit: Limit | null,
): Figure {
  return { figure, ...count, limit };
}

/** A number with its unit; what is no finite number was not measured. */
export function measured(
  figure: string,
  amount: { readonly value: number | null; readonly unit: string },
  limit: Limit | null,
): Figure {
  const value = amount.value !== null && Number.isFinite(amount.value) ? amount.value : null;
  return { figure, value, of: null, unit: amount.unit, limit };
}

/** Whether the figure holds. With a limit, nothing measured and none counted never hold. */
export function holding({ value, of, limit }: Figure): Holding {
  if (limit === null) return 'no-limit';
  if (value === null || of === 0) return 'broken';
  const { kind } = limit;
  switch (kind) {
    case 'all':
      return value === of ? 'holds' : 'broken';
    case 'at-most':
      return value <= limit.bound ? 'holds' : 'broken';
    case 'at-least':
      return value >= limit.bound ? 'holds' : 'broken';
    default:
      return unreachable(kind);
  }
}

/** The figures that break their limits. */
export function brokenFigures(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter((figure) => holding(figure) === 'broken');
}

/** The value as people read it. */
export function valueText({ value, of, unit }: Figure): string {
  if (value === null) return 'not measured';
  const number = of === null ? shortNumber(value) : `${value} of ${of}`;
  return unit === '' ? number : `${number} ${unit}`;
}

/** The limit as people read it; empty without one. */
export function limitText({ limit, unit }: Figure): string {
  if (limit === null) return '';
  const { kind } = limit;
  switch (kind) {
    case 'all':
      return 'all';
    case 'at-most':
      return `at most ${shortNumber(limit.bound)} ${unit}`.trimEnd();
    case 'at-least':
      return `at least ${shortNumber(limit.bound)} ${unit}`.trimEnd();
    default:
      return unreachable(kind);
  }
}

/** Whole numbers as they are; others with three significant digits, and one decimal above 100. */
function shortNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(1) : String(Number(value.toPrecision(3)));
}
