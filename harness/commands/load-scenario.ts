// Finds a scenario by its name in the library, or by the path of a file that exports one by default.
// Whatever such a file does wrong becomes a problem with place and cure.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { failure, type Result, success } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';

const IMPORT_DEADLINE_MS = 10_000;

/** The scenario of a name or a file; its shape is checked by planning, not here. */
export async function loadScenario(
  nameOrFile: string,
  library: readonly Scenario[],
): Promise<Result<unknown>> {
  const known = library.find(({ id }) => id === nameOrFile);
  if (known !== undefined) return success(known);
  if (!/[/\\]|\.[cm]?[jt]s$/.test(nameOrFile)) {
    const names = library.map(({ id }) => id).join(', ');
    return failure([
      {
        place: nameOrFile,
        message: 'Unknown scenario.',
        cure: `Use one of ${names}, or the path of a file.`,
      },
    ]);
  }
  return importScenario(nameOrFile);
}

async function importScenario(file: string): Promise<Result<unknown>> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<'expired'>((settle) => {
    timer = setTimeout(() => settle('expired'), IMPORT_DEADLINE_MS);
  });
  try {
    const module: unknown = await Promise.race([
      import(pathToFileURL(resolve(file)).href),
      expired,
    ]);
    if (module === 'expired') {
      return failure([
        {
          place: file,
          message: `The file did not finish loading within ${IMPORT_DEADLINE_MS / 1_000} s.`,
          cure: 'Remove the top-level await that never settles.',
        },
      ]);
    }
    if (typeof module === 'object' && module !== null && 'default' in module)
      return success(module.default);
    return failure([
      {
        place: file,
        message: 'The file exports no scenario.',
        cure: 'Write `export default defineScenario({…})`.',
      },
    ]);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return failure([
      { place: file, message, cure: 'Correct the file; it must load without an error.' },
    ]);
  } finally {
    clearTimeout(timer);
  }
}
