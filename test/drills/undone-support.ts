// What a drill may leave on the machine, and drills that die at a chosen point. Everything is looked for
// by the lab's own name, so that other drills at the same time do not matter.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { UndoCause } from '../../harness/journal/events.ts';
import { readJournal } from '../../harness/journal/journal.ts';
import { findMarked } from '../../harness/lab/processes/marks.ts';
import type { LabName } from '../../harness/lab/labs.ts';
import { directoryOf, type LabRecord, readRecords } from '../../harness/machine/lab-record.ts';
import { statePathsIn } from '../../harness/machine/state-folder.ts';
import { isAlive } from '../../harness/system/process-identity.ts';
import { pause } from '../../harness/system/waiting.ts';
import { drillsFolder, type Finished, type Running, start } from './support.ts';

/** Drills before the machine counts as too busy for a fault to be made. */
const BUSY_LIMIT = 4;
const LOOK_AGAIN_MS = 100;

/** A folder for drills and a machine of one's own. */
export interface Stage {
  readonly drills: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stateFolder: string;
}

/** A fresh stage that goes with the test. */
export function openStage(): Stage {
  const root = drillsFolder();
  const stateFolder = join(root, 'state');
  mkdirSync(stateFolder);
  const drills = join(root, 'drills');
  return { drills, stateFolder, environment: { FIREDRILL_STATE_DIR: stateFolder } };
}

/** Starts `mini` on a stage. */
export function startMini(
  { drills, environment }: Stage,
  options: { readonly lab?: LabName; readonly killAt?: string; readonly more?: readonly string[] },
): Running {
  const { lab = 'processes', killAt, more = [] } = options;
  return start(['run', 'mini', '--lab', lab, '--drills', drills, ...more], {
    ...environment,
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

/** The record of the one lab that lives on a stage. */
export async function recordOn({ stateFolder }: Stage): Promise<LabRecord> {
  const { records } = await readRecords(statePathsIn(stateFolder));
  const [record, ...others] = records;
  if (record === undefined || others.length > 0) throw new Error(`${records.length} labs`);
  return record;
}

/** Name of the lab of the latest drill. */
export function latestLab({ drills }: Stage): string {
  const log = readFileSync(join(drills, 'latest', 'logs', 'watchdog.log'), 'utf8');
  const lab = /watching (firedrill-[0-9a-f]{8})/.exec(log)?.[1];
  if (lab === undefined) throw new Error(`no lab in:\n${log}`);
  return lab;
}

/** Everything that is there of a lab: processes, containers, networks, volumes, folder, record, keeper. */
export async function remainsOf(lab: string, stage: Stage): Promise<readonly string[]> {
  const { records, unreadable } = await readRecords(statePathsIn(stage.stateFolder));
  const record = records.find((it) => it.lab === lab);
  const watchdog = record?.watchdog ?? null;
  return [
    ...(await findMarked(lab)).map(({ name }) => `process ${name}`),
    ...(await containersOf(lab)),
    ...(existsSync(directoryOf(lab)) ? [`folder ${directoryOf(lab)}`] : []),
    ...(record === undefined ? [] : [`record ${lab}`]),
    ...(watchdog !== null && (await isAlive(watchdog)) ? ['watchdog'] : []),
    ...unreadable,
  ];
}

/** Nothing where no engine answers. */
async function containersOf(lab: string): Promise<readonly string[]> {
  const { findOwned } = await import('../../harness/machine/remove-containers.ts');
  const owned = await findOwned();
  return owned.filter((it) => it.lab === lab).map(({ kind, name }) => `${kind} ${name}`);
}

/** Says visibly why a suite of the container lab does not run; with CI=true a skipped test has failed. */
export async function engineProblem(): Promise<string | null> {
  const { findEngine } = await import('../../harness/lab/containers/engine.ts');
  const engine = await findEngine();
  return engine.ok ? null : (engine.error[0]?.message ?? 'no engine');
}

/** What a drill's folder says after somebody else undid the drill, and how it is judged then. */
export async function aftermath({ drills, environment }: Stage) {
  const folder = join(drills, 'latest');
  const { events, damaged } = readJournal(join(folder, 'journal'));
  const last = events.at(-1);
  const acted = last?.type === 'watchdog-acted' ? last : null;
  const { status } = await start(['report', folder], environment).finished;
  const { cause, left, verified } = acted ?? { cause: null, left: null, verified: null };
  return { damaged, cause, left, verified, reportStatus: status };
}

/** The aftermath as it must be. */
export function undoneBecause(cause: UndoCause) {
  return { damaged: null, cause, left: [], verified: true, reportStatus: 2 };
}

/** What is there of the latest lab as soon as nothing is, or when the time is up. */
export async function remainsAfter(stage: Stage, limitMs: number): Promise<readonly string[]> {
  const lab = latestLab(stage);
  const endMs = performance.now() + limitMs;
  for (;;) {
    const remains = await remainsOf(lab, stage);
    if (remains.length === 0 || performance.now() > endMs) return remains;
    await pause(LOOK_AGAIN_MS);
  }
}
