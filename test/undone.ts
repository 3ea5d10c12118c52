// What is there of a lab after its drill died, looked for by the lab's own name, so that other drills at
// the same time do not matter; and what the drill's folder says then. For tests and campaigns alike.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { UndoCause } from '../harness/journal/events.ts';
import { readJournal } from '../harness/journal/journal.ts';
import { findMarked } from '../harness/lab/processes/marks.ts';
import { directoryOf, type LabRecord, readRecords } from '../harness/machine/lab-record.ts';
import { statePathsIn } from '../harness/machine/state-folder.ts';
import { isAlive } from '../harness/system/process-identity.ts';
import { pause } from '../harness/system/waiting.ts';

const LOOK_AGAIN_MS = 100;

/** A folder for drills, and a state folder that stands in for the machine. */
export interface Stage {
  readonly drills: string;
  readonly stateFolder: string;
}

/** The environment of commands on a stage. */
export function environmentOf({ stateFolder }: Stage): Readonly<Record<string, string>> {
  return { FIREDRILL_STATE_DIR: stateFolder };
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

/** What a drill's journal says after somebody else undid the drill. */
export function toldByJournal({ drills }: Stage) {
  const { events, damaged } = readJournal(join(drills, 'latest', 'journal'));
  const last = events.at(-1);
  if (last?.type !== 'watchdog-acted') return { damaged, cause: null, left: null, verified: null };
  const { cause, left, verified } = last;
  return { damaged, cause, left, verified };
}

/** What the journal must say then. */
export function undoneBecause(cause: UndoCause): ReturnType<typeof toldByJournal> {
  return { damaged: null, cause, left: [], verified: true };
}

/** Nothing where no engine answers. */
async function containersOf(lab: string): Promise<readonly string[]> {
  const { findOwned } = await import('../harness/machine/remove-containers.ts');
  const owned = await findOwned();
  return owned.filter((it) => it.lab === lab).map(({ kind, name }) => `${kind} ${name}`);
}

/** Why no container lab can be opened here; null where one can. */
export async function engineProblem(): Promise<string | null> {
  const { findEngine } = await import('../harness/lab/containers/engine.ts');
  const engine = await findEngine();
  return engine.ok ? null : (engine.error[0]?.message ?? 'no engine');
}
