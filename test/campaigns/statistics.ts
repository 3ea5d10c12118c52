// Least, median and most of some numbers, as rows of a campaign's table.

import { quantile } from '../../harness/analysis/quantile.ts';
import { type Figure, type Limit, measured } from './figure.ts';

/** Median by the nearest rank, so that it is one of the values; null without values. */
export function median(values: readonly number[]): number | null {
  return quantile(ascending(values), 0.5);
}

/** Rows for least, median and most. A limit holds for the most. */
export function spread(
  what: string,
  values: readonly number[],
  options: { readonly unit: string; readonly limit: Limit | null },
): readonly Figure[] {
  const { unit, limit } = options;
  const sorted = ascending(values);
  return [
    measured(`${what}, least`, { value: sorted.at(0) ?? null, unit }, null),
    measured(`${what}, median`, { value: median(sorted), unit }, null),
    measured(`${what}, most`, { value: sorted.at(-1) ?? null, unit }, limit),
  ];
}

/** Largest value; null without values. */
export function largest(values: readonly number[]): number | null {
  return ascending(values).at(-1) ?? null;
}

/** Smallest value; null without values. */
export function smallest(values: readonly number[]): number | null {
  return ascending(values).at(0) ?? null;
}

function ascending(values: readonly number[]): readonly number[] {
  return values.toSorted((left, right) => left - right);
}
