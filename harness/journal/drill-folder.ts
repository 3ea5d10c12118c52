// The folder of a drill: its name, what lies where in it, and the link to the latest one. What the
// files hold is the affair of those who write them.

import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';

import { failure, messageOf, type Result, success } from '../model/problem.ts';

/** Paths inside a drill's folder. */
export interface DrillFolder {
  readonly path: string;
  readonly plan: string;
  readonly journal: string;
  readonly samples: string;
  readonly logs: string;
  readonly analysis: string;
  readonly judgement: string;
  readonly suite: string;
}

/** The paths in a folder. */
export function drillFolderAt(path: string): DrillFolder {
  return {
    path,
    plan: join(path, 'plan.json'),
    journal: join(path, 'journal'),
    samples: join(path, 'samples.json.gz'),
    logs: join(path, 'logs'),
    analysis: join(path, 'analysis.json'),
    judgement: join(path, 'judgement.json'),
    suite: join(path, 'suite.json'),
  };
}

/** Makes `<root>/<time>-<scenario>/` and points `<root>/latest` at it. */
export function createDrillFolder(
  root: string,
  scenario: string,
  startedAt: Date,
): Result<DrillFolder> {
  const stamp = startedAt.toISOString().replaceAll(/[:.]/g, '-').slice(0, 23);
  const path = resolve(root, `${stamp}Z-${scenario}`);
  try {
    mkdirSync(resolve(root), { recursive: true });
    accessSync(resolve(root), constants.W_OK);
    mkdirSync(path);
    const folder = drillFolderAt(path);
    mkdirSync(folder.logs);
    pointLatest(root, basename(path));
    return success(folder);
  } catch (error) {
    const message = messageOf(error);
    return failure([
      {
        place: resolve(root),
        message: `The folder for drills cannot be written: ${message}.`,
        cure: 'Free the place or name another with --drills.',
      },
    ]);
  }
}

/** A folder that holds a drill, or what is wrong with it. */
export function openDrillFolder(path: string): Result<DrillFolder> {
  const folder = drillFolderAt(resolve(path));
  const missing = [folder.plan, folder.journal].filter((file) => !existsSync(file));
  if (missing.length === 0) return success(folder);
  return failure([
    {
      place: path,
      message: `This is no drill's folder: ${missing.map((it) => basename(it)).join(' and ')} not found.`,
      cure: 'Name a folder that `firedrill run` has made, for example drills/latest.',
    },
  ]);
}

/** Replaces the link in one step, so that it is never missing; a file of that name stays. */
function pointLatest(root: string, name: string): void {
  const latest = resolve(root, 'latest');
  const isOurs = !existsSync(latest) || isLink(latest);
  if (!isOurs) return;
  const temporary = `${latest}.${process.pid}`;
  symlinkSync(name, temporary);
  renameSync(temporary, latest);
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
