// Figures name the commit that they come from, and say when the measured sources differ from it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { describeMachine, readCommit, seedOf } from './provenance.ts';

const GLOBS = ['sources/**/*.ts'];

test.each<[string, string | null, boolean]>([
  ['nothing', null, false],
  ['a measured source', 'sources/deep/one.ts', true],
  ['a new source', 'sources/two.ts', true],
  ['another file', 'docs/figures.md', false],
])('with %s changed', (_, changedPath, changed) => {
  const { root, git } = checkout();
  if (changedPath !== null) write(root, changedPath, '// changed\n');
  expect(readCommit(root, GLOBS)).toEqual({ id: git('rev-parse', 'HEAD').trim(), changed });
});

test('outside a checkout there is no commit, and the seed is fixed', () => {
  const root = temporaryFolder();
  expect(readCommit(root, GLOBS)).toBeNull();
  expect(seedOf(null)).toBe(0);
});

test('the seed is the first 32 bits of the commit', () => {
  expect(seedOf({ id: 'ffffffff00000000000000000000000000000000', changed: false })).toBe(
    4_294_967_295,
  );
});

test('a machine is described without any name', () => {
  expect(describeMachine()).toEqual({
    processors: expect.any(Number),
    memoryBytes: expect.any(Number),
    platform: process.platform,
    architecture: process.arch,
    kernel: expect.stringMatching(/^\d+(\.\d+)*$/),
    node: process.versions.node,
    within: expect.stringMatching(/^(container|virtual-machine|not-told)$/),
  });
});

function checkout() {
  const root = temporaryFolder();
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  const git = (...options: readonly string[]) =>
    execFileSync('git', [...who, ...options], { cwd: root, encoding: 'utf8' });
  write(root, 'sources/deep/one.ts', '// as committed\n');
  write(root, 'docs/figures.md', '');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'All');
  return { root, git };
}

function write(root: string, path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'firedrill-checkout-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
