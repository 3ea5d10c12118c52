// `firedrill run`: plans, opens a folder, runs the drill, judges it, says where the report is. The
// exit status is the verdict's; everything that can be refused is refused before anything is touched.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { arch, cpus, platform, release, totalmem } from 'node:os';

import { createConsole, renderVerdict } from '../console/index.ts';
import { Interruption } from '../drill/interruption.ts';
import { runDrill } from '../drill/run-drill.ts';
import { createDrillFolder, type DrillFolder } from '../journal/drill-folder.ts';
import { createJournal } from '../journal/journal.ts';
import { type LabName, prepareLab, type PreparedLab } from '../lab/labs.ts';
import { k6Engine } from '../load/k6-engine.ts';
import { failure, messageOf, type Problem, type Result, success } from '../model/problem.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { findTools, IDENTITIES, TOOL_NAMES, type ToolName } from '../toolchain/index.ts';
import {
  type ExitStatus,
  HARNESS_ERROR_STATUS,
  UNAVAILABLE_STATUS,
  USAGE_STATUS,
} from '../verdict/index.ts';
import { toolProblem } from './doctor.ts';
import { cannotJudge, type JudgedDrill, judgeDrill } from './judge-drill.ts';

/** Options of the command. */
export interface RunOptions {
  readonly plan: DrillPlan;
  readonly lab: LabName;
  readonly drillsFolder: string;
  readonly output: 'live' | 'lines' | 'json' | 'quiet';
  readonly language: Language;
}

/** What the command ended in. */
export type RunOutcome =
  | { readonly ok: true; readonly judged: JudgedDrill; readonly folder: DrillFolder }
  | { readonly ok: false; readonly status: ExitStatus; readonly problems: readonly Problem[] };

/** Runs a drill and judges it. */
export async function runCommand(options: RunOptions): Promise<RunOutcome> {
  const { plan, drillsFolder, lab, output } = options;
  const tools = await toolPaths();
  if (!tools.ok) return { ok: false, status: UNAVAILABLE_STATUS, problems: tools.error };
  const prepared = await prepareLab(lab, {
    toxiproxyPath: tools.value.toxiproxy,
    onProgress: (line) => {
      if (output !== 'quiet') console.error(line);
    },
  });
  if (!prepared.ok) return { ok: false, status: UNAVAILABLE_STATUS, problems: prepared.error };
  const created = createDrillFolder(drillsFolder, plan.scenario.id, new Date());
  if (!created.ok) return { ok: false, status: USAGE_STATUS, problems: created.error };
  const folder = created.value;
  const planText = `${JSON.stringify(plan, null, 2)}\n`;
  writeFileSync(folder.plan, planText);
  await drill(options, { folder, planText, k6Path: tools.value.k6, lab: prepared.value });
  try {
    const judged = await judgeDrill(folder, { suite: 'run' });
    if (!judged.ok) return { ok: false, status: HARNESS_ERROR_STATUS, problems: judged.error };
    return { ok: true, judged: judged.value, folder };
  } catch (error) {
    const problem = cannotJudge(folder.path, error);
    return { ok: false, status: HARNESS_ERROR_STATUS, problems: problem.ok ? [] : problem.error };
  }
}

/** The closing words for people. */
export function describeRun(
  judged: JudgedDrill,
  folder: DrillFolder,
  options: { readonly columns: number; readonly colour: boolean; readonly language: Language },
): string {
  const { plan, analysis, judgement, reports } = judged;
  return renderVerdict(
    { plan, analysis, judgement, folder: folder.path, reportPaths: reports },
    options,
  );
}

async function drill(
  { plan, output, language }: RunOptions,
  on: {
    readonly folder: DrillFolder;
    readonly planText: string;
    readonly k6Path: string;
    readonly lab: PreparedLab;
  },
): Promise<void> {
  const { folder, planText, k6Path, lab } = on;
  const view = createConsole({ plan, mode: output, stream: process.stdout, language });
  const journal = createJournal(folder.journal, (event) => view.onEvent(event));
  const interruption = new Interruption();
  const onSignal = (signal: NodeJS.Signals): void => {
    interruption.raise('signal', signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    await runDrill({
      plan,
      drill: basename(folder.path),
      planSha256: createHash('sha256').update(planText).digest('hex'),
      versions: {
        node: process.versions.node,
        sqlite: process.versions.sqlite ?? '',
        k6: IDENTITIES.k6.version,
        toxiproxy: IDENTITIES.toxiproxy.version,
        ...lab.versions,
      },
      machine: {
        platform: platform(),
        architecture: arch(),
        kernel: release(),
        processors: cpus().length,
        memoryMegabytes: Math.round(totalmem() / 1e6),
        ...lab.limits,
      },
      paths: { folder: folder.path, logFolder: folder.logs, samplesPath: folder.samples },
      journal,
      interruption,
      engine: k6Engine(k6Path),
      openLab: (listener) => lab.open({ plan, logFolder: folder.logs, listener }),
    });
  } finally {
    view.close();
    for (const signal of signals) process.removeListener(signal, onSignal);
    closeQuietly(journal);
  }
}

/** A disk that is full may refuse the last sync; the verdict then rests on what is there. */
function closeQuietly(journal: { close(): void }): void {
  try {
    journal.close();
  } catch (error) {
    console.error(messageOf(error));
  }
}

async function toolPaths(): Promise<Result<Readonly<Record<ToolName, string>>>> {
  const searches = await findTools();
  const problems = TOOL_NAMES.flatMap((name) => toolProblem(name, searches[name]));
  const paths = { k6: '', toxiproxy: '' };
  for (const name of TOOL_NAMES) {
    const search = searches[name];
    if (search.state === 'found') paths[name] = search.tool.path;
  }
  return problems.length > 0 ? failure(problems) : success(paths);
}
