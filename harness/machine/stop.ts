// The kill switch: blocks new drills, asks every living one on this machine to end, and ends those that
// do not. What is left of them is undone like what any dead drill leaves.

import { failure, messageOf, type Result, success } from '../model/problem.ts';
import { signalExactly } from '../system/process-identity.ts';
import { pause } from '../system/waiting.ts';
import { type Block, blockRuns } from './block.ts';
import { keeperOf, type LabRecord, readRecords } from './lab-record.ts';
import { recover, type Recovery } from './recover.ts';
import type { StatePaths } from './state-folder.ts';

/** A drill that was asked to end gets so long to undo everything itself. */
const GRACE_MS = 10_000;
const POLL_MS = 50;

/** How one drill ended. */
export interface StoppedDrill {
  readonly lab: string;
  readonly scenario: string;
  readonly pid: number;
  /**
   * `by-itself`: it undid everything; `died`: it ended before it had; `killed`: it did not end in time;
   * `refused`: we may not signal it.
   */
  readonly how: 'by-itself' | 'died' | 'killed' | 'refused';
  /** Empty unless it refused. */
  readonly reason: string;
}

/** What came of stopping. */
export interface Stopped extends Recovery {
  readonly block: Block;
  readonly drills: readonly StoppedDrill[];
}

/** Ends every drill on this machine and blocks new ones. */
export async function stopAll(
  paths: StatePaths,
): Promise<Result<Stopped, { readonly holderPid: number }>> {
  // First the block: a drill that starts meanwhile is on record before it looks for a block.
  const block = await blockRuns(paths);
  const { records } = await readRecords(paths);
  const stopped = await Promise.all(records.map((record) => stopOne(record, paths)));
  const drills = stopped.flatMap((drill) => drill ?? []);
  const recovered = await recover({ paths, cause: 'stopped', engine: 'ask', ownerless: 'leave' });
  if (!recovered.ok) return failure(recovered.error);
  return success({ ...recovered.value, block, drills });
}

/** Null where its harness was dead before. */
async function stopOne(record: LabRecord, paths: StatePaths): Promise<StoppedDrill | null> {
  const { lab, scenario, harness } = record;
  const drill = { lab, scenario, pid: harness.pid, reason: '' };
  try {
    if (!(await signalExactly(harness, 'SIGTERM'))) return null;
    const endMs = performance.now() + GRACE_MS;
    while (performance.now() < endMs) {
      const { records } = await readRecords(paths);
      if (records.every((it) => it.lab !== lab)) return { ...drill, how: 'by-itself' };
      if ((await keeperOf(record)) !== 'harness') return { ...drill, how: 'died' };
      await pause(POLL_MS);
    }
    await signalExactly(harness, 'SIGKILL');
    return { ...drill, how: 'killed' };
  } catch (error) {
    return { ...drill, how: 'refused', reason: messageOf(error) };
  }
}
