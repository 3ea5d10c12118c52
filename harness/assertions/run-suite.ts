// Runs one assertion suite against a recorded drill, in a process of its own, with vitest's node
// API. Nothing of it reaches our output, our exit status or our environment. What its outcome means
// stands in suite-result.ts. This module loads vitest: import it only where a suite is run.

import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { TestRunResult, Vitest } from 'vitest/node';
import type { SuiteResult } from '../statements/index.ts';
import type { RecordedData } from './provided.ts';
import { plainMessage, suiteResult, unusable } from './suite-result.ts';

/** What is run, on what, and how long it may take. */
export interface SuiteOptions {
  /** Absolute path. */
  readonly suiteFile: string;
  readonly drill: RecordedData;
  readonly timeoutMs: number;
}

/** How long an expired suite may take to die; vitest sends SIGKILL after 500 ms. */
const KILL_DEADLINE_MS = 3_000;

/** Set by vitest and vite for themselves, and by tests of ours for theirs. */
const VARIABLES = ['NODE_ENV', 'TEST', 'VITEST', 'VITEST_MODE', 'VITE_USER_NODE_ENV'];

/**
 * Runs a suite. Never throws because of what the file does, never hangs: `unusable` says why there
 * is no verdict of it. The file stands in the result by its name alone, without a path of this
 * machine.
 */
export async function runSuite({
  suiteFile,
  drill,
  timeoutMs,
}: SuiteOptions): Promise<SuiteResult> {
  const file = basename(suiteFile);
  const folder = dirname(suiteFile);
  if (!existsSync(suiteFile)) return unusable(file, { kind: 'no-such-file' });
  const restore = rememberProcess();
  let vitest: Vitest | undefined;
  try {
    vitest = await openVitest(suiteFile, drill);
    const run = await runWithin(vitest, suiteFile, timeoutMs);
    if (run === 'expired') return unusable(file, { kind: 'too-slow', limitMs: timeoutMs });
    const { testModules, unhandledErrors } = run;
    return suiteResult({ module: testModules[0], strayErrors: unhandledErrors }, { file, folder });
  } catch (error) {
    return unusable(file, { kind: 'runner-failed', said: plainMessage(error, folder) });
  } finally {
    if (vitest !== undefined) await settledWithin(vitest.close(), KILL_DEADLINE_MS);
    restore();
  }
}

async function openVitest(suiteFile: string, drill: RecordedData): Promise<Vitest> {
  const { createVitest } = await import('vitest/node');
  return createVitest(
    {
      root: dirname(suiteFile),
      config: false,
      watch: false,
      // A process of its own: a suite may exhaust its memory or end itself, and take nothing along.
      pool: 'forks',
      fileParallelism: false,
      // Matchers are counted by test, so tests never overlap.
      maxConcurrency: 1,
      // Installed packages hold their suites under node_modules, which vitest leaves out otherwise.
      include: [],
      exclude: [],
      reporters: [{}],
      setupFiles: [sibling('setup')],
      provide: { firedrill: drill },
      allowOnly: false,
      update: 'none',
      // A suite leaves no file behind.
      cache: false,
      fsModuleCache: false,
      teardownTimeout: KILL_DEADLINE_MS,
    },
    {
      logLevel: 'silent',
      envDir: false,
      publicDir: false,
      resolve: {
        alias: [
          // In a suite these words mean the firedrill that runs it, wherever the file lies.
          { find: /^firedrill\/assertions$/, replacement: sibling('index') },
          { find: /^firedrill$/, replacement: sibling('../index') },
        ],
      },
    },
    { stdout: silence(), stderr: silence() },
  );
}

/** Path of a source of ours: `.ts` in a checkout, `.js` in a package. */
function sibling(name: string): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${extension}`, import.meta.url));
}

function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

async function runWithin(
  vitest: Vitest,
  suiteFile: string,
  timeoutMs: number,
): Promise<TestRunResult | 'expired'> {
  const specification = vitest.getRootProject().createSpecification(suiteFile);
  const run = vitest.runTestSpecifications([specification], true);
  const ended = await settledWithin(run, timeoutMs);
  if (ended) return run;
  // The first call asks, the second one kills.
  const asked = vitest.cancelCurrentRun('test-failure');
  const killed = vitest.cancelCurrentRun('test-failure');
  await settledWithin(Promise.allSettled([asked, killed, run]), KILL_DEADLINE_MS);
  return 'expired';
}

/** True when a promise settles in time; whoever needs its value awaits the promise itself. */
async function settledWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, expired]);
  } finally {
    clearTimeout(timer);
  }
}

/** Puts back what vitest changes in a process that embeds it: the exit status and variables. */
function rememberProcess(): () => void {
  const { exitCode } = process;
  const variables = VARIABLES.map((name) => [name, process.env[name]] as const);
  return () => {
    process.exitCode = exitCode;
    for (const [name, value] of variables) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
