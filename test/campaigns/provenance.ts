// Where figures come from: the commit and the machine. A machine is described by what decides how
// fast it is, never by its name.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, platform, release, totalmem } from 'node:os';

import type { Machine } from './section.ts';

/** The commit of a checkout. */
export interface Commit {
  readonly id: string;
  /** A file that a glob names differs from the commit, or is not in it. */
  readonly changed: boolean;
}

/** The commit checked out at a folder, and whether the globs' files differ; null without git. */
export function readCommit(root: string, globs: readonly string[]): Commit | null {
  const git = (...options: readonly string[]): string =>
    execFileSync('git', options, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    const id = git('rev-parse', 'HEAD');
    const paths = globs.map((glob) => `:(glob)${glob}`);
    const changes = git('status', '--porcelain', '--untracked-files=all', '--', ...paths);
    return { id, changed: changes !== '' };
  } catch {
    return null;
  }
}

/** The seed that a commit chooses: its first 32 bits. */
export function seedOf(commit: Commit | null): number {
  return commit === null ? 0 : Number.parseInt(commit.id.slice(0, 8), 16);
}

/** This machine. */
export function describeMachine(): Machine {
  const limit = process.constrainedMemory();
  return {
    processors: availableParallelism(),
    // Without a limit the kernel names a number beyond any memory, or none.
    memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem(),
    platform: platform(),
    architecture: arch(),
    // What follows the version is whatever its builder liked, and may name a place.
    kernel: /^\d+(\.\d+)*/.exec(release())?.[0] ?? '',
    node: process.versions.node,
    within: within(),
  };
}

function within(): Machine['within'] {
  if (['/.dockerenv', '/run/.containerenv'].some((path) => existsSync(path))) return 'container';
  try {
    const flags = readFileSync('/proc/cpuinfo', 'utf8');
    return /^flags.* hypervisor\b/m.test(flags) ? 'virtual-machine' : 'not-told';
  } catch {
    return 'not-told';
  }
}
