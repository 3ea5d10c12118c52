// Times from text and from bytes: the same, or none.

import { expect, test } from 'vitest';
import { cursorOn } from '../../../harness/analysis/byte-cursor.ts';
import { parseWallTime, wallTimeReader } from '../../../harness/analysis/sample-time.ts';

const SECOND_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
/** In this order: a minute is remembered from one to the next. */
const TIMES = [
  ['2026-01-02T03:04:05.678901234Z', SECOND_MS, 678_901_234],
  ['2026-01-02T03:04:05.7Z', SECOND_MS, 700_000_000],
  ['2026-01-02T03:04:59Z', SECOND_MS + 54_000, 0],
  ['2026-01-02T12:04:05.000000001+09:00', SECOND_MS, 1],
  ['2026-01-02T12:04:06+09:00', SECOND_MS + 1_000, 0],
  ['2026-01-02T12:04:06-03:30', SECOND_MS + 1_000 + 12.5 * 3_600_000, 0],
  ['2026-01-02T12:04:06Z', SECOND_MS + 1_000 + 9 * 3_600_000, 0],
  ['2026-01-02T03:04:05.678901234Z', SECOND_MS, 678_901_234],
] as const;

const NO_TIMES = [
  '',
  '2026-01-02',
  '2026-01-02T03:04:05',
  '2026-01-02T03:04:5Z',
  '2026-01-02T03:04:60Z',
  '2026-01-02T03:04:05.Z',
  '2026-01-02T03:04:05.1234567890Z',
  '2026-01-02T03:04:05.5z',
  '2026-01-02T03:04:05.5+0900',
  '2026-01-02T03:04:05.5Zone',
  '2026-13-02T03:04:05Z',
  '2026-01-02T24:00:00Z',
  '2026-01-02T03:61:05Z',
] as const;

test('text and bytes give the same second and nanoseconds in any zone', () => {
  const readTime = wallTimeReader();
  const read = TIMES.map(([text]) => {
    const cursor = cursorOn(Buffer.from(`"${text}",`));
    cursor.at = 1;
    const time = readTime(cursor);
    return { time, at: cursor.at };
  });
  const expected = TIMES.map(([text, secondMs, nanoseconds]) => ({
    time: { secondMs, nanoseconds },
    at: text.length + 2,
  }));
  expect(read).toEqual(expected);
  expect(TIMES.map(([text]) => parseWallTime(text))).toEqual(expected.map(({ time }) => time));
});

test.each(NO_TIMES)('"%s" is none, whatever minute is remembered', (text) => {
  expect(parseWallTime(text)).toBe(null);
  const readTime = wallTimeReader();
  const bytes = Buffer.from(`${text}",`);
  expect(readTime(cursorOn(bytes))).toBe(null);
  readTime(cursorOn(Buffer.from('2026-01-02T03:04:05Z"')));
  expect(readTime(cursorOn(bytes))).toBe(null);
});
