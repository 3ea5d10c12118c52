// Runs the command line as its users do: as a process of its own, with a folder of its own, and
// looks at what it leaves behind.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import type { Analysis } from '../../harness/analysis/index.ts';
import type { LabName } from '../../harness/lab/labs.ts';
import type { Judgement } from '../../harness/verdict/index.ts';
import { type CommandEnd, TOO_BUSY } from '../campaigns/drill.ts';

export { survivors } from '../campaigns/drill.ts';

/** The command's entry. */
const ENTRY = join(import.meta.dirname, '../../harness/bin/firedrill.js');

/** A finished command. */
export interface Finished extends CommandEnd {
  readonly signal: string | null;
  readonly output: string;
}

/** A running command. */
export interface Running {
  readonly child: ChildProcess;
  /** Output so far holds the text; rejects when the command ends before. */
  until(text: string): Promise<void>;
  readonly finished: Promise<Finished>;
}

/** A folder for drills that goes with the test. */
export function drillsFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'firedrill-drills-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts the command. */
export function start(
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Running {
  return follow(
    spawn(process.execPath, [ENTRY, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    }),
  );
}

function follow(child: ChildProcess): Running {
  const startedMs = performance.now();
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  let onOutput = (): void => undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      onOutput();
    });
  }
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (status, signal) => {
      resolve({ status, signal, output, tookMs: performance.now() - startedMs });
    });
  });
  return {
    child,
    finished,
    until: (text) =>
      new Promise((resolve, reject) => {
        onOutput = () => {
          if (output.includes(text)) resolve();
        };
        onOutput();
        void finished.then(() => reject(new Error(`ended before "${text}":\n${output}`)));
      }),
  };
}

/** Starts the command at a terminal of its own (script(1)); what is written to it is typed there. */
export function startAtTerminal(options: readonly string[]): Running {
  const words = [process.execPath, ENTRY, ...options].map((it) => `'${it}'`).join(' ');
  const line = `stty cols 120 rows 40; exec ${words}`;
  return follow(spawn('script', ['--quiet', '--return', '--command', line, '/dev/null']));
}

/** Runs the command to its end. */
export function run(options: readonly string[]): Promise<Finished> {
  return start(options).finished;
}

/** Drills on a busy machine before that counts as a failure. */
const BUSY_LIMIT = 3;

/** Runs a scenario until its own instrument could measure; then every end stands, good or bad. */
export async function runMeasured(
  scenario: string,
  drills: string,
  lab: LabName = 'processes',
): Promise<Finished> {
  for (let count = 1; ; count += 1) {
    const finished = await run(['run', scenario, '--lab', lab, '--drills', drills]);
    const { problems } = stored(drills).analysis.instrument;
    const wasBusy = problems.some(({ code }) => TOO_BUSY.has(code));
    if (!wasBusy || count === BUSY_LIMIT) return finished;
  }
}

/** What a drill's folder says. */
export function stored(drills: string): {
  readonly judgement: Judgement;
  readonly analysis: Analysis;
  readonly folder: string;
} {
  const folder = join(drills, 'latest');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  return { judgement: read('judgement.json'), analysis: read('analysis.json'), folder };
}
