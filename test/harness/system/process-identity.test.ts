// One process and no other: by number, start and boot; and its identity as one word.

import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';

import {
  identityOf,
  identityText,
  isAlive,
  parseIdentity,
  signalExactly,
} from '../../../harness/system/process-identity.ts';

async function waiting() {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const identity = await identityOf(child.pid ?? 0);
  if (identity === null) throw new Error('it ended at once');
  return { child, identity };
}

test('only the very process is signalled', async () => {
  const { child, identity } = await waiting();
  const ended = once(child, 'exit');
  const others = [
    { ...identity, startTime: '1' },
    { ...identity, bootId: 'another' },
  ];
  for (const other of others) expect(await signalExactly(other, 'SIGKILL')).toBe(false);
  expect(await isAlive(identity)).toBe(true);
  expect(await signalExactly(identity, 'SIGKILL')).toBe(true);
  await ended;
  expect(await isAlive(identity)).toBe(false);
  expect(await signalExactly(identity, 'SIGKILL')).toBe(false);
  expect(await identityOf(identity.pid)).toBeNull();
});

test('an identity is read as it was written, and nothing else is one', async () => {
  const identity = await identityOf(process.pid);
  if (identity === null) throw new Error('this process has no start');
  expect(parseIdentity(identityText(identity))).toEqual(identity);
  const spaced = { pid: 7, startTime: 'Fri Sep 26 20:15:00 2025', bootId: '1' };
  expect(identityText(spaced)).not.toContain(' ');
  expect(parseIdentity(identityText(spaced))).toEqual(spaced);
  const others = ['', '7', '7/1', 'x/1/y', '-7/1/y', '7//y', '7/1/y/z'];
  expect(others.map(parseIdentity)).toEqual(others.map(() => null));
});
