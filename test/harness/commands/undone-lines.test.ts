// What was undone and what was not, as people read it: what is left comes with what they can type.

import { expect, test } from 'vitest';

import { linesOfUndone, statusOf, summaryOf } from '../../../harness/commands/undone-lines.ts';
import type { Recovery } from '../../../harness/machine/recover.ts';
import type { UndoneLab } from '../../../harness/machine/undo-lab.ts';

const GOOD: UndoneLab = {
  lab: 'firedrill-0123abcd',
  scenario: 'mini',
  cause: 'recovered',
  removed: ['process k6 (7)', 'folder /tmp/firedrill-0123abcd'],
  left: [],
  verified: true,
  tookMs: 340,
  journalProblem: null,
};
const BAD: UndoneLab = {
  ...GOOD,
  removed: ['process k6 (7)'],
  left: [
    {
      what: 'container firedrill-0123abcd-k6',
      reason: 'device busy',
      commands: ['docker rm -f firedrill-0123abcd-k6'],
    },
  ],
  verified: false,
  journalProblem: 'record 3 is damaged before its end',
};

const recovery = (undone: readonly UndoneLab[], unreadable: readonly string[] = []): Recovery => ({
  undone,
  living: [],
  unreadable,
});

test('a lab that is gone', () => {
  expect(linesOfUndone(GOOD)).toEqual([
    'firedrill-0123abcd (mini)',
    '  removed process k6 (7)',
    '  removed folder /tmp/firedrill-0123abcd',
    '  nothing is left, and no traffic passes (0.3 s)',
  ]);
});

test('a lab of which something is left', () => {
  expect(linesOfUndone(BAD)).toEqual([
    'firedrill-0123abcd (mini)',
    '  removed process k6 (7)',
    '  NOT undone: container firedrill-0123abcd-k6: device busy',
    '    type: docker rm -f firedrill-0123abcd-k6',
    '  not told to its journal: record 3 is damaged before its end',
    '  NOT all undone (0.3 s)',
  ]);
});

test('the status is 70 as soon as anything is left or unknown', () => {
  const statuses = [
    recovery([]),
    recovery([GOOD]),
    recovery([GOOD, BAD]),
    recovery([], ['/x.json']),
  ];
  expect(statuses.map(statusOf)).toEqual([0, 0, 70, 70]);
});

test('a run says in one line what it undid first', () => {
  expect(summaryOf(recovery([]))).toBeNull();
  expect(summaryOf(recovery([GOOD]))).toBe(
    'Undone what dead drills had left: 2 things of firedrill-0123abcd (mini).',
  );
});
