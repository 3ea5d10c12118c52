// Decomposition of the time to recover.

import { expect, test } from 'vitest';

import type { Recovery } from '../../../harness/analysis/index.ts';
import { stretchesOf } from '../../../reports/build/stretches.ts';
import { measurementOf } from '../fixture-analysis.ts';

function recoveredAfter(best: number): Recovery {
  const timeToRecoverMs = { low: best, best, high: best };
  return { kind: 'recovered', timeToRecoverMs, endedWithFault: false, flaps: 0 };
}

const bank = measurementOf('bank');

test('the stretches adjoin and add up to the time to recover', () => {
  const stretches = stretchesOf(bank);
  expect(stretches.map(({ stretch }) => stretch)).toEqual([
    'detect',
    'decide',
    'promote',
    'repoint',
    'verify',
    'open',
    'stabilise',
  ]);
  expect(stretches.map(({ fromMs }) => fromMs)).toEqual([
    0,
    ...stretches.slice(0, -1).map(({ toMs }) => toMs),
  ]);
  expect(stretches.at(-1)?.toMs).toBe(2_114.533);
});

test('a stage that was not stamped is not invented: the next stretch has its time', () => {
  const stages = [
    { mark: 'detected', atMs: 1_000 },
    { mark: 'opened', atMs: 1_500 },
  ];
  expect(stretchesOf({ ...bank, stages, recovery: recoveredAfter(1_800) })).toEqual([
    { stretch: 'detect', fromMs: 0, toMs: 1_000, reached: true },
    { stretch: 'open', fromMs: 1_000, toMs: 1_500, reached: true },
    { stretch: 'stabilise', fromMs: 1_500, toMs: 1_800, reached: true },
  ]);
});

test('what the runbook did after the service was stable is left out', () => {
  const stages = [{ mark: 'detected', atMs: 2_000 }];
  expect(stretchesOf({ ...bank, stages, recovery: recoveredAfter(700) })).toEqual([
    { stretch: 'stabilise', fromMs: 0, toMs: 700, reached: true },
  ]);
});

test('a service that did not recover ends in a stretch that was not reached', () => {
  const recovery = { kind: 'not-recovered', observedMs: 9_000 } as const;
  const stages = [{ mark: 'detected', atMs: 2_000 }];
  expect(stretchesOf({ ...bank, stages, recovery })).toEqual([
    { stretch: 'detect', fromMs: 0, toMs: 2_000, reached: true },
    { stretch: 'stabilise', fromMs: 2_000, toMs: 9_000, reached: false },
  ]);
});

test('a service that was not affected has no time to decompose', () => {
  const recovery = { kind: 'not-affected', goodEvents: 900 } as const;
  expect(stretchesOf({ ...bank, recovery })).toEqual([]);
});
