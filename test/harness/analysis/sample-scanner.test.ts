// Finding our lines in chunks: in any key order, wherever the chunks end, and with a fast road that
// reads wrong.

import { expect, test } from 'vitest';
import { type ByteRoad, byteRoad } from '../../../harness/analysis/sample-bytes.ts';
import { sampleScanner } from '../../../harness/analysis/sample-scanner.ts';
import { samplesBuilder } from '../../../harness/analysis/samples.ts';
import {
  attemptLine,
  declarationLine,
  dropLine,
  OTHER_LINE,
  reordered,
  rowsOf,
} from './k6-lines.ts';

function scanned(chunks: readonly Buffer[], road: ByteRoad | null = byteRoad()) {
  const builder = samplesBuilder();
  const scanner = sampleScanner(builder, road);
  for (const chunk of chunks) scanner.feed(chunk);
  const { endsInLine, misread, ...end } = scanner.end();
  return { ...rowsOf(builder.build({ ...end, cutOff: null })), endsInLine, misread };
}

const BASE_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const ATTEMPT = {
  operation: 'bank.transfer',
  outcome: 'ok',
  attempt: 0,
  operationNumber: 0,
  endMs: 678.901234,
  durationMs: 12.25,
};
const END = { baseWallMs: BASE_MS, drops: [], damagedLines: 0, endsInLine: false, misread: false };

/** One line of each sort, and a last one that is cut off. */
const ALL_SORTS = [
  declarationLine('firedrill_attempt'),
  attemptLine(0, { value: '83.05721600000001' }),
  OTHER_LINE,
  attemptLine(1, { time: '2026-01-02T12:04:05.7+09:00', outcome: '실패' }),
  reordered(attemptLine(2, { time: '2026-01-02T03:05:00Z' })),
  dropLine(2),
  reordered(dropLine(3)),
  OTHER_LINE.replace('"scenario":"bank_transfer"', '"name":"firedrill_attempt dropped_iterations"'),
  attemptLine(3).replace('\n', '\r\n'),
  attemptLine(4).slice(0, -30).concat('\n'),
  '\n',
  'not even JSON\n',
  OTHER_LINE.replace('iterations', 'dropped'),
  attemptLine(5, { operation: 'post.track', attempt: '1' }),
  attemptLine(6).slice(0, -30),
].join('');

test('every sort of line', () => {
  const bytes = Buffer.from(ALL_SORTS);
  expect(scanned([bytes])).toEqual({
    baseWallMs: BASE_MS,
    attempts: [
      { ...ATTEMPT, durationMs: Math.fround(83.057216) },
      { ...ATTEMPT, operationNumber: 1, endMs: 700, outcome: '실패' },
      { ...ATTEMPT, operationNumber: 2, endMs: 55_000 },
      { ...ATTEMPT, operationNumber: 3 },
      { ...ATTEMPT, operation: 'post.track', operationNumber: 5, attempt: 1 },
    ],
    drops: [
      { operation: 'bank.transfer', atMs: 1_000, howMany: 2 },
      { operation: 'bank.transfer', atMs: 1_000, howMany: 3 },
    ],
    cutOff: null,
    damagedLines: 1,
    endsInLine: true,
    misread: false,
  });
});

test('chunks that end at any byte give the same', () => {
  const bytes = Buffer.from(ALL_SORTS);
  const whole = scanned([bytes]);
  for (let border = 0; border <= bytes.length; border += 1) {
    expect(scanned([bytes.subarray(0, border), bytes.subarray(border)])).toEqual(whole);
  }
  expect(scanned(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
  expect(scanned([bytes], null)).toEqual(whole);
});

test.each([
  ['the type first', attemptLine(0).replace(/("metric":"\w+"),("type":"Point")/, '$2,$1')],
  ['the metric last', reordered(attemptLine(0))],
  ['spaces', attemptLine(0).replaceAll(':"', ' : "')],
  ['a space before the line', ` ${attemptLine(0)}`],
  ['one more key in front', attemptLine(0).replace('{', '{"version":1,')],
  ['another key in front, as long', attemptLine(0).replace('{', '{"m":{"metri":1},')],
  ['metadata in another order', attemptLine(0).replace(/("attempt":"0"),("n":"0")/, '$2,$1')],
])('an attempt with %s is found', (_, line) => {
  const expected = { ...END, attempts: [ATTEMPT], cutOff: null };
  expect(scanned([Buffer.from(OTHER_LINE + line + OTHER_LINE)])).toEqual(expected);
});

test.each([
  ['no number', attemptLine(0).replace('"n":"0"', '"n":"zero"')],
  ['no time', attemptLine(0, { time: 'now' })],
  ['no value', attemptLine(0, { value: '' })],
  ['no end', attemptLine(0).slice(0, -3).concat('\n')],
  ['a start inside another line', `{"metric":"http_re${attemptLine(0)}`],
  ['a time of another year', attemptLine(1, { time: '2027-01-02T03:04:05Z' })],
  ['a drop without a scenario', dropLine(1).replace('"scenario":"bank_transfer"', '')],
])('a damaged line is counted: %s', (_, line) => {
  const expected = { ...END, attempts: [ATTEMPT], damagedLines: 1, cutOff: null };
  expect(scanned([Buffer.from(attemptLine(0) + line)])).toEqual(expected);
});

/** A road that takes one attempt for another from one call on. */
function wrongFrom(firstWrong: number): ByteRoad {
  const right = byteRoad();
  let calls = 0;
  return (cursor, kind) => {
    const point = right(cursor, kind);
    calls += 1;
    if (point?.kind !== 'attempt' || calls < firstWrong) return point;
    return { ...point, durationMs: point.durationMs + 1 };
  };
}

test('a fast road that reads wrong is caught at the next check', () => {
  const lines = Array.from({ length: 600 }, (_, n) => Buffer.from(attemptLine(n)));
  const caught = [1, 2, 257, 258, 513].map((first) => scanned(lines, wrongFrom(first)).misread);
  expect(caught).toEqual([true, true, true, true, true]);
  // The last check of 600 lines is that of line 513.
  expect(scanned(lines, wrongFrom(514)).misread).toBe(false);
  expect(scanned(lines).misread).toBe(false);
});

test('a fast road that stops elsewhere than at the end of the line is caught', () => {
  const right = byteRoad();
  const short: ByteRoad = (cursor, kind) => {
    const point = right(cursor, kind);
    cursor.at -= 5;
    return point;
  };
  const unmoved: ByteRoad = (cursor, kind) => {
    const { at } = cursor;
    const point = right(cursor, kind);
    cursor.at = at;
    return point;
  };
  const bytes = Buffer.from(attemptLine(0) + attemptLine(1));
  expect(scanned([bytes], short).misread).toBe(true);
  // What does not move is not believed at all: JSON.parse reads the line.
  expect(scanned([bytes], unmoved)).toEqual(scanned([bytes], null));
});
