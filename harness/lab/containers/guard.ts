// The guard of a container lab: a small process that removes what the lab made if the harness itself is
// gone. The end of its input is the alarm; what is there is found by label, so nothing can be missed.

import { rmSync } from 'node:fs';

import { pause } from '../../system/waiting.ts';
import { findEngine } from './engine.ts';
import { findLabelled, removeLabelled } from './labels.ts';

const TRIES = 20;
const BETWEEN_TRIES_MS = 500;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.on('error', () => void sweep());
process.stdin.on('end', () => void sweep());
process.stdin.resume();

async function sweep(): Promise<void> {
  const [, , lab = '', directory = ''] = process.argv;
  // A container that was being made when the harness died appears a moment later.
  for (let tries = 0; tries < TRIES; tries += 1) {
    const isClean = await sweepOnce(lab).catch(() => false);
    if (isClean) break;
    await pause(BETWEEN_TRIES_MS);
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

/** True where nothing was there to be removed. */
async function sweepOnce(lab: string): Promise<boolean> {
  const engine = await findEngine();
  if (!engine.ok) return false;
  const found = await findLabelled(engine.value.docker, lab);
  if (found.containers.length + found.networks.length === 0) return true;
  await removeLabelled(engine.value.docker, found);
  return false;
}
