// What stands between `firedrill run` and its drill: a block, another drill that runs, what a dead one
// left. Nothing of the new drill is there before this is through.

import type { Interruption } from '../drill/interruption.ts';
import type { LabName } from '../lab/labs.ts';
import { readBlock } from '../machine/block.ts';
import { waitForTurn } from '../machine/one-at-a-time.ts';
import { recover } from '../machine/recover.ts';
import type { StatePaths } from '../machine/state-folder.ts';
import { failure, type Problem, type Result, success } from '../model/problem.ts';
import {
  ABORTED_STATUS,
  type ExitStatus,
  HARNESS_ERROR_STATUS,
  UNAVAILABLE_STATUS,
} from '../verdict/index.ts';
import { leftOf, summaryOf } from './undone-lines.ts';

/** Why there is no drill. */
export interface Refusal {
  readonly status: ExitStatus;
  readonly problems: readonly Problem[];
}

/** What a run is made ready with. */
export interface BeforeRunOptions {
  readonly paths: StatePaths;
  readonly scenario: string;
  readonly lab: LabName;
  readonly company: 'alone' | 'parallel';
  readonly interruption: Interruption;
  readonly say: (line: string) => void;
}

/** Waits for the machine and cleans it; gives what ends the turn. */
export async function beforeRun(
  options: BeforeRunOptions,
): Promise<Result<() => Promise<void>, Refusal>> {
  const blocked = await refuseIfBlocked(options.paths);
  if (!blocked.ok) return blocked;
  const turn = options.company === 'alone' ? await takeTurn(options) : () => Promise.resolve();
  if (turn === null) return failure(stoppedWhileWaiting(options.interruption));
  const clean = await isReady(options);
  if (clean.ok) return success(turn);
  await turn();
  return clean;
}

/** Refuses with 69 while runs are blocked. */
export async function refuseIfBlocked(paths: StatePaths): Promise<Result<null, Refusal>> {
  const block = await readBlock(paths);
  if (block === null) return success(null);
  return failure({
    status: UNAVAILABLE_STATUS,
    problems: [
      {
        place: 'this machine',
        message: `New drills are blocked by ${block.by} since ${block.at}.`,
        cure: 'Run `firedrill stop --release` when they may start again.',
      },
    ],
  });
}

async function isReady({ paths, lab, say }: BeforeRunOptions): Promise<Result<null, Refusal>> {
  // Somebody may have stopped everything while this one waited.
  const blocked = await refuseIfBlocked(paths);
  if (!blocked.ok) return blocked;
  const engine = lab === 'containers' ? 'ask' : 'leave';
  const recovered = await recover({ paths, cause: 'recovered', engine, ownerless: 'leave' });
  if (!recovered.ok) {
    const { holderPid } = recovered.error;
    const message = `Process ${holderPid} has been undoing what dead drills left for too long.`;
    const cure = `Look at process ${holderPid}, end it if it hangs, then run again.`;
    return failure({
      status: UNAVAILABLE_STATUS,
      problems: [{ place: 'this machine', message, cure }],
    });
  }
  const summary = summaryOf(recovered.value);
  if (summary !== null) say(summary);
  const left = leftOf(recovered.value);
  if (left.length === 0) return success(null);
  return failure({
    status: HARNESS_ERROR_STATUS,
    problems: left.map(({ what, reason, commands }) => ({
      place: what,
      message: `A dead drill left it, and it could not be undone: ${reason}.`,
      cure: `Type ${commands.map((command) => `\`${command}\``).join(' or ')}, then run again.`,
    })),
  });
}

function takeTurn({ paths, scenario, interruption, say }: BeforeRunOptions) {
  return waitForTurn({
    paths,
    scenario,
    signal: interruption.signal,
    onWait: (runner) => {
      const who = `process ${runner.pid}, which has run ${runner.scenario} since ${runner.since}`;
      say(`Waiting for ${who} (Ctrl-C ends the wait, --parallel does without).`);
    },
  });
}

function stoppedWhileWaiting({ cause }: Interruption): Refusal {
  const by = cause === null ? '' : ` by ${cause.detail}`;
  return {
    status: ABORTED_STATUS,
    problems: [
      {
        place: 'this machine',
        message: `Waiting for another drill was ended${by}; nothing was started.`,
        cure: 'Run again, or with --parallel to run beside other drills.',
      },
    ],
  };
}
