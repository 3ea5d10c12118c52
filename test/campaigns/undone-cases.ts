// The cases of the campaign `undone`: a drill whose harness dies at a point, whose watchdog is killed, or
// both. What is counted of them is in undone.ts.

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { UndoCause } from '../../harness/journal/events.ts';
import type { LabName } from '../../harness/lab/labs.ts';
import type { LabRecord } from '../../harness/machine/lab-record.ts';
import {
  environmentOf,
  recordOn,
  remainsAfter,
  remainsOf,
  type Stage,
  toldByJournal,
  undoneBecause,
} from '../undone.ts';
import type { CaseContext } from './campaign.ts';
import type { KillPlace } from './undone-points.ts';

const ENTRY = join(import.meta.dirname, '../../harness/bin/firedrill.js');
/** Longer than a case of the campaign may take, so that a late one is measured and not cut off. */
const LOOK_FOR_MS = 30_000;
/** On a machine that is too busy a drill ends before a late point; so often it is tried again. */
const TRIES = 4;
const INCONCLUSIVE = 2;
const NO_DRILL = 64;

/** What a case came to. */
export interface Undoing {
  /** The drill came to the point or the moment. */
  readonly reached: boolean;
  /** From the death until nothing was there, or, where the drill undoes itself, until it said why. */
  readonly tookMs: number;
  readonly remains: readonly string[];
  /** The journal tells of it, and the report judges it as it must. */
  readonly told: boolean;
  /** `recover`, done again and again, changes nothing; null where it is not called. */
  readonly repeatable: boolean | null;
}

/** When something is killed from outside, and on which lab. */
export interface AtMoment {
  readonly moment: string;
  readonly lab: LabName;
  readonly context: CaseContext;
}

interface CommandOptions {
  readonly stage: Stage;
  readonly args: readonly string[];
  readonly signal: AbortSignal;
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine?: (line: string, pid: number) => void;
}

interface CommandEnd {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** A drill whose harness dies at a point. */
export async function harnessDies(
  stage: Stage,
  on: { readonly place: KillPlace; readonly lab: LabName; readonly context: CaseContext },
): Promise<Undoing> {
  const { place, lab, context } = on;
  const environment = { FIREDRILL_KILL_AT: place.at };
  const args = ['run', 'mini', '--lab', lab, '--drills', stage.drills];
  const { signal } = context;
  let died = false;
  for (let count = 0; count < TRIES && !died && !signal.aborted; count += 1) {
    died = (await command({ stage, args, environment, signal })).signal === 'SIGKILL';
  }
  const diedMs = performance.now();
  if (!died) return notReached();
  const remains = await remainsAfter(stage, LOOK_FOR_MS);
  const tookMs = performance.now() - diedMs;
  const told = await isTold(stage, place, signal);
  return { reached: true, tookMs, remains, told, repeatable: null };
}

/** A drill whose watchdog is killed at a moment: the drill itself ends and undoes everything. */
export async function watchdogDies(stage: Stage, on: AtMoment): Promise<Undoing> {
  const at = { killedMs: Number.NaN, noticedMs: Number.NaN };
  const killed = await killAtMoment(stage, {
    ...on,
    kill: ({ watchdog }) => {
      at.killedMs = performance.now();
      if (watchdog !== null) process.kill(watchdog.pid, 'SIGKILL');
    },
    onLine: (line) => {
      if (line.includes('INTERRUPTED by the end of the watchdog')) at.noticedMs = performance.now();
    },
  });
  if (killed === null) return notReached();
  const remains = await remainsOf(killed.lab, stage);
  const told = killed.end.status === INCONCLUSIVE;
  return { reached: true, tookMs: at.noticedMs - at.killedMs, remains, told, repeatable: null };
}

/** A drill of which both are killed at a moment, and three recoveries. */
export async function bothDie(stage: Stage, on: AtMoment): Promise<Undoing> {
  const { signal } = on.context;
  const killed = await killAtMoment(stage, {
    ...on,
    kill: ({ watchdog }, pid) => {
      if (watchdog !== null) process.kill(watchdog.pid, 'SIGKILL');
      process.kill(pid, 'SIGKILL');
    },
    onLine: () => undefined,
  });
  if (killed === null) return notReached();
  const startedMs = performance.now();
  const recover = () => command({ stage, args: ['recover'], signal });
  const first = await recover();
  const tookMs = performance.now() - startedMs;
  const remains = await remainsOf(killed.lab, stage);
  const told = first.status === 0 && (await judgedAs(stage, 'recovered', signal));
  const others = [await recover(), await recover()];
  const repeatable = others.every(
    ({ status, output }) => status === 0 && output === 'Dead drills have left nothing.\n',
  );
  return { reached: true, tookMs, remains, told, repeatable };
}

/** Kills at the first line with the moment's words; null where no drill came so far. */
async function killAtMoment(
  stage: Stage,
  on: AtMoment & {
    readonly kill: (record: LabRecord, pid: number) => void;
    readonly onLine: (line: string) => void;
  },
): Promise<{ readonly end: CommandEnd; readonly lab: string } | null> {
  const { moment, lab, context, kill } = on;
  const { signal } = context;
  const args = ['run', 'mini', '--lab', lab, '--drills', stage.drills];
  for (let count = 0; count < TRIES && !signal.aborted; count += 1) {
    const kills: Promise<string>[] = [];
    const onLine = (line: string, pid: number): void => {
      on.onLine(line);
      if (kills.length > 0 || !line.includes(moment)) return;
      kills.push(
        recordOn(stage).then((record) => {
          kill(record, pid);
          return record.lab;
        }),
      );
    };
    const end = await command({ stage, args, onLine, signal });
    const [killed] = await Promise.all(kills);
    if (killed !== undefined) return { end, lab: killed };
  }
  return null;
}

function notReached(): Undoing {
  return { reached: false, tookMs: Number.NaN, remains: [], told: false, repeatable: null };
}

async function isTold(stage: Stage, { journal }: KillPlace, signal: AbortSignal): Promise<boolean> {
  if (journal === 'torn') return judgedAs(stage, 'harness-died', signal);
  const { status } = await report(stage, signal);
  if (journal === 'none') return status === NO_DRILL;
  // A drill that was over before its harness died is judged as any other.
  return status !== null && status <= INCONCLUSIVE && toldByJournal(stage).cause === null;
}

async function judgedAs(stage: Stage, cause: UndoCause, signal: AbortSignal): Promise<boolean> {
  const told = JSON.stringify(toldByJournal(stage)) === JSON.stringify(undoneBecause(cause));
  return told && (await report(stage, signal)).status === INCONCLUSIVE;
}

function report(stage: Stage, signal: AbortSignal): Promise<CommandEnd> {
  return command({ stage, args: ['report', join(stage.drills, 'latest')], signal });
}

async function command(options: CommandOptions): Promise<CommandEnd> {
  const { stage, args, signal, environment, onLine } = options;
  mkdirSync(stage.stateFolder, { recursive: true });
  const child = spawn(process.execPath, [ENTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environmentOf(stage), ...environment },
  });
  const end = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', end);
  let output = '';
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      output += `${line}\n`;
      if (child.pid !== undefined) onLine?.(line, child.pid);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, by) => {
      signal.removeEventListener('abort', end);
      resolve({ status, signal: by, output });
    });
  });
}
