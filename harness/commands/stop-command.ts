// The command `stop`: the kill switch of this machine, and its release. What it does is in
// harness/machine/stop.ts.

import type { CommandModule } from 'yargs';

import { releaseRuns } from '../machine/block.ts';
import { openStateFolder, type StatePaths } from '../machine/state-folder.ts';
import { stopAll, type StoppedDrill } from '../machine/stop.ts';
import { HARNESS_ERROR_STATUS, UNAVAILABLE_STATUS, USAGE_STATUS } from '../verdict/index.ts';
import { renderProblems } from './problems.ts';
import { linesOfUndone, statusOf } from './undone-lines.ts';

interface StopOptions {
  readonly all: boolean;
  readonly release: boolean;
  readonly json: boolean;
}

const HOW: Readonly<Record<StoppedDrill['how'], string>> = {
  'by-itself': 'ended and undid everything itself',
  died: 'ended before it had undone everything',
  killed: 'did not end in time and was killed',
  refused: 'could not be ended',
};

/** Exit status 0 when no drill runs any more, 70 when something could not be undone. */
export const stopCommand: CommandModule<object, StopOptions> = {
  command: 'stop',
  describe: 'end every drill on this machine and block new ones, or let them start again',
  builder: (yargs) =>
    yargs
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'end every drill, block new ones',
      })
      .option('release', { type: 'boolean', default: false, describe: 'let drills start again' })
      .option('json', { type: 'boolean', default: false, describe: 'write JSON' }),
  handler: async (argv) => {
    if (argv.all === argv.release) {
      console.error('Say either `firedrill stop --all` or `firedrill stop --release`.');
      process.exitCode = USAGE_STATUS;
      return;
    }
    const state = openStateFolder(process.env);
    if (!state.ok) {
      console.error(renderProblems(state.error).join('\n'));
      process.exitCode = UNAVAILABLE_STATUS;
      return;
    }
    await (argv.all ? stop(state.value, argv) : release(state.value, argv));
  },
};

async function stop(paths: StatePaths, { json }: StopOptions): Promise<void> {
  const outcome = await stopAll(paths);
  if (!outcome.ok) {
    const { holderPid } = outcome.error;
    console.error(`Process ${holderPid} is undoing what dead drills left, and does not end.`);
    process.exitCode = HARNESS_ERROR_STATUS;
    return;
  }
  const { block, drills, undone } = outcome.value;
  const refused = drills.some(({ how }) => how === 'refused');
  process.exitCode = refused ? HARNESS_ERROR_STATUS : statusOf(outcome.value);
  if (json) {
    console.log(JSON.stringify(outcome.value, null, 2));
    return;
  }
  const lines = [
    ...drills.map(({ scenario, pid, how, reason }) => {
      const why = reason === '' ? '' : `: ${reason}; type: kill -KILL ${pid}`;
      return `${scenario} (process ${pid}) ${HOW[how]}${why}`;
    }),
    ...(drills.length === 0 ? ['No drill was running.'] : []),
    ...undone.flatMap(linesOfUndone),
    `New drills are blocked by ${block.by} since ${block.at}; \`firedrill stop --release\` ends that.`,
  ];
  console.log(lines.join('\n'));
}

async function release(paths: StatePaths, { json }: StopOptions): Promise<void> {
  const released = await releaseRuns(paths);
  const text = released ? 'Drills may start again.' : 'Drills were not blocked.';
  console.log(json ? JSON.stringify({ released }) : text);
}
