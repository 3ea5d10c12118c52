// The watchdog against real processes: it is told from a farewell what to leave alone, undoes what a
// harness left, and the harness learns of its death at once.

import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

import { marksOf } from '../../../harness/lab/processes/marks.ts';
import { readRecords } from '../../../harness/machine/lab-record.ts';
import type { StatePaths } from '../../../harness/machine/state-folder.ts';
import { keepWatch } from '../../../harness/machine/watch.ts';
import { isAlive } from '../../../harness/system/process-identity.ts';
import { standIn, statePaths } from './support.ts';

async function watched(paths: StatePaths) {
  const lost = Promise.withResolvers<string>();
  const watch = await keepWatch({
    paths,
    kind: 'processes',
    scenario: 'mini',
    journal: null,
    logPath: null,
    onLost: lost.resolve,
  });
  const { records } = await readRecords(paths);
  const watchdog = records[0]?.watchdog;
  if (watchdog === undefined || watchdog === null) throw new Error('no watchdog on record');
  return { watch, watchdog, lost: lost.promise };
}

test('a lab that is empty is released, and its watchdog goes', async () => {
  const paths = statePaths();
  const { watch, watchdog } = await watched(paths);
  expect(await isAlive(watchdog)).toBe(true);
  expect(await watch.release()).toBe('empty');
  expect(await isAlive(watchdog)).toBe(false);
  expect(readdirSync(paths.labs)).toEqual([]);
});

test('what is left is undone before the release is through', async () => {
  const paths = statePaths();
  const { watch } = await watched(paths);
  mkdirSync(watch.home.directory);
  const { identity } = await standIn(marksOf(watch.home, 'k6'));
  expect(await watch.release()).toBe('undone');
  expect(await isAlive(identity)).toBe(false);
  expect(existsSync(watch.home.directory)).toBe(false);
  expect(readdirSync(paths.labs)).toEqual([]);
});

test('what cannot be undone stays on record', async () => {
  const paths = statePaths();
  const { watch } = await watched(paths);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await watch.locate(`http://127.0.0.1:${address.port}`);
  mkdirSync(watch.home.directory);
  expect(await watch.release()).toBe('left');
  expect(existsSync(watch.home.directory)).toBe(false);
  const { records } = await readRecords(paths);
  expect(records.map(({ lab, client }) => ({ lab, client }))).toEqual([
    { lab: watch.home.id, client: { host: '127.0.0.1', port: address.port } },
  ]);
});

test('a dead watchdog is noticed, and what is left is undone without it', async () => {
  const paths = statePaths();
  const { watch, watchdog, lost } = await watched(paths);
  const killedMs = performance.now();
  process.kill(watchdog.pid, 'SIGKILL');
  expect(await lost).toBe('the watchdog ended (SIGKILL)');
  expect(performance.now() - killedMs).toBeLessThan(2_000);
  mkdirSync(watch.home.directory);
  const { identity } = await standIn(marksOf(watch.home, 'k6'));
  expect(await watch.release()).toBe('undone');
  expect(await isAlive(identity)).toBe(false);
  expect(existsSync(watch.home.directory)).toBe(false);
});

test('signals of a terminal that closes do not end it', async () => {
  const { watch, watchdog } = await watched(statePaths());
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.kill(watchdog.pid, signal);
  }
  expect(await watch.release()).toBe('empty');
});
