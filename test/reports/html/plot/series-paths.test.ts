// Series as SVG paths.

import { expect, test } from 'vitest';

import { barsPath, linePath } from '../../../../reports/html/plot/series-paths.ts';

const scales = { x: (value: number) => value, y: (value: number) => 100 - value, bucketMs: 10 };

function bucket(atMs: number, good: number, p50Ms: number | null) {
  return { atMs, good, bad: 0, p50Ms, p99Ms: null };
}

test('bars that adjoin are one shape, a gap starts another', () => {
  const buckets = [
    bucket(0, 5, null),
    bucket(10, 7, null),
    bucket(20, 0, null),
    bucket(30, 2, null),
  ];
  expect(barsPath(buckets, scales, ({ good }) => good)).toBe(
    'M0 100V95H10V93H20V100zM30 100V98H40V100z',
  );
});

test('a line goes through the middles, and gaps stay gaps', () => {
  const buckets = [bucket(0, 1, 4), bucket(10, 1, 6), bucket(20, 1, null), bucket(30, 1, 8)];
  expect(linePath(buckets, scales, ({ p50Ms }) => p50Ms)).toBe('M5 96h0L15 94M35 92h0');
});

test('no bucket, no shape', () => {
  expect(barsPath([], scales, ({ good }) => good)).toBe('');
});
