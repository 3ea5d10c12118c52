// Plain lines: the whole log of the recorded drill in both languages, and what must not repeat.

import { expect, test } from 'vitest';

import type { DrillEvent } from '../../../harness/journal/events.ts';
import { linesOfAll, probes, RECORDED, stepFailed } from './recorded.ts';

test.each(['en', 'ko'] as const)('golden log (%s)', async (language) => {
  const log = `${linesOfAll(RECORDED, language).join('\n')}\n`;
  await expect(log).toMatchFileSnapshot(`golden/lines-${language}.txt`);
});

test('a step that keeps failing gives one line', () => {
  const failures = Array.from({ length: 20 }, (_, index) =>
    stepFailed(15_000 + index, 'promote', `attempt\n${index}`),
  );
  expect(linesOfAll(failures, 'en')).toEqual(['  15.000 s  bank step promote failed: attempt 0']);
});

const endings: readonly (readonly [string, DrillEvent, string])[] = [
  [
    'a phase that failed',
    {
      at: 1_000,
      type: 'phase-ended',
      phase: 'warm-up',
      outcome: { kind: 'timed-out', deadlineMs: 13_000 },
    },
    'phase warm-up TIMED OUT: 13.0 s',
  ],
  [
    'a load that died',
    { at: 1_000, type: 'load-ended', exitCode: null, signal: 'SIGKILL', expected: false },
    'LOAD ENDED EARLY (signal SIGKILL)',
  ],
  [
    'a process that died',
    {
      at: 1_000,
      type: 'process-ended',
      name: 'front-door',
      code: 1,
      signal: null,
      expected: false,
    },
    'process front-door ENDED BY ITSELF (exit status 1)',
  ],
  [
    'a fault that was not confirmed',
    {
      at: 1_000,
      type: 'fault-confirmed',
      fault: 'fire',
      confirmation: 'mismatch',
      probes: probes('healthy', 1),
    },
    'fault fire NOT CONFIRMED (MISMATCH: healthy on 1 link)',
  ],
  [
    'a fault that could not be undone',
    {
      at: 1_000,
      type: 'heal-failed',
      fault: 'fire',
      reason: 'no answer',
      commands: ['kill -CONT 4'],
    },
    'fault fire COULD NOT BE UNDONE: no answer; by hand: kill -CONT 4',
  ],
  [
    'a rollback that failed',
    { at: 1_000, type: 'rollback-ended', undone: [], failed: ['fire'], tookMs: 9 },
    'rollback ended, NOT UNDONE: fire',
  ],
  [
    'leftovers',
    { at: 1_000, type: 'clean-verified', leftovers: ['k6', 'post@gongju'] },
    'LEFT BEHIND: k6, post@gongju',
  ],
  [
    'writers that were not at rest',
    {
      at: 1_000,
      type: 'reading-taken',
      reading: 'first',
      quiet: { quiet: false, quietForMs: 0, instances: [] },
      files: [],
    },
    'first reading of the books, writers NOT at rest',
  ],
];

test.each(endings)('%s is said plainly', (_, event, words) => {
  expect(linesOfAll([event], 'en')).toEqual([`   1.000 s  ${words}`]);
});
