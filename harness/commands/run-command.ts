// `firedrill run`: plans, opens a folder, runs the drill, judges it, says where the report is. The
// exit status is the verdict's; everything that can be refused is refused before anything is touched.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { arch, cpus, platform, release, totalmem } from 'node:os';

import { createConsole, renderVerdict } from '../console/index.ts';
import { Interruption } from '../drill/interruption.ts';
import { runDrill } from '../drill/run-drill.ts';
import { createDrillFolder, type DrillFolder } from '../journal/drill-folder.ts';
import { createJournal } from '../journal/journal.ts';
import { type LabName, prepareLab, type PreparedLab } from '../lab/labs.ts';
import { k6Engine } from '../load/k6-engine.ts';
import { readBlock } from '../machine/block.ts';
import { openStateFolder, type StatePaths } from '../machine/state-folder.ts';
import { keepWatch, type Watch, type WatchOptions } from '../machine/watch.ts';
import { failure, messageOf, type Problem, type Result, success } from '../model/problem.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { findTools, IDENTITIES, TOOL_NAMES, type ToolName } from '../toolchain/index.ts';
import { HARNESS_ERROR_STATUS, UNAVAILABLE_STATUS, USAGE_STATUS } from '../verdict/index.ts';
import { beforeRun, type Refusal, refuseIfBlocked } from './before-run.ts';
import { toolProblem } from './doctor.ts';
import { cannotJudge, type JudgedDrill, judgeDrill } from './judge-drill.ts';
import { type KillPoint, killPointOf } from './kill-point.ts';

/** Options of the command. */
export interface RunOptions {
  readonly plan: DrillPlan;
  readonly lab: LabName;
  readonly drillsFolder: string;
  readonly output: 'live' | 'lines' | 'json' | 'quiet';
  readonly language: Language;
  /** Beside other drills, or once none runs. */
  readonly company: 'alone' | 'parallel';
}

/** What the command ended in. */
export type RunOutcome =
  | { readonly ok: true; readonly judged: JudgedDrill; readonly folder: DrillFolder }
  | ({ readonly ok: false } & Refusal);

/** Runs a drill and judges it. */
export async function runCommand(options: RunOptions): Promise<RunOutcome> {
  const { plan, lab, company, output } = options;
  const killPoint = killPointOf(process.env);
  const state = openStateFolder(process.env);
  if (!state.ok) return { ok: false, status: UNAVAILABLE_STATUS, problems: state.error };
  const paths = state.value;
  const say = (line: string): void => {
    if (output !== 'quiet') console.error(line);
  };
  const tools = await prepare(options, { paths, say });
  if (!tools.ok) return { ok: false, ...tools.error };
  const interruption = new Interruption();
  const endListening = listenTo(interruption);
  try {
    const scenario = plan.scenario.id;
    const turn = await beforeRun({ paths, scenario, lab, company, interruption, say });
    if (!turn.ok) return { ok: false, ...turn.error };
    try {
      const on = { ...tools.value, paths, killPoint, interruption };
      const ran = await runWatched(options, on);
      if (!ran.ok) return { ok: false, ...ran.error };
      endListening();
      return await judgeRun(ran.value, killPoint);
    } finally {
      await turn.value();
    }
  } finally {
    endListening();
  }
}

async function judgeRun(folder: DrillFolder, killPoint: KillPoint): Promise<RunOutcome> {
  try {
    const judged = await judgeDrill(folder, { suite: 'run' });
    killPoint.reach('drill-judged');
    if (!judged.ok) return { ok: false, status: HARNESS_ERROR_STATUS, problems: judged.error };
    return { ok: true, judged: judged.value, folder };
  } catch (error) {
    const problem = cannotJudge(folder.path, error);
    return { ok: false, status: HARNESS_ERROR_STATUS, problems: problem.ok ? [] : problem.error };
  }
}

interface Prepared {
  readonly k6Path: string;
  readonly lab: PreparedLab;
}

/** Finds what the drill stands on; touches nothing of the machine. */
async function prepare(
  { lab }: RunOptions,
  { paths, say }: { readonly paths: StatePaths; readonly say: (line: string) => void },
): Promise<Result<Prepared, Refusal>> {
  const blocked = await refuseIfBlocked(paths);
  if (!blocked.ok) return blocked;
  const tools = await toolPaths();
  if (!tools.ok) return failure({ status: UNAVAILABLE_STATUS, problems: tools.error });
  const { toxiproxy: toxiproxyPath, k6: k6Path } = tools.value;
  const programs = [{ name: 'k6', path: k6Path }];
  const prepared = await prepareLab(lab, { toxiproxyPath, programs, onProgress: say });
  if (!prepared.ok) return failure({ status: UNAVAILABLE_STATUS, problems: prepared.error });
  return success({ k6Path, lab: prepared.value });
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

interface RunContext extends Prepared {
  readonly paths: StatePaths;
  readonly killPoint: KillPoint;
  readonly interruption: Interruption;
}

/** Runs the drill in a folder of its own and under the eye of a watchdog. */
async function runWatched(
  options: RunOptions,
  context: RunContext,
): Promise<Result<DrillFolder, Refusal>> {
  const { plan, drillsFolder, lab } = options;
  const { paths, killPoint, interruption } = context;
  const created = createDrillFolder(drillsFolder, plan.scenario.id, new Date());
  if (!created.ok) return failure({ status: USAGE_STATUS, problems: created.error });
  const folder = created.value;
  const planText = `${JSON.stringify(plan, null, 2)}\n`;
  try {
    writeFileSync(folder.plan, planText);
  } catch (error) {
    return failure({ status: USAGE_STATUS, problems: [cannotWrite(folder.path, error)] });
  }
  const watching = await startWatch({
    paths,
    kind: lab,
    scenario: plan.scenario.id,
    journal: folder.journal,
    logPath: join(folder.logs, 'watchdog.log'),
    onLost: (detail) => void interruption.raise('watchdog-died', detail),
  });
  if (!watching.ok) return watching;
  const watch = watching.value;
  killPoint.reach('lab-recorded');
  // Whoever blocks runs looks for records afterwards, so one of the two sees the other.
  const block = await readBlock(paths);
  if (block !== null) interruption.raise('signal', 'SIGTERM');
  await drill(options, { ...context, folder, planText, watch });
  await letGo(watch, folder);
  killPoint.reach('lab-released');
  return success(folder);
}

function cannotWrite(place: string, error: unknown): Problem {
  const message = `The folder of the drill cannot be written: ${messageOf(error)}.`;
  return { place, message, cure: 'Free the place or name another with --drills.' };
}

async function letGo(watch: Watch, folder: DrillFolder): Promise<void> {
  const outcome = await watch.release();
  if (outcome === 'empty') return;
  const log = join(folder.logs, 'watchdog.log');
  console.error(
    outcome === 'undone'
      ? `The drill could not undo everything itself; its watchdog has done the rest: ${log}`
      : `NOT everything could be undone. What to type stands in ${log}; \`firedrill recover\` tries again.`,
  );
}

async function startWatch(options: WatchOptions): Promise<Result<Watch, Refusal>> {
  try {
    return success(await keepWatch(options));
  } catch (error) {
    const message = `No watchdog could be started: ${messageOf(error)}.`;
    const cure = 'See logs/watchdog.log in the folder of the drill.';
    return failure({
      status: UNAVAILABLE_STATUS,
      problems: [{ place: 'this machine', message, cure }],
    });
  }
}

async function drill(
  { plan, output, language }: RunOptions,
  on: RunContext & {
    readonly folder: DrillFolder;
    readonly planText: string;
    readonly watch: Watch;
  },
): Promise<void> {
  const { folder, planText, k6Path, lab, watch, killPoint, interruption } = on;
  const view = createConsole({ plan, mode: output, stream: process.stdout, language });
  const journal = createJournal(folder.journal, (event) => view.onEvent(event));
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
      journal: killPoint.watched(journal),
      interruption,
      engine: k6Engine(k6Path),
      openLab: async (listener) => {
        const { home } = watch;
        const opening = await lab.open({ plan, home, logFolder: folder.logs, listener });
        await watch.locate(opening.lab.loadUrl);
        return opening;
      },
    });
  } finally {
    view.close();
    closeQuietly(journal);
  }
}

/** Signals end the drill in order; a second one changes nothing. Gives what ends the listening. */
function listenTo(interruption: Interruption): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    interruption.raise('signal', signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
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
