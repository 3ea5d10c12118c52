// The harness's side of the watchdog: starts it before anything of a lab, beats, notices when it dies or
// hangs, and lets it go once the lab is proven empty. What it does when the harness dies is in watchdog.ts.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';

import type { LabHome } from '../lab/lab.ts';
import type { LabName } from '../lab/labs.ts';
import { findMarked, LAB_VARIABLE } from '../lab/processes/marks.ts';
import { identityOf, identityText } from '../system/process-identity.ts';
import { withDeadline } from '../system/waiting.ts';
import {
  directoryOf,
  dropRecord,
  keepRecord,
  type LabRecord,
  newLabId,
  readRecords,
} from './lab-record.ts';
import type { StatePaths } from './state-folder.ts';
import { undoLab } from './undo-lab.ts';
import { BEAT_INTERVAL_MS, MOST_MISSED_BEATS, type WatchdogMessage } from './watchdog-messages.ts';

const START_DEADLINE_MS = 10_000;
/** Longer than any undoing may take. */
const UNDO_DEADLINE_MS = 30_000;

/** What is to be watched. */
export interface WatchOptions {
  readonly paths: StatePaths;
  readonly kind: LabName;
  readonly scenario: string;
  /** The drill's journal; null for a lab without a drill. */
  readonly journal: string | null;
  /** What the watchdog says goes there; null: nowhere. */
  readonly logPath: string | null;
  /** Called once when the watchdog is no longer there, or no longer answers. */
  readonly onLost: (detail: string) => void;
}

/** A lab that is watched. */
export interface Watch {
  readonly home: LabHome;
  /** Says where clients reach the lab. */
  locate(url: string): Promise<void>;
  /**
   * Ends the watch: at once where the lab is proven empty, else after what was left has been undone;
   * `left`: some of it could not be.
   */
  release(): Promise<'empty' | 'undone' | 'left'>;
}

/** Starts a watchdog for a lab that is about to be opened. Rejects where it does not come up. */
export async function keepWatch(options: WatchOptions): Promise<Watch> {
  const { paths, kind, scenario, journal } = options;
  const harness = await identityOf(process.pid);
  if (harness === null) throw new Error('Internal error: this process has no start time');
  const watchdog = await Watchdog.start(options);
  const lab = newLabId();
  const home: LabHome = { id: lab, owner: identityText(harness), directory: directoryOf(lab) };
  let record: LabRecord = {
    format: 1,
    lab,
    kind,
    scenario,
    startedAt: new Date().toISOString(),
    harness,
    watchdog: await identityOf(watchdog.pid),
    directory: home.directory,
    journal,
    client: null,
  };
  const tell = async (): Promise<void> => {
    watchdog.tell({ kind: 'record', record });
    await keepRecord(paths, record);
  };
  await tell();
  let isReleased = false;
  return {
    home,
    async locate(url) {
      // A lab that is proven empty must not come back on record.
      if (isReleased) return;
      const { hostname, port } = new URL(url);
      record = { ...record, client: { host: hostname, port: Number(port) } };
      // The watchdog knows it by now; a disk that is full is no reason to end a drill here.
      await tell().catch(() => undefined);
    },
    async release() {
      isReleased = true;
      if (await isEmpty(record)) {
        await dropRecord(paths, lab);
        await watchdog.end({ kind: 'farewell' });
        return 'empty';
      }
      if (watchdog.runs) await watchdog.end({ kind: 'undo' });
      else await undoLab(record, { cause: 'harness-failed', paths });
      const { records } = await readRecords(paths);
      return records.some((it) => it.lab === lab) ? 'left' : 'undone';
    },
  };
}

async function isEmpty({ lab, kind, directory }: LabRecord): Promise<boolean> {
  if (existsSync(directory)) return false;
  if ((await findMarked(lab)).length > 0) return false;
  if (kind === 'processes') return true;
  const { hasContainers } = await import('./remove-containers.ts');
  return !(await hasContainers(lab).catch(() => true));
}

class Watchdog {
  readonly pid: number;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #beating: NodeJS.Timeout;
  #missedBeats = 0;
  #onLost: ((detail: string) => void) | null;

  private constructor(child: ChildProcess, pid: number, onLost: (detail: string) => void) {
    this.pid = pid;
    this.#process = child;
    this.#onLost = onLost;
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#lost(`the watchdog ended (${signal ?? `exit ${code}`})`);
        resolve();
      });
    });
    this.#beating = setInterval(() => this.#beat(), BEAT_INTERVAL_MS);
    this.#beating.unref();
  }

  static async start({ paths, logPath, onLost }: WatchOptions): Promise<Watchdog> {
    const entry = join(import.meta.dirname, `watchdog${extname(import.meta.filename)}`);
    const log = logPath === null ? null : openSync(logPath, 'a');
    const { [LAB_VARIABLE]: _, ...environment } = process.env;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', entry, paths.root],
      // It must hold no folder that somebody may want to unmount.
      { detached: true, cwd: '/', stdio: ['pipe', 'pipe', log ?? 'ignore'], env: environment },
    );
    if (log !== null) closeSync(log);
    if (child.stdin === null || child.stdout === null) throw new Error('Internal error: no pipes');
    child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: child.stdout });
    const ready = new Promise<void>((resolve, reject) => {
      lines.once('line', () => resolve());
      child.once('error', reject);
      child.once('exit', () => reject(new Error('it ended at once')));
    });
    try {
      await withDeadline(ready, START_DEADLINE_MS, 'the start of the watchdog');
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
    if (child.pid === undefined) throw new Error('Internal error: no pid for the watchdog');
    const watchdog = new Watchdog(child, child.pid, onLost);
    lines.on('line', () => {
      watchdog.#missedBeats = 0;
    });
    return watchdog;
  }

  get runs(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  tell(message: WatchdogMessage): void {
    this.#process.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  /** Says the last word and waits until the watchdog has done what follows from it. */
  async end(message: WatchdogMessage): Promise<void> {
    this.#onLost = null;
    clearInterval(this.#beating);
    this.tell(message);
    await withDeadline(this.#ended, UNDO_DEADLINE_MS, 'the end of the watchdog').catch(() => {
      this.#process.kill('SIGKILL');
    });
  }

  #beat(): void {
    this.tell({ kind: 'beat' });
    this.#missedBeats += 1;
    if (this.#missedBeats > MOST_MISSED_BEATS) this.#lost('the watchdog does not answer');
  }

  #lost(detail: string): void {
    this.#onLost?.(detail);
    this.#onLost = null;
  }
}
