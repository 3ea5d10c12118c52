// The launcher: runs on the pinned Node whatever Node starts it, and passes on signals and status.
// An old Node is played by a preloaded module that only says it is one.

import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../../../harness/bin/firedrill.js', import.meta.url));
const PLAY_OLD =
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.9.0' } })";

function startOnOldNode(...options: readonly string[]) {
  const preload = `data:text/javascript,${encodeURIComponent(PLAY_OLD)}`;
  return execa(process.execPath, ['--import', preload, LAUNCHER, ...options], { reject: false });
}

/** A scenario file that tells on standard error which Node runs it, and then never settles. */
function waitingScenario(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'drill.ts');
  writeFileSync(
    file,
    `console.log(JSON.stringify({ pid: process.pid, node: process.versions.node }));
setInterval(() => {}, 1_000);
await new Promise(() => {});`,
  );
  return file;
}

test('an old Node starts the pinned one', async () => {
  const { exitCode, stdout } = await startOnOldNode('list', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ id: 'mini' }));
});

test('the exit status passes through', async () => {
  expect((await startOnOldNode('plan', 'nothing')).exitCode).toBe(64);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s reaches the process on the pinned Node, and nothing is left',
  async (signal) => {
    const running = startOnOldNode('plan', waitingScenario());
    const [chunk] = await once(running.stderr, 'data');
    const inner: { pid: number; node: string } = JSON.parse(String(chunk));
    expect(inner.node).not.toBe('20.9.0');
    expect(inner.pid).not.toBe(running.pid);
    running.kill(signal);
    expect((await running).signal).toBe(signal);
    expect(() => process.kill(inner.pid, 0)).toThrow('ESRCH');
  },
);

test('without a pinned Node an old one is told what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-launcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const copy = join(folder, 'firedrill.mjs');
  await execa('cp', [LAUNCHER, copy]);
  const preload = `data:text/javascript,${encodeURIComponent(PLAY_OLD)}`;
  const { exitCode, stderr } = await execa(process.execPath, ['--import', preload, copy, 'list'], {
    reject: false,
  });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 69,
    stderr:
      'Node 20.9.0\n  firedrill needs Node 24, and its dependency "node" brought none.\n' +
      '  Cure: install again with install scripts allowed for the package "node", or use Node 24 or newer.',
  });
});
