// A home for a lab that a test opens without a drill: watched like any other, with a state folder of its
// own, so that nothing is left where the test is killed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LabName } from '../harness/lab/labs.ts';
import { openStateFolder } from '../harness/machine/state-folder.ts';
import { keepWatch, type Watch } from '../harness/machine/watch.ts';

/** Starts a watch; `release` also removes its state folder. */
export async function watchTestLab(kind: LabName): Promise<Watch> {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-state-'));
  const state = openStateFolder({ FIREDRILL_STATE_DIR: folder });
  if (!state.ok) throw new Error(JSON.stringify(state.error));
  const watch = await keepWatch({
    paths: state.value,
    kind,
    scenario: 'a test',
    journal: null,
    logPath: null,
    onLost: () => undefined,
  });
  return {
    ...watch,
    async release() {
      const left = await watch.release();
      rmSync(folder, { recursive: true, force: true });
      return left;
    },
  };
}
