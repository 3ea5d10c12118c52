// The figures of the campaign `undone`: each case counts, and one that went wrong breaks its limit and is
// named.

import { expect, test } from 'vitest';

import { brokenFigures } from './figure.ts';
import { type UndoneOutcome, undone, undoneFigures, undoneRemarks } from './undone.ts';

const GOOD: UndoneOutcome = {
  group: 'harness-embedded',
  at: 'after:fault-intended:1',
  reached: true,
  tookMs: 800,
  remains: [],
  told: true,
  repeatable: null,
};

test('the full campaign has as many cases as it is meant to have', () => {
  expect(undone.groups.map(({ name, times }) => [name, times])).toEqual([
    ['harness-embedded', 50],
    ['harness-containers', 12],
    ['watchdog', 12],
    ['both', 12],
  ]);
});

test('cases that went well hold every limit', () => {
  const outcomes = [GOOD, { ...GOOD, group: 'both', repeatable: true }];
  const figures = undoneFigures(outcomes);
  expect(figures.map(({ figure }) => figure)).toEqual([
    'harness killed, embedded lab: nothing left',
    'harness killed, embedded lab: told in the journal and judged so',
    'harness killed, embedded lab: undone after, least',
    'harness killed, embedded lab: undone after, median',
    'harness killed, embedded lab: undone after, most',
    'both killed: nothing left',
    'both killed: told in the journal and judged so',
    'both killed: again changes nothing',
    'both killed: `recover` took, least',
    'both killed: `recover` took, median',
    'both killed: `recover` took, most',
  ]);
  expect(brokenFigures(figures)).toEqual([]);
  expect(undoneRemarks(outcomes)).toEqual([]);
});

test.each<[string, Partial<UndoneOutcome>, string]>([
  ['something left', { remains: ['process k6'] }, 'left process k6.'],
  ['a journal that does not tell', { told: false }, 'not told or judged as it must be.'],
  ['a point that was not reached', { reached: false, tookMs: Number.NaN }, 'no drill came so far.'],
  [
    'a recovery that changes something',
    { repeatable: false },
    'recovering again changed something.',
  ],
])('%s breaks a limit and is named', (_, changed, remark) => {
  const outcomes = [GOOD, { ...GOOD, ...changed }];
  expect(brokenFigures(undoneFigures(outcomes))).not.toEqual([]);
  expect(undoneRemarks(outcomes)).toEqual([
    expect.stringMatching(new RegExp(`^harness-embedded, after:fault-intended:1: .*${remark}$`)),
  ]);
});

test('one that is late breaks its limit', () => {
  const figures = undoneFigures([GOOD, { ...GOOD, tookMs: 10_100 }]);
  expect(brokenFigures(figures).map(({ figure }) => figure)).toEqual([
    'harness killed, embedded lab: undone after, most',
  ]);
});
