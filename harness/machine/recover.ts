// Undoes what dead drills left on this machine: the labs on record whose harness no longer runs, and what
// carries our marks and labels without a record. Safe to repeat; what lives is left alone.

import type { UndoCause } from '../journal/events.ts';
import type { LabName } from '../lab/labs.ts';
import { findMarked } from '../lab/processes/marks.ts';
import { success, type Result, failure } from '../model/problem.ts';
import { takeLock } from '../system/lock.ts';
import {
  isAlive,
  parseIdentity,
  type ProcessIdentity,
  signalExactly,
} from '../system/process-identity.ts';
import { pause } from '../system/waiting.ts';
import { directoryOf, isLabId, keeperOf, type LabRecord, readRecords } from './lab-record.ts';
import type { StatePaths } from './state-folder.ts';
import { undoLab, type UndoneLab } from './undo-lab.ts';

/** A watchdog that is at work gets so long; then it hangs. */
const WATCHDOG_DEADLINE_MS = 15_000;
const POLL_MS = 50;
const LOCK_WAIT_LIMIT_MS = 60_000;

/** How far to look. */
export interface RecoverOptions {
  readonly paths: StatePaths;
  readonly cause: UndoCause;
  /** Asks the container engine, too, for what has no record; where there is none, that is no error. */
  readonly engine: 'ask' | 'leave';
  /** What does not say whom it belongs to: left alone, or undone like what belongs to the dead. */
  readonly ownerless: 'leave' | 'undo';
  /** Called after each lab. */
  readonly onUndone?: (undone: UndoneLab) => void;
}

/** What came of it. */
export interface Recovery {
  readonly undone: readonly UndoneLab[];
  /** Labs whose harness lives. */
  readonly living: readonly string[];
  /** Files in the state folder that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Undoes what dead drills left; fails where somebody else has been at it for too long. */
export async function recover(
  options: RecoverOptions,
): Promise<Result<Recovery, { readonly holderPid: number }>> {
  const { paths } = options;
  const lock = await takeLock(paths.recoverLock, {
    about: 'undoes what dead drills left',
    waitLimitMs: LOCK_WAIT_LIMIT_MS,
    pollMs: POLL_MS,
    onWait: () => undefined,
  });
  if (!lock.ok) return failure({ holderPid: lock.error.holder?.process.pid ?? 0 });
  try {
    return success(await recoverAlone(options));
  } finally {
    await lock.value();
  }
}

async function recoverAlone(options: RecoverOptions): Promise<Recovery> {
  const { paths, cause, onUndone } = options;
  // Looked for before the records: a lab that is opened meanwhile has its record first.
  const orphans = await findOrphans(options);
  const { records, unreadable } = await readRecords(paths);
  const living: string[] = [];
  const undone: UndoneLab[] = [];
  const undo = async (record: LabRecord): Promise<void> => {
    const result = await undoLab(record, { cause, paths });
    undone.push(result);
    onUndone?.(result);
  };
  for (const record of records) {
    const keeper = await keeperOf(record);
    if (keeper === 'harness') living.push(record.lab);
    else if (keeper === 'nobody' || !(await watchdogIsDone(record, paths))) await undo(record);
  }
  const onRecord = new Set(records.map(({ lab }) => lab));
  for (const [lab, kind] of orphans) {
    if (!onRecord.has(lab)) await undo(recordOfOrphan(lab, kind));
  }
  return { undone, living, unreadable };
}

/** Waits for a watchdog that is at work; one that hangs is ended, and its work is to be done. */
async function watchdogIsDone(record: LabRecord, paths: StatePaths): Promise<boolean> {
  const endMs = performance.now() + WATCHDOG_DEADLINE_MS;
  while (performance.now() < endMs) {
    const { records } = await readRecords(paths);
    const isGone = records.every(({ lab }) => lab !== record.lab);
    if (isGone) return true;
    if ((await keeperOf(record)) === 'nobody') return false;
    await pause(POLL_MS);
  }
  // Should it not end, both do the same thing, which harms nobody.
  const { watchdog } = record;
  if (watchdog !== null) await signalExactly(watchdog, 'SIGKILL').catch(() => false);
  return false;
}

/** Labs of which something is there, by the marks of processes and the labels of containers. */
async function findOrphans(options: RecoverOptions): Promise<ReadonlyMap<string, LabName>> {
  const orphans = new Map<string, LabName>();
  for (const { lab, owner } of await findMarked(null)) {
    if (await isOrphan(lab, owner, options)) orphans.set(lab, 'processes');
  }
  if (options.engine === 'leave') return orphans;
  const { findOwned } = await import('./remove-containers.ts');
  for (const { lab, owner } of await findOwned()) {
    if (await isOrphan(lab, owner, options)) orphans.set(lab, 'containers');
  }
  return orphans;
}

async function isOrphan(
  lab: string,
  owner: string,
  { ownerless }: RecoverOptions,
): Promise<boolean> {
  if (!isLabId(lab)) return false;
  const identity = parseIdentity(owner);
  return identity === null ? ownerless === 'undo' : !(await isAlive(identity));
}

/** A record for what has none. Nobody knows of its drill. */
function recordOfOrphan(lab: string, kind: LabName): LabRecord {
  const nobody: ProcessIdentity = { pid: 1, startTime: 'unknown', bootId: 'unknown' };
  return {
    format: 1,
    lab,
    kind,
    scenario: 'unknown',
    startedAt: '',
    harness: nobody,
    watchdog: null,
    directory: directoryOf(lab),
    journal: null,
    client: null,
  };
}
