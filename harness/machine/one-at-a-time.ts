// Drills measure time, so they run one at a time on a machine, unless somebody asks otherwise: who comes
// second waits, and is told for whom.

import { takeLock } from '../system/lock.ts';
import type { StatePaths } from './state-folder.ts';

const POLL_MS = 250;
/** A bound, as every wait has one; nobody waits for so long. */
const WAIT_LIMIT_MS = 24 * 3_600_000;

/** The drill that has the machine to itself. */
export interface Runner {
  readonly pid: number;
  readonly scenario: string;
  /** ISO 8601. */
  readonly since: string;
}

/** How to wait for one's turn. */
export interface TurnOptions {
  readonly paths: StatePaths;
  readonly scenario: string;
  /** Ends the wait. */
  readonly signal: AbortSignal;
  /** Called once for each drill that is waited for. */
  readonly onWait: (runner: Runner) => void;
}

/** Waits until no other drill runs; gives what ends the turn, or null when the wait was ended. */
export async function waitForTurn(options: TurnOptions): Promise<(() => Promise<void>) | null> {
  const { paths, scenario, signal, onWait } = options;
  let waitedFor = '';
  const lock = await takeLock(paths.drillLock, {
    about: scenario,
    waitLimitMs: WAIT_LIMIT_MS,
    pollMs: POLL_MS,
    signal,
    onWait({ process: { pid }, about, since, token }) {
      if (token === waitedFor) return;
      waitedFor = token;
      onWait({ pid, scenario: about, since });
    },
  });
  return lock.ok ? lock.value : null;
}
