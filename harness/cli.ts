#!/usr/bin/env node
// The command line: wiring only. Exit status: 0 done, 64 usage or invalid scenario.

import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';

import { scenarios } from '../scenarios/index.ts';
import { loadScenario } from './commands/load-scenario.ts';
import { describePlan, describeProblems } from './commands/plan.ts';
import { processesCapabilities } from './lab/processes/capabilities.ts';
import { planDrill } from './plan/plan-drill.ts';

const STATUS_USAGE = 64;

const parser = yargs(hideBin(process.argv))
  .scriptName('firedrill')
  .command(
    'list',
    'list the scenarios',
    (builder) => builder.option('json', { type: 'boolean', default: false }),
    ({ json }) => {
      const rows = scenarios.map(({ id, title, expected }) => ({ id, title, expected }));
      const lines = rows.map((it) => `${it.id.padEnd(22)} ${it.title.en} / ${it.title.ko}`);
      console.log(json ? JSON.stringify(rows, null, 2) : lines.join('\n'));
    },
  )
  .command(
    'plan <scenario>',
    'print what a drill would do; touches nothing',
    (builder) =>
      builder
        .positional('scenario', { type: 'string', demandOption: true })
        .option('timeline', { choices: ['short', 'full'] as const, default: 'short' as const })
        .option('links', { type: 'boolean', default: false, describe: 'list the links' })
        .option('json', { type: 'boolean', default: false }),
    async ({ scenario, timeline, links, json }) => {
      const loaded = await loadScenario(scenario, scenarios);
      const planned = loaded.ok
        ? planDrill(loaded.value, { timeline, lab: processesCapabilities })
        : loaded;
      if (!planned.ok) {
        console.error(describeProblems(planned.error));
        process.exitCode = STATUS_USAGE;
        return;
      }
      const { value: plan } = planned;
      const linkLines = links
        ? ['Links:', ...plan.links.map(({ id, host }) => `  ${id} (${host})`)]
        : [];
      const text = json
        ? JSON.stringify(plan, null, 2)
        : [describePlan(plan), ...linkLines].join('\n');
      console.log(text);
    },
  )
  .strict()
  .demandCommand(1, 1)
  .recommendCommands()
  .exitProcess(false)
  .fail((message, error, instance) => {
    if (error !== undefined && error !== null) throw error;
    instance.showHelp('error');
    console.error(`\n${message}`);
    process.exitCode = STATUS_USAGE;
  });

await parser.parseAsync();
// A scenario file may have left something running (a timer, a promise that never settles).
process.exit();
