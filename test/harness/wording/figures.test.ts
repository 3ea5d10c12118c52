// Figures as people read them, in both languages.

import { expect, test } from 'vitest';

import {
  formatBounds,
  formatCount,
  formatFloor,
  formatMoment,
  formatShare,
  formatStatedTime,
  formatTime,
  formatWallClock,
  formatWon,
  wordsOf,
} from '../../../harness/wording/index.ts';

const en = wordsOf('en');
const ko = wordsOf('ko');

test.each([
  [0, '0 ms', '0ms'],
  [1.234, '1.23 ms', '1.23ms'],
  [850.4, '850 ms', '850ms'],
  [999.6, '1.00 s', '1.00초'],
  [2_300, '2.30 s', '2.30초'],
  [59_999, '1 min', '1분'],
  [125_000, '2 min 5 s', '2분 5초'],
  [3_599_600, '1 h', '1시간'],
  [175_500_000, '48 h 45 min', '48시간 45분'],
  [-40, '−40 ms', '−40ms'],
])('%d ms is "%s" and "%s"', (durationMs, english, korean) => {
  expect([formatTime(durationMs, en), formatTime(durationMs, ko)]).toEqual([english, korean]);
});

test('a stated time has no needless zeros', () => {
  expect(['12000', '1500', '10800000'].map((ms) => formatStatedTime(Number(ms), en))).toEqual([
    '12 s',
    '1.5 s',
    '3 h',
  ]);
});

test('an interval without width is a point', () => {
  expect(formatBounds({ low: 5, best: 5, high: 5 }, en)).toBe('5 ms');
  expect(formatBounds({ low: 2_000, best: 2_100, high: 2_250 }, ko)).toBe(
    '2.10초 [2.00초, 2.25초]',
  );
});

test('a share is rounded down, so that 100 % means all', () => {
  expect([formatShare(0.999_999_9, en), formatShare(1, ko)]).toEqual(['99.999 %', '100.000%']);
  expect(formatFloor(0.995, en)).toBe('99.5 %');
});

test('counts, won and moments', () => {
  expect([formatCount(1_234_567), formatCount(-1_234), formatCount(2.106)]).toEqual([
    '1,234,567',
    '-1,234',
    '2.106',
  ]);
  expect([formatWon(25_000, ko), formatWon(null, en)]).toEqual(['25,000원', '—']);
  expect([formatMoment(-1_500, en), formatMoment(-1, en)]).toEqual(['−1.50 s', '0.00 s']);
});

test('wall clock: UTC in English, Korean time in Korean; what is no time stays as it is', () => {
  const at = '2025-09-26T20:15:00.000Z';
  expect([formatWallClock(at, en), formatWallClock(at, ko), formatWallClock('soon', en)]).toEqual([
    '2025-09-26 20:15:00 UTC',
    '2025-09-27 05:15:00 KST',
    'soon',
  ]);
});
