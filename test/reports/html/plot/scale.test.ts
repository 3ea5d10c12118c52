// Scales and ticks of the plots.

import { expect, test } from 'vitest';

import { linearScale, logScale, niceStep, px, ticks } from '../../../../reports/html/plot/scale.ts';

test('a linear scale maps its domain to its range', () => {
  const scale = linearScale([10, 20], [0, 100]);
  expect([scale(10), scale(15), scale(20)]).toEqual([0, 50, 100]);
});

test('a domain without extent maps to the start of the range', () => {
  expect(linearScale([5, 5], [30, 90])(5)).toBe(30);
});

test('a logarithmic scale holds what is out of its domain', () => {
  const scale = logScale([1, 100], [0, 10]);
  expect([scale(0), scale(1), scale(10), scale(1_000)]).toEqual([0, 0, 5, 10]);
});

test.each([
  [100, 5, 20],
  [66, 10, 5],
  [0.9, 4, 0.2],
  [0, 5, 1],
])('a nice step over %d in at least %d parts is %d', (extent, count, step) => {
  expect(niceStep(extent, count)).toBe(step);
});

test('ticks are the multiples within the bounds, without tails of the float', () => {
  expect(ticks(-0.35, 0.35, 0.1)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
});

test('the number of ticks is bounded', () => {
  expect(ticks(0, 1e9, 1)).toHaveLength(201);
});

test('positions have one decimal and no negative zero', () => {
  expect([px(1.25), px(-0.01), px(3)]).toEqual(['1.3', '0', '3']);
});
