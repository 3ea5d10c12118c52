// Where finished tools are kept, and how a binary gets there: only whole, verified and synced to
// disk, by one atomic rename. What makes the binary (a build, a download) is not decided here.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { isProcessRunning } from '../system/process-identity.ts';
import type { ToolIdentity } from './tools.ts';

const PARTIAL_NAME = /^\.partial-(\d+)-/;

/** The cache folder: `FIREDRILL_CACHE_DIR`, else the platform's own place for caches. */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  const chosen = env['FIREDRILL_CACHE_DIR'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  return envPaths('firedrill', { suffix: '' }).cache;
}

/** The folder of one tool in the cache; version, platform and architecture are in its name. */
export function toolDirectory(cache: string, identity: ToolIdentity): string {
  const { name, version } = identity;
  return join(cache, `${name}-${version}-${process.platform}-${process.arch}`);
}

/** The one path at which a finished tool is looked for in the cache. */
export function cachedBinary(cache: string, identity: ToolIdentity): string {
  return join(toolDirectory(cache, identity), identity.binary);
}

/**
 * Makes a fresh folder for unfinished work on the file system of the cache, and removes those of
 * processes that no longer run. Nothing ever looks for a tool in such a folder.
 */
export async function openWorkDirectory(cache: string, identity: ToolIdentity): Promise<string> {
  const directory = toolDirectory(cache, identity);
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(directory)) {
    const owner = PARTIAL_NAME.exec(name)?.[1];
    if (owner !== undefined && !isProcessRunning(Number(owner))) {
      await rm(join(directory, name), { recursive: true, force: true });
    }
  }
  const work = join(directory, `.partial-${process.pid}-${randomUUID()}`);
  await mkdir(work);
  return work;
}

/** Puts a verified binary in its place: synced first, so a power cut cannot leave half a file. */
export async function installBinary(finished: string, destination: string): Promise<void> {
  await sync(finished);
  await rename(finished, destination);
  await sync(dirname(destination));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
