// A lock file for work that one process of the machine does at a time, with its holder's identity. A
// holder that no longer runs loses the lock. What the lock is for is the affair of the caller.

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';

import { failure, type Result, success } from '../model/problem.ts';
import { identityOf, isAlive, processIdentitySchema } from './process-identity.ts';

const holderSchema = z.object({
  process: processIdentitySchema,
  token: z.string(),
  /** What it does, and since when (ISO 8601); for whoever waits. */
  about: z.string(),
  since: z.string(),
});

/** Who holds a lock. */
export type LockHolder = Readonly<z.infer<typeof holderSchema>>;

/** How to wait for a lock. */
export interface LockOptions {
  /** What it is taken for, in words that fit behind "process 7". */
  readonly about: string;
  /** Longest wait, in milliseconds. */
  readonly waitLimitMs: number;
  /** Time between two looks at the lock, in milliseconds. */
  readonly pollMs: number;
  /** Called after each look that found the lock held. */
  readonly onWait: (holder: LockHolder, elapsedMs: number) => void;
  /** Ends the wait. */
  readonly signal?: AbortSignal;
}

/** Releases a lock; does nothing when another process has taken it over. */
export type ReleaseLock = () => Promise<void>;

/** Takes the lock at `path`, waiting while its holder runs; fails when the wait ended before. */
export async function takeLock(
  path: string,
  options: LockOptions,
): Promise<Result<ReleaseLock, { readonly holder: LockHolder | null }>> {
  const self = await identityOf(process.pid);
  if (self === null) throw new Error('Internal error: this process has no start time');
  const me: LockHolder = {
    process: self,
    token: randomUUID(),
    about: options.about,
    since: new Date().toISOString(),
  };
  await mkdir(dirname(path), { recursive: true });
  const startedAtMs = performance.now();
  let holder: LockHolder | null = null;
  do {
    if (options.signal?.aborted === true) break;
    if (await createLock(path, me)) return success(() => releaseLock(path, me));
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    holder = readHolder(text);
    if (holder === null || !(await isAlive(holder.process))) {
      await removeStale(path, text);
      continue;
    }
    options.onWait(holder, performance.now() - startedAtMs);
    await waitABit(options);
  } while (performance.now() - startedAtMs < options.waitLimitMs);
  return failure({ holder });
}

/** Ends early, and without an error, where the wait is to end. */
async function waitABit({ pollMs, signal }: LockOptions): Promise<void> {
  if (signal === undefined) await delay(pollMs);
  else await delay(pollMs, undefined, { signal }).catch(() => undefined);
}

/** Creates the lock with its whole content at once: nobody can see it empty. */
async function createLock(path: string, me: LockHolder): Promise<boolean> {
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

async function releaseLock(path: string, me: LockHolder): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null && readHolder(text)?.token === me.token) await rm(path, { force: true });
}

function readHolder(text: string): LockHolder | null {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
