// One set-up at a time per tool: a lock file with the holder's process number and start time. A
// holder that no longer runs loses the lock. Losing a race costs a second build at worst, never a
// broken tool, because tools are installed by atomic rename (cache.ts).
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { failure, type Result, success } from '../model/problem.ts';
import { processStart } from './process-identity.ts';

const holderSchema = z.object({
  pid: z.number().int().positive(),
  processStart: z.string(),
  token: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

/** How to wait for a lock. */
export interface LockOptions {
  /** Longest wait, in milliseconds. */
  readonly waitLimitMs: number;
  /** Time between two looks at the lock, in milliseconds. */
  readonly pollMs: number;
  /** Called after each look that found the lock held. */
  readonly onWait: (holderPid: number, elapsedMs: number) => void;
}

/** Releases a lock; does nothing when another process has taken it over. */
export type ReleaseLock = () => Promise<void>;

/** Takes the lock at `path`, waiting while its holder runs; fails when the wait limit is over. */
export async function takeLock(
  path: string,
  options: LockOptions,
): Promise<Result<ReleaseLock, { readonly holderPid: number }>> {
  const me: Holder = {
    pid: process.pid,
    processStart: (await processStart(process.pid)) ?? '',
    token: randomUUID(),
  };
  await mkdir(dirname(path), { recursive: true });
  const startedAtMs = performance.now();
  let holderPid = 0;
  do {
    if (await createLock(path, me)) return success(() => releaseLock(path, me));
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const holder = readHolder(text);
    if (holder === null || (await processStart(holder.pid)) !== holder.processStart) {
      await removeStale(path, text);
      continue;
    }
    holderPid = holder.pid;
    options.onWait(holderPid, performance.now() - startedAtMs);
    await delay(options.pollMs);
  } while (performance.now() - startedAtMs < options.waitLimitMs);
  return failure({ holderPid });
}

/** Creates the lock with its whole content at once: nobody can see it empty. */
async function createLock(path: string, me: Holder): Promise<boolean> {
  const draft = `${path}.${me.token}`;
  await writeFile(draft, JSON.stringify(me));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves a stale lock away, and puts it back when it was replaced since it was read. */
async function removeStale(path: string, staleText: string): Promise<void> {
  const moved = `${path}.stale-${randomUUID()}`;
  try {
    await rename(path, moved);
  } catch {
    return; // Another process removed it first.
  }
  const movedText = await readFile(moved, 'utf8').catch(() => staleText);
  if (movedText !== staleText) await link(moved, path).catch(() => undefined);
  await rm(moved, { force: true });
}

async function releaseLock(path: string, me: Holder): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null && readHolder(text)?.token === me.token) await rm(path, { force: true });
}

function readHolder(text: string): Holder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
