// The folder in which this user's firedrills tell each other what lives on the machine: where it is, what
// lies where in it, and how a file gets there whole. What the files say is the affair of others.

import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';

import { failure, messageOf, type Result, success } from '../model/problem.ts';

/** Paths in the state folder. */
export interface StatePaths {
  readonly root: string;
  /** One file for each lab that may live. */
  readonly labs: string;
  /** Is there while new drills are blocked. */
  readonly block: string;
  /** Held by the drill that has the machine to itself. */
  readonly drillLock: string;
  /** Held by whoever undoes what dead drills left. */
  readonly recoverLock: string;
}

/** The paths in a folder. */
export function statePathsIn(root: string): StatePaths {
  return {
    root,
    labs: join(root, 'labs'),
    block: join(root, 'block.json'),
    drillLock: join(root, 'drill.lock'),
    recoverLock: join(root, 'recover.lock'),
  };
}

/** Makes the folder: `FIREDRILL_STATE_DIR`, else the platform's own place for data of programs. */
export function openStateFolder(env: NodeJS.ProcessEnv): Result<StatePaths> {
  const chosen = env['FIREDRILL_STATE_DIR'] ?? '';
  const root = chosen === '' ? envPaths('firedrill', { suffix: '' }).data : resolve(chosen);
  const paths = statePathsIn(root);
  try {
    mkdirSync(paths.labs, { recursive: true, mode: 0o700 });
    accessSync(paths.labs, constants.W_OK);
    return success(paths);
  } catch (error) {
    return failure([
      {
        place: root,
        message: `The folder for what lives on this machine cannot be written: ${messageOf(error)}.`,
        cure: 'Set FIREDRILL_STATE_DIR to a folder that you can write to, the same for every drill.',
      },
    ]);
  }
}

/** Writes a file in one step and onto the disk: whoever reads it sees all of it or what was before. */
export async function writeDurably(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Removes a file for good; does nothing where it is gone. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolder(dirname(path)).catch(() => undefined);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
