// Drills that die at a chosen point, each on a stage of its own. What is left of them is looked for in
// test/undone.ts.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { UndoCause } from '../../harness/journal/events.ts';
import type { LabName } from '../../harness/lab/labs.ts';
import { environmentOf, type Stage, toldByJournal, undoneBecause } from '../undone.ts';
import { drillsFolder, type Finished, type Running, start } from './support.ts';

/** Drills before the machine counts as too busy for a fault to be made. */
const BUSY_LIMIT = 4;

/** A fresh stage that goes with the test. */
export function openStage(): Stage {
  const root = drillsFolder();
  const stateFolder = join(root, 'state');
  mkdirSync(stateFolder);
  const drills = join(root, 'drills');
  return { drills, stateFolder };
}

/** Starts `mini` on a stage. */
export function startMini(
  stage: Stage,
  options: { readonly lab?: LabName; readonly killAt?: string; readonly more?: readonly string[] },
): Running {
  const { lab = 'processes', killAt, more = [] } = options;
  return start(['run', 'mini', '--lab', lab, '--drills', stage.drills, ...more], {
    ...environmentOf(stage),
    ...(killAt === undefined ? {} : { FIREDRILL_KILL_AT: killAt }),
  });
}

/** Runs `mini` until it has died at a point. A machine that is too busy may never reach it. */
export async function dieAt(stage: Stage, killAt: string, lab: LabName): Promise<Finished> {
  for (let count = 1; ; count += 1) {
    const finished = await startMini(stage, { lab, killAt }).finished;
    if (finished.signal === 'SIGKILL') return finished;
    if (finished.status !== 2 || count === BUSY_LIMIT)
      throw new Error(`never came to ${killAt}:\n${finished.output}`);
  }
}

/** A drill with its fault on. A machine that is too busy may never come so far. */
export async function withFaultOn(stage: Stage, lab: LabName): Promise<Running> {
  for (let count = 1; ; count += 1) {
    const running = startMini(stage, { lab });
    const on = await running.until('fault bank-unreachable on').then(
      () => true,
      async (error: unknown) => {
        const { status } = await running.finished;
        if (status !== 2 || count === BUSY_LIMIT) throw error;
        return false;
      },
    );
    if (on) return running;
  }
}

/** What a drill's folder says after somebody else undid the drill, and how it is judged then. */
export async function aftermath(stage: Stage) {
  const report = await start(['report', join(stage.drills, 'latest')], environmentOf(stage))
    .finished;
  return { ...toldByJournal(stage), reportStatus: report.status };
}

/** The aftermath as it must be: told in the journal, and inconclusive. */
export function aftermathOf(cause: UndoCause) {
  return { ...undoneBecause(cause), reportStatus: 2 };
}
