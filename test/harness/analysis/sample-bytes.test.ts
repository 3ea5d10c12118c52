// The fast road: what it accepts, JSON.parse reads the same. It may refuse, never differ.

import { expect, test } from 'vitest';
import { cursorOn } from '../../../harness/analysis/byte-cursor.ts';
import { byteRoad } from '../../../harness/analysis/sample-bytes.ts';
import { parsePoint } from '../../../harness/analysis/sample-line.ts';
import { attemptLine, dropLine } from './k6-lines.ts';

const lineOf = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.indexOf('\n'));

test.each([
  ['an attempt', 'attempt', attemptLine(17)],
  ['a later attempt', 'attempt', attemptLine(999_999_999, { attempt: '2', outcome: 'timeout' })],
  ['a long value', 'attempt', attemptLine(0, { value: '83.05721600000001' })],
  ['a zone', 'attempt', attemptLine(0, { time: '2026-01-02T12:04:05+09:00' })],
  ['an outcome in Korean', 'attempt', attemptLine(0, { outcome: '실패' })],
  ['more tags', 'attempt', attemptLine(0).replace('"tags":{', '"tags":{"group":"",')],
  ['an escape in a tag', 'attempt', attemptLine(0, { outcome: 'o\\u006b' })],
  ['a drop', 'drop', dropLine(3)],
] as const)('%s is read as JSON.parse reads it', (_, kind, line) => {
  const bytes = Buffer.from(line);
  const read = byteRoad();
  // Twice: the second time tags and minute are known.
  for (let round = 0; round < 2; round += 1) {
    const cursor = cursorOn(bytes);
    const point = read(cursor, kind);
    expect(point).not.toBe(null);
    expect([point, cursor.at]).toEqual([parsePoint(lineOf(bytes)), bytes.length]);
  }
});

test.each([
  ['another order', attemptLine(0).replace('"attempt":"0","n":"0"', '"n":"0","attempt":"0"')],
  ['spaces', attemptLine(0).replaceAll(':', ': ')],
  ['a negative value', attemptLine(0, { value: '-1' })],
  ['an exponent', attemptLine(0, { value: '1e-7' })],
  ['a number of ten digits', attemptLine(1_234_567_890)],
  ['no number', attemptLine(Number.NaN)],
  ['no outcome', attemptLine(0).replace('"outcome":"ok",', '')],
  ['a brace in a tag', attemptLine(0, { outcome: '}' })],
  ['no tags', attemptLine(0).replace(/"tags":\{.*?\}/, '"tags":null')],
  ['a carriage return', attemptLine(0).replace('\n', '\r\n')],
  ['tags over two lines', attemptLine(0).replace('"bank_transfer"}', '"bank_transfer"\n}')],
  ['a cut line', attemptLine(0).slice(0, -20).concat('\n')],
  ['another metric', attemptLine(0).replace('_attempt"', '_attempts"')],
])('%s is left to JSON.parse', (_, line) => {
  expect(byteRoad()(cursorOn(Buffer.from(line)), 'attempt')).toBe(null);
});

test('of more sets of tags than it remembers, it leaves the rest to JSON.parse', () => {
  const read = byteRoad();
  const lines = Array.from({ length: 260 }, (_, n) => attemptLine(n, { outcome: `o${n}` }));
  const twice = [...lines, ...lines].map((line) => read(cursorOn(Buffer.from(line)), 'attempt'));
  expect(twice.filter((point) => point === null)).toHaveLength(2 * (260 - 256));
});

/** Reads the first line by bytes and by JSON.parse; null when the fast road refuses it. */
function bothRoads(bytes: Buffer, read = byteRoad()) {
  const cursor = cursorOn(bytes);
  const fast = read(cursor, 'attempt');
  if (fast === null) return null;
  const line = lineOf(bytes);
  return {
    fast: { point: fast, end: cursor.at },
    slow: { point: parsePoint(line), end: line.length + 1 },
  };
}

test('with any byte of a line changed, it refuses or reads what JSON.parse reads', () => {
  const line = attemptLine(17, { value: '83.05721600000001' });
  const read = byteRoad();
  read(cursorOn(Buffer.from(line)), 'attempt');
  const changed = Array.from({ length: line.length - 1 }, (_, place) =>
    Array.from(Buffer.from('09.-eE"\\{}:, ZTa\n\0\u007f'), (byte) => {
      const bytes = Buffer.from(line + line);
      bytes[place] = byte;
      return bothRoads(bytes, read) ?? [];
    }),
  ).flat(2);
  expect(changed.length).toBeGreaterThan(100);
  expect(changed.map(({ fast }) => fast)).toEqual(changed.map(({ slow }) => slow));
});

test('with any byte of a line left out, it refuses or reads what JSON.parse reads', () => {
  const line = attemptLine(17, { value: '83.05721600000001' });
  const read = byteRoad();
  read(cursorOn(Buffer.from(line)), 'attempt');
  const shortened = Array.from(
    { length: line.length },
    (_, place) =>
      bothRoads(Buffer.from(line.slice(0, place) + line.slice(place + 1) + line), read) ?? [],
  ).flat();
  expect(shortened.length).toBeGreaterThan(10);
  expect(shortened.map(({ fast }) => fast)).toEqual(shortened.map(({ slow }) => slow));
});
