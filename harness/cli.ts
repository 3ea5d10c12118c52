// The command line: wiring only. Who ends with which status stands in harness/verdict/exit-status.ts.

import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

import { scenarios } from '../scenarios/index.ts';
import { doctorCommand } from './commands/doctor.ts';
import { judgeDrill } from './commands/judge-drill.ts';
import { loadScenario } from './commands/load-scenario.ts';
import { describePlan } from './commands/plan.ts';
import { renderProblems } from './commands/problems.ts';
import { downCommand, recoverCommand } from './commands/recover-command.ts';
import { describeRun, runCommand } from './commands/run-command.ts';
import { setupCommand } from './commands/setup.ts';
import { stopCommand } from './commands/stop-command.ts';
import { openDrillFolder } from './journal/drill-folder.ts';
import { LAB_CAPABILITIES, LAB_NAMES, type LabName } from './lab/labs.ts';
import type { Problem, Result } from './model/problem.ts';
import type { DrillPlan } from './plan/drill-plan.ts';
import { planDrill } from './plan/plan-drill.ts';
import {
  EXIT_STATUSES,
  type ExitStatus,
  HARNESS_ERROR_STATUS,
  USAGE_STATUS,
} from './verdict/index.ts';
import { wordsOf } from './wording/index.ts';

/** Width where none is known. */
const USUAL_COLUMNS = 80;

const language = { choices: ['en', 'ko'] as const, default: 'en' as const, describe: 'language' };
const json = { type: 'boolean', default: false, describe: 'write JSON' } as const;
const lab = {
  choices: LAB_NAMES,
  default: LAB_NAMES[0],
  describe: 'where the estate runs',
} as const;
const timeline = { choices: ['short', 'full'] as const, default: 'short' as const };

function refuse(problems: readonly Problem[], status: ExitStatus): void {
  console.error(renderProblems(problems).join('\n'));
  process.exitCode = status;
}

async function planOf(argv: {
  readonly scenario: string;
  readonly timeline: 'short' | 'full';
  readonly lab: LabName;
}): Promise<Result<DrillPlan>> {
  const loaded = await loadScenario(argv.scenario, scenarios);
  if (!loaded.ok) return loaded;
  return planDrill(loaded.value, {
    timeline: argv.timeline,
    lab: LAB_CAPABILITIES[argv.lab],
    otherLabs: Object.values(LAB_CAPABILITIES),
  });
}

async function rejudge(
  path: string,
  options: {
    readonly suite: 'run' | 'stored';
    readonly language: 'en' | 'ko';
    readonly json: boolean;
  },
): Promise<void> {
  const folder = openDrillFolder(path);
  if (!folder.ok) return refuse(folder.error, USAGE_STATUS);
  const judged = await judgeDrill(folder.value, { suite: options.suite });
  if (!judged.ok) return refuse(judged.error, USAGE_STATUS);
  const { judgement } = judged.value;
  console.log(
    options.json
      ? JSON.stringify(judgement, null, 2)
      : describeRun(judged.value, folder.value, closing(options.language)),
  );
  process.exitCode = judgement.exitStatus;
}

/** Width of the terminal; some tell 0, and pipes none. */
function columns(): number {
  return process.stdout.columns || USUAL_COLUMNS;
}

function closing(chosen: 'en' | 'ko') {
  const colour = process.stdout.isTTY && process.stdout.hasColors();
  return { columns: columns(), colour, language: chosen };
}

const { exitStatuses } = wordsOf('en');
const statusTable = EXIT_STATUSES.toSorted((left, right) => left - right)
  .map((status) => `  ${String(status).padStart(2)}  ${exitStatuses[status]}`)
  .join('\n');

const parser = yargs(hideBin(process.argv))
  .scriptName('firedrill')
  .command(
    'list',
    'list the scenarios',
    (builder) => builder.option('json', json),
    (argv) => {
      const rows = scenarios.map(({ id, title, expected }) => ({ id, title, expected }));
      const lines = rows.map((it) => `${it.id.padEnd(22)} ${it.title.en} / ${it.title.ko}`);
      console.log(argv.json ? JSON.stringify(rows, null, 2) : lines.join('\n'));
    },
  )
  .command(
    'plan <scenario>',
    'print what a drill would do; touches nothing',
    (builder) =>
      builder
        .positional('scenario', { type: 'string', demandOption: true })
        .option('timeline', timeline)
        .option('lab', lab)
        .option('links', { type: 'boolean', default: false, describe: 'list the links' })
        .option('json', json),
    async (argv) => {
      const planned = await planOf(argv);
      if (!planned.ok) return refuse(planned.error, USAGE_STATUS);
      const { value: plan } = planned;
      const linkLines = argv.links
        ? ['Links:', ...plan.links.map(({ id, host }) => `  ${id} (${host})`)]
        : [];
      const text = argv.json
        ? JSON.stringify(plan, null, 2)
        : [describePlan(plan), ...linkLines].join('\n');
      console.log(text);
    },
  )
  .command(
    'run <scenario>',
    'run a drill; ends with the verdict as exit status',
    (builder) =>
      builder
        .positional('scenario', { type: 'string', demandOption: true })
        .option('timeline', timeline)
        .option('lab', lab)
        .option('drills', { type: 'string', default: 'drills', describe: 'folder for drills' })
        .option('parallel', {
          type: 'boolean',
          default: false,
          describe: 'do not wait for other drills on this machine',
        })
        .option('lang', language)
        .option('json', { ...json, describe: 'stream every event as a line of JSON' })
        .option('quiet', { type: 'boolean', default: false, describe: 'print the verdict only' }),
    async (argv) => {
      const planned = await planOf(argv);
      if (!planned.ok) return refuse(planned.error, USAGE_STATUS);
      const outcome = await runCommand({
        plan: planned.value,
        lab: argv.lab,
        drillsFolder: argv.drills,
        output: outputOf(argv),
        language: argv.lang,
        company: argv.parallel ? 'parallel' : 'alone',
      });
      if (!outcome.ok) return refuse(outcome.problems, outcome.status);
      const { judged, folder } = outcome;
      console.log(
        argv.json
          ? JSON.stringify({ type: 'judgement', folder: folder.path, ...judged.judgement })
          : describeRun(judged, folder, closing(argv.lang)),
      );
      process.exitCode = judged.judgement.exitStatus;
    },
  )
  .command(
    'report <folder>',
    'write the reports of a stored drill again; needs no lab',
    (builder) =>
      builder
        .positional('folder', { type: 'string', demandOption: true })
        .option('lang', language)
        .option('json', json),
    (argv) => rejudge(argv.folder, { suite: 'stored', language: argv.lang, json: argv.json }),
  )
  .command(
    'assert <folder>',
    'run the assertion suite on a stored drill again; needs no lab',
    (builder) =>
      builder
        .positional('folder', { type: 'string', demandOption: true })
        .option('lang', language)
        .option('json', json),
    (argv) => rejudge(argv.folder, { suite: 'run', language: argv.lang, json: argv.json }),
  )
  .command(doctorCommand)
  .command(setupCommand)
  .command(recoverCommand)
  .command(stopCommand)
  .command(downCommand)
  .strict()
  .demandCommand(1, 1)
  .recommendCommands()
  .epilogue(`Exit status:\n${statusTable}`)
  .wrap(Math.min(100, columns()))
  .exitProcess(false)
  .fail((message, error, instance) => {
    if (error !== undefined && error !== null) throw error;
    instance.showHelp('error');
    console.error(`\n${message}`);
    process.exitCode = USAGE_STATUS;
  });

function outputOf(argv: { readonly json: boolean; readonly quiet: boolean }) {
  if (argv.json) return 'json' as const;
  if (argv.quiet) return 'quiet' as const;
  return process.stdout.isTTY ? ('live' as const) : ('lines' as const);
}

try {
  await parser.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.stack : String(error));
  process.exitCode = HARNESS_ERROR_STATUS;
}
// A scenario file may have left something running (a timer, a promise that never settles).
process.exit();
