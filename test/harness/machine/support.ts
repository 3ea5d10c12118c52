// State folders for tests, records in them, and stand-ins for processes: real ones that only wait.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { directoryOf, type LabRecord, newLabId } from '../../../harness/machine/lab-record.ts';
import { openStateFolder, type StatePaths } from '../../../harness/machine/state-folder.ts';
import { identityOf, type ProcessIdentity } from '../../../harness/system/process-identity.ts';

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-machine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A state folder that goes with the test. */
export function statePaths(): StatePaths {
  const state = openStateFolder({ FIREDRILL_STATE_DIR: temporaryFolder() });
  if (!state.ok) throw new Error(JSON.stringify(state.error));
  return state.value;
}

/** A process that waits until it is ended; in a group of its own, as the parts of a lab are. */
export async function standIn(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly child: ChildProcess; readonly identity: ProcessIdentity }> {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, ...environment },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // The next test must not find it.
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await new Promise((resolve) => child.once('spawn', resolve));
  const identity = await identityOf(child.pid ?? 0);
  if (identity === null) throw new Error('the stand-in ended at once');
  return { child, identity };
}

/** The identity of a process that has ended. */
export async function deadIdentity(): Promise<ProcessIdentity> {
  const { child, identity } = await standIn();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return identity;
}

/** A record of a lab with a folder that is there. */
export function labRecord(
  of: Pick<LabRecord, 'harness'> & Partial<Omit<LabRecord, 'directory'>>,
): LabRecord {
  const lab = of.lab ?? newLabId();
  const directory = directoryOf(lab);
  mkdirSync(directory);
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return {
    format: 1,
    kind: 'processes',
    scenario: 'mini',
    startedAt: '2025-09-26T11:15:00.000Z',
    watchdog: null,
    journal: null,
    client: null,
    ...of,
    lab,
    directory,
  };
}
