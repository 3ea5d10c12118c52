// Worker thread that imports one scenario file and hands over what it exports. A thread of its own,
// because such a file may loop, call process.exit or throw later: none of it may reach the drill.

import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

import type { ImportAnswer } from './load-scenario.ts';
import { messageOf } from '../model/problem.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const surface = new URL(`../index.${extension}`, import.meta.url).href;

// "firedrill" in a scenario file means the firedrill that reads it, wherever the file lies.
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'firedrill'
      ? { url: surface, shortCircuit: true }
      : nextResolve(specifier, context),
  // A scenario is an ES module. Where no package.json says so, Node would guess, and warn.
  load: (url, context, nextLoad) =>
    nextLoad(
      url,
      context.format == null && url.endsWith('.ts')
        ? { ...context, format: 'module-typescript' }
        : context,
    ),
});

function answer(message: ImportAnswer): void {
  // A port between threads has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(message);
}

function describe(error: unknown): ImportAnswer {
  if (!(error instanceof Error)) {
    return { kind: 'failed', message: `The file threw ${String(error)}.`, stack: '' };
  }
  return {
    kind: 'failed',
    message: `${error.name}: ${error.message}`,
    stack: error.stack ?? '',
  };
}

/** Not awaited at top level: Node would warn about an import of the user's that never settles. */
async function importScenario(url: string): Promise<void> {
  let module: unknown;
  try {
    module = await import(url);
  } catch (error) {
    answer(describe(error));
    return;
  }
  if (typeof module !== 'object' || module === null || !('default' in module)) {
    answer({ kind: 'no-default' });
    return;
  }
  try {
    answer({ kind: 'exported', value: module.default });
  } catch (error) {
    // Only data can pass to another thread; a function or a promise cannot.
    answer({ kind: 'not-data', message: messageOf(error) });
  }
}

process.on('uncaughtException', (error) => answer(describe(error)));
void importScenario(String(workerData));
