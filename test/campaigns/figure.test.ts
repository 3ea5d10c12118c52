// When a figure holds, and how it reads.

import { expect, test } from 'vitest';

import {
  ALL,
  atLeast,
  atMost,
  brokenFigures,
  counted,
  type Figure,
  holding,
  limitText,
  measured,
  valueText,
} from './figure.ts';

const drills = (value: number, of: number) => counted('drills', { value, of, unit: 'drills' }, ALL);
const seconds = (value: number | null, limit: Figure['limit']) =>
  measured('duration', { value, unit: 's' }, limit);

test.each<[string, Figure, ReturnType<typeof holding>]>([
  ['all of all', drills(10, 10), 'holds'],
  ['all but one', drills(9, 10), 'broken'],
  ['all of none', drills(0, 0), 'broken'],
  ['a bound from above, touched', seconds(110, atMost(110)), 'holds'],
  ['a bound from above, passed', seconds(110.01, atMost(110)), 'broken'],
  ['a bound from below, touched', seconds(6, atLeast(6)), 'holds'],
  ['a bound from below, not reached', seconds(5.99, atLeast(6)), 'broken'],
  ['nothing measured', seconds(null, atMost(110)), 'broken'],
  ['no number at all', seconds(Number.NaN, atMost(110)), 'broken'],
  ['no end', seconds(Number.POSITIVE_INFINITY, atLeast(6)), 'broken'],
  ['no alarm in no run', { ...drills(0, 0), limit: atMost(0) }, 'broken'],
  ['no alarm in all runs', { ...drills(0, 100), limit: atMost(0) }, 'holds'],
  ['no limit', seconds(1_000, null), 'no-limit'],
])('%s', (_, figure, expected) => {
  expect(holding(figure)).toBe(expected);
  expect(brokenFigures([figure])).toEqual(expected === 'broken' ? [figure] : []);
});

test.each<[Figure, string, string]>([
  [drills(9, 10), '9 of 10 drills', 'all'],
  [seconds(96.234, atMost(110)), '96.2 s', 'at most 110 s'],
  [seconds(0.012_34, atLeast(0.5)), '0.0123 s', 'at least 0.5 s'],
  [seconds(12_345.6, null), '12345.6 s', ''],
  [seconds(null, null), 'not measured', ''],
])('%o reads well', (figure, value, limit) => {
  expect([valueText(figure), limitText(figure)]).toEqual([value, limit]);
});
