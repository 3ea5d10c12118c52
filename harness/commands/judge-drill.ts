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
  const suite = options.suite === 'run' ? await runSuiteOf(plan, analysis) : storedSuite(folder);
  if (options.suite === 'run') write(folder.suite, suite);
  const judgement = judge(plan, analysis, suite);
  write(folder.analysis, analysis);
  write(folder.judgement, judgement);
  const reports = await writeReports(folder, { stored: loaded.value, analysis, judgement });
  return success({ plan, analysis, judgement, reports });
}

/** Runs the plan's suite; null where the plan has none. */
async function runSuiteOf(plan: DrillPlan, analysis: Analysis): Promise<SuiteResult | null> {
  if (plan.scenario.suite === null) return null;
  const scenarios = fileURLToPath(new URL('../../scenarios/', import.meta.url));
  const named = plan.scenario.suite;
  const path = isAbsolute(named) ? named : resolve(scenarios, named);
  const compiled = path.replace(/\.ts$/, '.js');
  const suiteFile = existsSync(path) ? path : compiled;
  // vitest is large, and only this command needs it.
  const { runSuite } = await import('../assertions/run-suite.ts');
  return runSuite({ suiteFile, drill: { plan, analysis }, timeoutMs: SUITE_DEADLINE_MS });
}

function storedSuite(folder: DrillFolder): SuiteResult | null {
  if (!existsSync(folder.suite)) return null;
  // The file is ours, written from this very type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(readFileSync(folder.suite, 'utf8')) as SuiteResult | null;
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
