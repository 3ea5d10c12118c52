// One drill at a time: the second one is told once whom it waits for, gets its turn when the first ends or
// is dead, and can be ended while it waits.

import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { type Runner, waitForTurn } from '../../../harness/machine/one-at-a-time.ts';
import type { StatePaths } from '../../../harness/machine/state-folder.ts';
import { deadIdentity, statePaths } from './support.ts';

function turnOf(paths: StatePaths, scenario: string) {
  const waiting = Promise.withResolvers<void>();
  const runners: Runner[] = [];
  const ending = new AbortController();
  const turn = waitForTurn({
    paths,
    scenario,
    signal: ending.signal,
    onWait: (runner) => {
      runners.push(runner);
      waiting.resolve();
    },
  });
  return { turn, runners, waits: waiting.promise, end: () => ending.abort() };
}

const aMoment = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

test('the second one waits for the first, and says for whom', async () => {
  const paths = statePaths();
  const first = await turnOf(paths, 'mini').turn;
  const second = turnOf(paths, 'steady-state');
  await second.waits;
  await first?.();
  const turn = await second.turn;
  expect(second.runners).toEqual([{ pid: process.pid, scenario: 'mini', since: aMoment }]);
  await turn?.();
  expect(() => readFileSync(paths.drillLock)).toThrow('ENOENT');
});

test('a wait can be ended, and the first one goes on', async () => {
  const paths = statePaths();
  const first = await turnOf(paths, 'mini').turn;
  const second = turnOf(paths, 'steady-state');
  await second.waits;
  second.end();
  expect(await second.turn).toBeNull();
  const third = turnOf(paths, 'reply-lost');
  await third.waits;
  expect(third.runners).toEqual([{ pid: process.pid, scenario: 'mini', since: aMoment }]);
  await first?.();
  await (await third.turn)?.();
});

test('nobody waits for the dead', async () => {
  const paths = statePaths();
  const holder = { process: await deadIdentity(), token: 'x', about: 'mini', since: 'once' };
  writeFileSync(paths.drillLock, JSON.stringify(holder));
  const only = turnOf(paths, 'mini');
  await (await only.turn)?.();
  expect(only.runners).toEqual([]);
});
