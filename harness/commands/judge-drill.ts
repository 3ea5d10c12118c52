// From a drill's folder to its verdict and reports: analyse, run the assertion suite where there is
// one, judge, write. Needs no lab; the same folder gives the same bytes.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Analysis, analyse } from '../analysis/index.ts';
import { loadDrill } from '../analysis/load-drill.ts';
import type { DrillFolder } from '../journal/drill-folder.ts';
import { failure, messageOf, type Result, success } from '../model/problem.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { StoredSuite } from '../statements/index.ts';
import { storedSuite } from '../statements/suite.ts';
import { type Judgement, judge, type SuiteResult } from '../verdict/index.ts';
import { writeReports } from './write-reports.ts';

/** A drill with everything that is said about it. */
export interface JudgedDrill {
  readonly plan: DrillPlan;
  readonly analysis: Analysis;
  readonly judgement: Judgement;
  readonly reports: readonly string[];
}

const SUITE_DEADLINE_MS = 60_000;

/** Judges a stored drill. `suite`: run it anew, or take the result that is stored with the drill. */
export async function judgeDrill(
  folder: DrillFolder,
  options: { readonly suite: 'run' | 'stored' },
): Promise<Result<JudgedDrill>> {
  const loaded = await loadDrill(folder);
  if (!loaded.ok) return loaded;
  const { plan } = loaded.value.input;
  const analysis = analyse(loaded.value.input);
  const found =
    options.suite === 'run' ? await runSuiteOf(plan, analysis) : readStoredSuite(folder);
  if (!found.ok) return found;
  const suite = found.value;
  if (options.suite === 'run') {
    const stored: StoredSuite = { format: 2, suite };
    write(folder.suite, stored);
  }
  const judgement = judge(plan, analysis, suite);
  write(folder.analysis, analysis);
  write(folder.judgement, judgement);
  const reports = await writeReports(folder, { stored: loaded.value, analysis, judgement });
  return success({ plan, analysis, judgement, reports });
}

/** Runs the plan's suite; null where the plan has none. */
async function runSuiteOf(
  plan: DrillPlan,
  analysis: Analysis,
): Promise<Result<SuiteResult | null>> {
  if (plan.scenario.suite === null) return success(null);
  const scenarios = fileURLToPath(new URL('../../scenarios/', import.meta.url));
  const named = plan.scenario.suite;
  const path = isAbsolute(named) ? named : resolve(scenarios, named);
  const compiled = path.replace(/\.ts$/, '.js');
  const suiteFile = existsSync(path) ? path : compiled;
  // vitest is large, and only this command needs it.
  const { runSuite } = await import('../assertions/run-suite.ts');
  const drill = { plan, analysis };
  return success(await runSuite({ suiteFile, drill, timeoutMs: SUITE_DEADLINE_MS }));
}

/** The suite's result that is stored with the drill; null where there is none. */
function readStoredSuite(folder: DrillFolder): Result<SuiteResult | null> {
  if (!existsSync(folder.suite)) return success(null);
  const parsed = storedSuite.safeParse(jsonOf(readFileSync(folder.suite, 'utf8')));
  if (parsed.success) return success(parsed.data.suite);
  return failure([
    {
      place: folder.suite,
      message:
        'The result of the suite is damaged, or of a format that this version does not know.',
      cure: 'Run the suite again with `firedrill assert <folder>`.',
    },
  ]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function write(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Problem of a stored drill that cannot be judged, for the commands that take a folder. */
export function cannotJudge(path: string, error: unknown): Result<never> {
  const message = messageOf(error);
  return failure([
    {
      place: path,
      message: `The drill cannot be judged: ${message}.`,
      cure: 'Look whether files of the folder are missing or damaged.',
    },
  ]);
}
