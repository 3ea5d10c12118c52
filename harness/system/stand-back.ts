// How far a process stands back when processors are short. Linux may group processes by session and
// share the processors between the groups, and then nice(1) alone says nothing between sessions: so
// the group stands back too. Which process deserves it is the affair of the caller.

import { writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';

import { pause } from './waiting.ts';

/** The kernel takes one change of a group in a tenth of a second from an unprivileged user. */
const RETRY = { times: 40, afterMs: 130 };

/**
 * Lowers the priority of a process and, where there is one, of its session's group
 * (`/proc/<pid>/autogroup`, sched(7)). A system that refuses is left as it is.
 *
 * @param niceness as in nice(1), 0 to 19
 */
export function standBack(pid: number, niceness: number): void {
  if (niceness === 0) return;
  try {
    setPriority(pid, niceness);
  } catch {
    // It ended in this very moment; whoever waits for it is told why.
  }
  if (process.platform === 'linux') void groupStandsBack(pid, niceness);
}

async function groupStandsBack(pid: number, niceness: number): Promise<void> {
  for (let tried = 0; tried < RETRY.times; tried += 1) {
    const refusal = await writeFile(`/proc/${pid}/autogroup`, String(niceness)).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code,
    );
    if (refusal !== 'EAGAIN') return;
    await pause(RETRY.afterMs);
  }
}
