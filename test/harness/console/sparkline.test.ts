// The moving line: buckets from cumulative counters, and glyphs that tell good from bad.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { bucketsOf, sparkline } from '../../../harness/console/sparkline.ts';

test('readings between bucket edges are interpolated', () => {
  const readings = [
    { at: 0, good: 0, bad: 0 },
    { at: 750, good: 30, bad: 0 },
    { at: 1_750, good: 30, bad: 20 },
  ];
  expect(bucketsOf(readings, 60)).toEqual([
    { good: 20, bad: 0 },
    { good: 10, bad: 5 },
    { good: 0, bad: 10 },
  ]);
});

test('good is a block, some bad is x, mostly bad is X, nothing is a dot', () => {
  const readings = [
    { at: 0, good: 0, bad: 0 },
    { at: 500, good: 25, bad: 0 },
    { at: 1_000, good: 37, bad: 0 },
    { at: 1_500, good: 60, bad: 2 },
    { at: 2_000, good: 60, bad: 27 },
    { at: 2_500, good: 60, bad: 27 },
    { at: 3_000, good: 120, bad: 27 },
  ];
  const cells = sparkline(readings, { width: 8, ratePerSecond: 50 });
  expect(cells.map(({ glyph }) => glyph).join('')).toBe('  ▆▃xX·█');
  expect(cells.map(({ kind }) => kind).slice(2)).toEqual([
    'good',
    'good',
    'some-bad',
    'mostly-bad',
    'nothing',
    'good',
  ]);
});

test('buckets add up to what was counted between the first and the last edge', () => {
  const steps = fc.array(fc.record({ ms: fc.integer({ min: 1, max: 900 }), good: fc.nat(50) }), {
    minLength: 2,
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (gaps) => {
      let at = 0;
      let good = 0;
      const readings = [{ at, good, bad: 0 }];
      for (const gap of gaps) {
        at += gap.ms;
        good += gap.good;
        readings.push({ at, good, bad: 0 });
      }
      const buckets = bucketsOf(readings, 1_000);
      const sum = buckets.reduce((total, bucket) => total + bucket.good, 0);
      expect(sum).toBeLessThanOrEqual(good + 1e-6);
      expect(buckets.length).toBe(Math.min(60, Math.floor(at / 500)));
      expect(sparkline(readings, { width: 30, ratePerSecond: 10 })).toHaveLength(30);
    }),
    { numRuns: 100 },
  );
});
