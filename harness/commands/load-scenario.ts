// Finds a scenario by its name in the library, or by the path of a file that exports one by
// default. Whatever such a file does wrong becomes a problem with place and cure. Its shape is not
// checked here but by planning.

import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

import { failure, type Problem, type Result, success, unreachable } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';

/** Longest time that a scenario file may take to load, in milliseconds. */
const IMPORT_DEADLINE_MS = 10_000;

/** What came of importing a scenario file; passed from the importing thread. */
export type ImportAnswer =
  | { readonly kind: 'exported'; readonly value: unknown }
  | { readonly kind: 'no-default' }
  | { readonly kind: 'not-data'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

type Ending = ImportAnswer | { readonly kind: 'ended' } | { readonly kind: 'expired' };

/** The scenario of a name or a file. */
export async function loadScenario(
  nameOrFile: string,
  library: readonly Scenario[],
  deadlineMs: number = IMPORT_DEADLINE_MS,
): Promise<Result<unknown>> {
  const known = library.find(({ id }) => id === nameOrFile);
  if (known !== undefined) return success(known);
  const names = library.map(({ id }) => id).join(', ');
  if (!/[/\\]|\.[cm]?[jt]s$/.test(nameOrFile)) {
    return refuse(nameOrFile, {
      message: `Unknown scenario "${nameOrFile}".`,
      cure: `Use one of ${names}, or the path of a scenario file.`,
    });
  }
  if (statSync(nameOrFile, { throwIfNoEntry: false })?.isFile() !== true) {
    return refuse(nameOrFile, {
      message: 'There is no such file.',
      cure: `Give the path of a scenario file, or one of ${names}.`,
    });
  }
  return judge(nameOrFile, await importInThread(resolve(nameOrFile), deadlineMs), deadlineMs);
}

async function importInThread(path: string, deadlineMs: number): Promise<Ending> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const worker = new Worker(new URL(`./import-scenario.${extension}`, import.meta.url), {
    workerData: pathToFileURL(path).href,
    stdout: true,
  });
  // What the file prints must not mix with the answer of the command.
  worker.stdout.pipe(process.stderr, { end: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Ending>((settle) => {
      timer = setTimeout(() => settle({ kind: 'expired' }), deadlineMs);
      worker.once('message', settle);
      worker.once('error', (error: Error) =>
        settle({ kind: 'failed', message: error.message, stack: error.stack ?? '' }),
      );
      worker.once('exit', () => settle({ kind: 'ended' }));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

function judge(file: string, ending: Ending, deadlineMs: number): Result<unknown> {
  switch (ending.kind) {
    case 'exported':
      return success(withSuiteBeside(file, ending.value));
    case 'no-default':
      return refuse(file, {
        message: 'The file exports no scenario.',
        cure: 'Write `export default defineScenario({…})`.',
      });
    case 'not-data':
      return refuse(file, {
        message: `The file exports something that is not plain data: ${ending.message}`,
        cure: 'Export the scenario itself, without functions or promises in it.',
      });
    case 'failed':
      return refuse(placeOf(file, ending.stack), {
        message: ending.message,
        cure: 'Correct the file; it must load without an error.',
      });
    case 'ended':
      return refuse(file, {
        message: 'The file ended before it had loaded.',
        cure: 'Remove the call of process.exit, or the top-level await that never settles.',
      });
    case 'expired':
      return refuse(file, {
        message: `The file did not finish loading within ${deadlineMs / 1_000} s.`,
        cure: 'Remove the top-level await that never settles, or the endless loop.',
      });
    default:
      return unreachable(ending);
  }
}

/** A suite is named relative to the scenario's file; from here on its place is known for good. */
function withSuiteBeside(file: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('suite' in value)) return value;
  const { suite } = value;
  return typeof suite === 'string' ? { ...value, suite: resolve(dirname(file), suite) } : value;
}

/** File and line of an error, where its stack tells them: `drill.ts:12`. */
function placeOf(file: string, stack: string): string {
  for (const [, where, line] of stack.matchAll(/(?:^|\(|at )((?:file:\/\/)?\/[^():\n]+):(\d+)/gm)) {
    if (where === undefined || line === undefined) continue;
    const path = where.startsWith('file:') ? fileURLToPath(where) : where;
    if (path === resolve(file)) return `${file}:${line}`;
    if (!/import-scenario\.[jt]s$/.test(path)) return `${relative('.', path)}:${line}`;
  }
  return file;
}

function refuse(place: string, { message, cure }: Omit<Problem, 'place'>): Result<never> {
  return failure([{ place, message, cure }]);
}
