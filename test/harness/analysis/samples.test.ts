// Samples in memory: every field comes back from its row, and what a row cannot hold is refused.

import { expect, test } from 'vitest';
import { type AttemptRow, samplesBuilder } from '../../../harness/analysis/samples.ts';
import { rowsOf } from './k6-lines.ts';

const END = { baseWallMs: 0, cutOff: null, damagedLines: 0 };
const HOUR_MS = 3_600_000;
const ROW: AttemptRow = {
  operation: 'bank.transfer',
  outcome: 'ok',
  attempt: 0,
  operationNumber: 0,
  endMs: 0,
  durationMs: 1,
};

test('rows come back over many segments, times to the nanosecond', () => {
  const builder = samplesBuilder();
  const rows = Array.from(
    { length: 10_000 },
    (_, index): AttemptRow => ({
      operation: ['bank.transfer', 'card.authorise'][index % 2] ?? '',
      outcome: ['ok', 'timeout', 'http-5xx'][index % 3] ?? '',
      attempt: index % 4,
      operationNumber: index * 99_991,
      endMs: (index * 123_456_789 - 5e11) / 1e6,
      durationMs: Math.fround(index / 7),
    }),
  );
  expect(rows.every((row) => builder.addAttempt(row))).toBe(true);
  expect(rowsOf(builder.build(END)).attempts).toEqual(rows);
});

test('drops come back, more than fit at first', () => {
  const builder = samplesBuilder();
  const drops = Array.from({ length: 200 }, (_, index) => ({
    operation: index % 2 === 0 ? 'bank.transfer' : 'post.track',
    atMs: index / 3,
    howMany: index,
  }));
  expect(drops.every((drop) => builder.addDrop(drop))).toBe(true);
  expect(rowsOf(builder.build(END)).drops).toEqual(drops);
});

test.each<[string, Partial<AttemptRow>, Partial<AttemptRow> | null]>([
  ['the highest number', { operationNumber: 2 ** 30 - 1 }, { operationNumber: 2 ** 30 - 1 }],
  ['a higher number', { operationNumber: 2 ** 30 }, null],
  ['a later attempt', { attempt: 3 }, { attempt: 3 }],
  ['a much later attempt', { attempt: 300 }, { attempt: 3 }],
  ['39 hours after', { endMs: 39 * HOUR_MS + 1e-6 }, { endMs: 39 * HOUR_MS + 1e-6 }],
  ['39 hours before', { endMs: -39 * HOUR_MS }, { endMs: -39 * HOUR_MS }],
  ['40 hours after', { endMs: 40 * HOUR_MS }, null],
  ['40 hours before', { endMs: -40 * HOUR_MS }, null],
  ['no time', { endMs: Number.NaN }, null],
])('%s', (_, given, expected) => {
  const builder = samplesBuilder();
  const isKept = builder.addAttempt({ ...ROW, ...given });
  expect([isKept, rowsOf(builder.build(END)).attempts]).toEqual(
    expected === null ? [false, []] : [true, [{ ...ROW, ...expected }]],
  );
});

test('a 257th pair and a 257th operation are refused, known ones are not', () => {
  const builder = samplesBuilder();
  const added = Array.from({ length: 257 }, (_, index) =>
    builder.addAttempt({ ...ROW, outcome: `outcome ${index}` }),
  );
  expect(added).toEqual([...Array.from({ length: 256 }, () => true), false]);
  expect(builder.addAttempt({ ...ROW, outcome: 'outcome 255' })).toBe(true);
  const dropped = Array.from({ length: 256 }, (_, index) =>
    builder.addDrop({ operation: `operation ${index}`, atMs: 0, howMany: 1 }),
  );
  expect(dropped).toEqual([...Array.from({ length: 255 }, () => true), false]);
  expect(builder.addDrop({ operation: ROW.operation, atMs: 0, howMany: 1 })).toBe(true);
});

test('a 257th pair is refused, though its operation and its outcome are known', () => {
  const builder = samplesBuilder();
  const pairs = ['bank.transfer', 'card.authorise'].flatMap((operation) =>
    Array.from({ length: 129 }, (_, index) => ({ operation, outcome: `outcome ${index}` })),
  );
  const added = pairs.map((pair) => builder.addAttempt({ ...ROW, ...pair }));
  expect(added).toEqual(pairs.map((_, index) => index < 256));
  expect(rowsOf(builder.build(END)).attempts).toEqual(
    pairs.slice(0, 256).map((pair) => ({ ...ROW, ...pair })),
  );
});

test('a row that is not there is a bug', () => {
  const builder = samplesBuilder();
  builder.addAttempt(ROW);
  const { attempts } = builder.build(END);
  expect(() => attempts.endMs(1)).toThrow('no attempt in row 1');
});
