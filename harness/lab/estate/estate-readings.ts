// Readings of an estate: waiting until its writers rest, and saving its books. Reads the admin plane only.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { QuietEvidence, ReadingFile, ReadingName } from '../../journal/events.ts';
import { pause } from '../../system/waiting.ts';
import { saveAdmin, stateOf } from './admin.ts';
import type { ProcessSpec } from './layout.ts';

const QUIET_POLL_MS = 100;

/** Instances to be read; `canAnswer` is false for one that is down or paused. */
export interface ReadParts {
  readonly instances: readonly ProcessSpec[];
  readonly canAnswer: (name: string) => boolean;
}

/** Waits until no instance has written for so long; gives up at the deadline and says so. */
export async function awaitQuiet(
  { instances, canAnswer }: ReadParts,
  options: { readonly quietMs: number; readonly deadlineMs: number },
): Promise<QuietEvidence> {
  const endMs = performance.now() + options.deadlineMs;
  let before = '';
  let quietSinceMs = performance.now();
  for (;;) {
    const states = await Promise.all(
      instances.map((spec) => pictureOf(spec, canAnswer(spec.name))),
    );
    const now = performance.now();
    const picture = JSON.stringify(states);
    const isIdle = states.every(({ writesInFlight }) => writesInFlight === 0);
    if (picture !== before || !isIdle) quietSinceMs = now;
    before = picture;
    const quietForMs = now - quietSinceMs;
    const quiet = isIdle && quietForMs >= options.quietMs;
    if (quiet || now >= endMs) return { quiet, quietForMs, instances: states };
    await pause(QUIET_POLL_MS);
  }
}

async function pictureOf(
  { name, adminSocketPath }: ProcessSpec,
  canAnswer: boolean,
): Promise<QuietEvidence['instances'][number]> {
  const silent = { instance: name, reachable: false, role: '', epoch: 0, seq: 0 };
  // A paused one cannot write either; what it holds shows in the second reading.
  if (!canAnswer) return { ...silent, writesInFlight: 0 };
  const state = await stateOf(adminSocketPath);
  // A process that is there and does not answer may be writing.
  if (state === null) return { ...silent, writesInFlight: 1 };
  return { instance: name, reachable: true, ...state };
}

/** Writes the books of every instance that can answer into the folder. */
export async function saveBooks(
  { instances, canAnswer }: ReadParts,
  to: { readonly reading: ReadingName; readonly folder: string },
): Promise<readonly ReadingFile[]> {
  const { reading, folder } = to;
  mkdirSync(join(folder, 'readings', reading), { recursive: true });
  const files: ReadingFile[] = [];
  for (const { name, adminSocketPath } of instances.filter((it) => canAnswer(it.name))) {
    for (const content of ['summary', 'operations', 'stranded'] as const) {
      const extension = content === 'summary' ? 'json' : 'ndjson';
      const path = join('readings', reading, `${name}.${content}.${extension}`);
      const sha256 = await saveAdmin(adminSocketPath, `/books/${content}`, join(folder, path));
      files.push({ instance: name, content, path, sha256 });
    }
  }
  return files;
}
