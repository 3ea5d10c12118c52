// Scales of the plots: from values to positions, and where the ticks stand.

import { html, type Markup } from '../markup.ts';

/** Maps a value of the domain to a position in px. */
export type Scale = (value: number) => number;

/** Rounds a position to a tenth of a px: finer digits only make the file longer. */
export function px(position: number): string {
  const rounded = Math.round(position * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

/** Attributes of a rectangle. */
export function box(
  x: number,
  y: number,
  size: { readonly width: number; readonly height: number },
): Markup {
  const { width, height } = size;
  return html`x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}"`;
}

/** A linear scale; a domain without extent maps to the start of the range. */
export function linearScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [from, to] = domain;
  const [start, end] = range;
  const slope = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * slope;
}

/** A logarithmic scale for values above 0; smaller ones are held at the lower bound. */
export function logScale(
  domain: readonly [number, number],
  range: readonly [number, number],
): Scale {
  const [from, to] = domain;
  const linear = linearScale([Math.log(from), Math.log(to)], range);
  return (value) => linear(Math.log(Math.min(Math.max(value, from), to)));
}

/** The largest of 1, 2, 5 × 10ⁿ steps that gives at least `count` steps over an extent. */
export function niceStep(extent: number, count: number): number {
  if (!(extent > 0)) return 1;
  const rough = extent / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= rough) ?? 1;
  return factor * power;
}

/** Multiples of a step within [from, to]; at most 200. */
export function ticks(from: number, to: number, step: number): readonly number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.min(Math.floor(to / step + 1e-9), first + 200);
  const found: number[] = [];
  for (let index = first; index <= last; index += 1) {
    // Multiplying instead of adding keeps 0.1 steps from growing long tails.
    found.push(Number((index * step).toPrecision(12)));
  }
  return found;
}
