// The fault point: nothing of it is there without its variable, and a point that is none is an error.

import { expect, test } from 'vitest';

import { killPointOf } from '../../../harness/commands/kill-point.ts';
import type { Journal } from '../../../harness/journal/journal.ts';

const JOURNAL: Journal = {
  append: (body) => ({ at: 0, ...body }),
  drillTime: () => 0,
  close: () => undefined,
};

test('without the variable the journal is the very same', () => {
  expect(killPointOf({}).watched(JOURNAL)).toBe(JOURNAL);
  expect(killPointOf({ FIREDRILL_KILL_AT: '' }).watched(JOURNAL)).toBe(JOURNAL);
});

test('another event than the named one goes through', () => {
  const journal = killPointOf({ FIREDRILL_KILL_AT: 'after:fault-intended:2' }).watched(JOURNAL);
  expect(journal.append({ type: 'load-started' })).toEqual({ at: 0, type: 'load-started' });
});

test.each(['fault-intended', 'during:fault-intended:1', 'after:fault-intended:0', 'after:x:1:2'])(
  '%s is no fault point',
  (named) => {
    expect(() => killPointOf({ FIREDRILL_KILL_AT: named })).toThrow('is no fault point');
  },
);
