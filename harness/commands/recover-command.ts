// The commands `recover` and `down`: undo what is left of drills whose harness is dead. `down` also takes
// what does not say whom it belongs to. How it is undone is in harness/machine.

import type { CommandModule } from 'yargs';

import { recover, type RecoverOptions } from '../machine/recover.ts';
import { openStateFolder } from '../machine/state-folder.ts';
import { UNAVAILABLE_STATUS, USAGE_STATUS } from '../verdict/index.ts';
import { renderProblems } from './problems.ts';
import { leftOf, linesOfLeft, linesOfUndone, statusOf } from './undone-lines.ts';

interface JsonOption {
  readonly json: boolean;
}

const json = { type: 'boolean', default: false, describe: 'write JSON' } as const;

/** Exit status 0 when nothing is left, 70 when something could not be undone. */
export const recoverCommand: CommandModule<object, JsonOption> = {
  command: 'recover',
  describe: 'undo whatever dead drills left on this machine',
  builder: (yargs) => yargs.option('json', json),
  handler: ({ json: asJson }) => undoDead({ ownerless: 'leave', asJson }),
};

/** As `recover`; what is ours and says nothing of its harness goes too. */
export const downCommand: CommandModule<object, JsonOption & { readonly all: boolean }> = {
  command: 'down',
  describe: 'remove everything of ours that belongs to no living drill',
  builder: (yargs) =>
    yargs
      .option('all', { type: 'boolean', default: false, describe: 'of every drill' })
      .option('json', json),
  handler: async ({ all, json: asJson }) => {
    if (all) return undoDead({ ownerless: 'undo', asJson });
    console.error('Say `firedrill down --all`: there is nothing less to remove.');
    process.exitCode = USAGE_STATUS;
  },
};

async function undoDead({
  ownerless,
  asJson,
}: Pick<RecoverOptions, 'ownerless'> & { readonly asJson: boolean }): Promise<void> {
  const state = openStateFolder(process.env);
  if (!state.ok) {
    console.error(renderProblems(state.error).join('\n'));
    process.exitCode = UNAVAILABLE_STATUS;
    return;
  }
  const recovered = await recover({
    paths: state.value,
    cause: 'recovered',
    engine: 'ask',
    ownerless,
    onUndone: (undone) => {
      if (!asJson) console.log(linesOfUndone(undone).join('\n'));
    },
  });
  if (!recovered.ok) {
    const { holderPid } = recovered.error;
    console.error(`Process ${holderPid} is undoing what dead drills left, and does not end.`);
    process.exitCode = UNAVAILABLE_STATUS;
    return;
  }
  const { undone, living, unreadable } = recovered.value;
  process.exitCode = statusOf(recovered.value);
  if (asJson) {
    console.log(JSON.stringify(recovered.value, null, 2));
    return;
  }
  const unread = leftOf({ undone: [], living, unreadable }).flatMap(linesOfLeft);
  if (unread.length > 0) console.log(unread.join('\n'));
  if (undone.length === 0) console.log('Dead drills have left nothing.');
  if (living.length > 0) console.log(`Left alone, because they live: ${living.join(', ')}`);
}
