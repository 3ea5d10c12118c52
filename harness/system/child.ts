// One child process: in a process group of its own, so that a Ctrl-C at the terminal does not reach it,
// its output read line by line or kept in a file. What it runs is the affair of the caller.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { createInterface } from 'node:readline';

/** How a child is started. */
export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly options: readonly string[];
  readonly logPath: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running child. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Signals the whole process group; nothing happens when it has ended. */
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after the grace time. */
  stop(graceMs: number): Promise<void>;
}

/** A rollback must be able to start a child also where its log can no longer be written. */
function openLog(path: string): number {
  try {
    return openSync(path, 'a');
  } catch {
    return openSync(devNull, 'a');
  }
}

/** Starts a child; rejects when it cannot be started. Its output goes to `onLine`, or to its log. */
export async function startChild(
  spec: ChildSpec,
  onLine: ((line: string) => void) | null,
): Promise<Child> {
  const log = openLog(spec.logPath);
  const child: ChildProcess = spawn(spec.command, [...spec.options], {
    detached: true,
    stdio: ['pipe', onLine === null ? log : 'pipe', log],
    env: { ...process.env, ...spec.environment },
  });
  closeSync(log);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`Internal error: no pid for ${spec.name}`);
  if (onLine !== null && child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', onLine);
  }
  child.stdin?.on('error', () => undefined);
  let over = false;
  void ended.then(() => (over = true));
  const signal = (name: NodeJS.Signals): void => {
    if (over) return;
    try {
      process.kill(-pid, name);
    } catch {
      // It ended in this very moment.
    }
  };
  return {
    name: spec.name,
    pid,
    ended,
    signal,
    async stop(graceMs) {
      signal('SIGTERM');
      // A frozen process only ends when it is allowed to go on.
      signal('SIGCONT');
      const timer = setTimeout(() => signal('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
