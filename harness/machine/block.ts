// The block: while its file is there, no new drill starts on this machine. Who makes and releases it is
// the affair of `firedrill stop`.

import { readFile, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { z } from 'zod';

import { type StatePaths, writeDurably } from './state-folder.ts';

const blockSchema = z.object({
  format: z.literal(1),
  /** Name of the user. */
  by: z.string(),
  /** ISO 8601. */
  at: z.string(),
});

/** Who blocked new drills, and when. */
export type Block = Readonly<Omit<z.infer<typeof blockSchema>, 'format'>>;

/** Blocks new drills; an earlier block is replaced. */
export async function blockRuns(paths: StatePaths): Promise<Block> {
  const block: Block = { by: userName(), at: new Date().toISOString() };
  await writeDurably(paths.block, { format: 1, ...block });
  return block;
}

/** The block that there is; null where there is none. One that cannot be read blocks too. */
export async function readBlock(paths: StatePaths): Promise<Block | null> {
  try {
    const { by, at } = blockSchema.parse(JSON.parse(await readFile(paths.block, 'utf8')));
    return { by, at };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    return { by: 'somebody', at: 'an unknown time' };
  }
}

/** Lets drills start again; says whether they were blocked. */
export async function releaseRuns(paths: StatePaths): Promise<boolean> {
  const wasBlocked = (await readBlock(paths)) !== null;
  await rm(paths.block, { force: true });
  return wasBlocked;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry, as in many containers.
    return `user ${process.getuid?.() ?? '?'}`;
  }
}
