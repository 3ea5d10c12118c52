// `npm run campaign`: options, what is printed, what is kept, and the exit status. Runs of
// campaigns are in run-campaign.ts; the process and its signals in run.ts.

import { relative } from 'node:path';
import { parseArgs } from 'node:util';

import { toolProblem } from '../../harness/commands/doctor.ts';
import { renderProblems } from '../../harness/commands/problems.ts';
import {
  failure,
  messageOf,
  type Problem,
  type Result,
  success,
  unreachable,
} from '../../harness/model/problem.ts';
import { findTools } from '../../harness/toolchain/index.ts';
import { type ExitStatus, UNAVAILABLE_STATUS, USAGE_STATUS } from '../../harness/verdict/index.ts';
import { type Campaign, type Extent, isFull } from './campaign.ts';
import { checkFigures, describeStanding, isAcceptable } from './check.ts';
import { brokenFigures } from './figure.ts';
import { keepFigures, keepSection, readFigures, withSection } from './figures.ts';
import type { Progress } from './progress.ts';
import { type CampaignRun, runCampaign } from './run-campaign.ts';
import { renderTable } from './section.ts';

/** What the command touches. */
export interface World {
  readonly campaigns: readonly Campaign[];
  /** Folder of the checkout. */
  readonly root: string;
  readonly figuresPath: string;
  /** Folder for what campaigns leave to be looked at. */
  readonly keptIn: string;
  readonly print: (text: string) => void;
  readonly signal: AbortSignal;
  readonly progressOver: (cases: number) => Progress;
}

type Order =
  | { readonly kind: 'list' | 'check' | 'render' }
  | {
      readonly kind: 'run';
      readonly campaign: Campaign;
      readonly extent: Extent;
      readonly seed: number | null;
    };

const LARGEST_SEED = 2 ** 32 - 1;
const LARGEST_TIMES = 10_000;

/** Does what the arguments say; gives the exit status. */
export async function campaignCommand(args: readonly string[], world: World): Promise<ExitStatus> {
  const order = parseOrder(args, world.campaigns);
  if (!order.ok) return refuse(order.error, world);
  const one = order.value;
  switch (one.kind) {
    case 'list':
      world.print(helpText(world.campaigns));
      return 0;
    case 'check':
      return check(world);
    case 'render':
      return renderAnew(world);
    case 'run':
      return run(one, world);
    default:
      return unreachable(one);
  }
}

async function run(
  order: Extract<Order, { readonly kind: 'run' }>,
  world: World,
): Promise<ExitStatus> {
  const { campaign, extent, seed } = order;
  // A file that cannot take the figures is better known before an hour of drills than after.
  const file = readFigures(world.figuresPath);
  if (!file.ok) return refuse(file.error, world);
  const searches = await findTools();
  const missing = campaign.needs.flatMap((name) => toolProblem(name, searches[name]));
  if (missing.length > 0) {
    world.print(renderProblems(missing).join('\n'));
    return UNAVAILABLE_STATUS;
  }
  const { root, keptIn, signal, progressOver } = world;
  const outcome = await runCampaign(campaign, { root, keptIn, extent, seed, signal, progressOver });
  if (outcome.kind === 'stopped') {
    world.print('Stopped before the last case: no figures.');
    return 3;
  }
  const { section, folder } = outcome;
  world.print([...renderTable(section.figures), ...section.remarks].join('\n'));
  if (folder !== null) world.print(`Left to be looked at: ${relative(root, folder)}`);
  const kept = keep(outcome, world, isFull(campaign.groups, extent));
  if (!kept.ok) return refuse(kept.error, world);
  world.print(kept.value);
  const broken = brokenFigures(section.figures);
  if (broken.length > 0) {
    world.print(`Limits broken: ${broken.map(({ figure }) => figure).join('; ')}`);
    return 1;
  }
  return outcome.sourcesChanged ? 2 : 0;
}

/** Keeps the figures of a full run, also those that break a limit; says what became of them. */
function keep(
  { section, sourcesChanged }: Extract<CampaignRun, { readonly kind: 'measured' }>,
  { root, figuresPath }: World,
  full: boolean,
): Result<string> {
  if (sourcesChanged) {
    return success('Not kept: the sources changed meanwhile, so the figures are of a mixture.');
  }
  const seed = `seed ${section.seed}`;
  if (!full) return success(`Not kept: less than a full campaign (${seed}).`);
  const kept = keepSection(figuresPath, section);
  return kept.ok ? success(`Kept in ${relative(root, figuresPath)} (${seed}).`) : kept;
}

function check(world: World): ExitStatus {
  const file = readFigures(world.figuresPath);
  if (!file.ok) return refuse(file.error, world);
  const standings = checkFigures(world.campaigns, file.value, world.root);
  world.print(standings.map(describeStanding).join('\n'));
  return standings.every(isAcceptable) ? 0 : 1;
}

function renderAnew(world: World): ExitStatus {
  const file = readFigures(world.figuresPath);
  if (!file.ok) return refuse(file.error, world);
  // From the last to the first, so that the places of those before stay true.
  const text = file.value.sections
    .toReversed()
    .reduce(
      (so, { section }) => withSection({ ...file.value, text: so }, section),
      file.value.text,
    );
  const kept = keepFigures(world.figuresPath, text);
  if (!kept.ok) return refuse(kept.error, world);
  world.print(`${file.value.sections.length} sections made anew from their data.`);
  return 0;
}

function refuse(problems: readonly Problem[], world: World): ExitStatus {
  world.print(renderProblems(problems).join('\n'));
  return USAGE_STATUS;
}

function parseOrder(args: readonly string[], campaigns: readonly Campaign[]): Result<Order> {
  const parsed = parseOptions(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.check) return success({ kind: 'check' });
  if (values.render) return success({ kind: 'render' });
  const [name, ...more] = positionals;
  if (values.help || name === undefined) return success({ kind: 'list' });
  const problems: Problem[] = [];
  const campaign = campaigns.find((it) => it.name === name);
  if (campaign === undefined) {
    const names = campaigns.map((it) => it.name).join(', ');
    problems.push({
      place: name,
      message: 'There is no such campaign.',
      cure: `Take one of: ${names}.`,
    });
  }
  if (more.length > 0) {
    const message = 'One campaign runs at a time.';
    problems.push({ place: more.join(' '), message, cure: 'Run them one after the other.' });
  }
  const seed = wholeNumber('--seed', values.seed, { least: 0, most: LARGEST_SEED });
  const times = wholeNumber('--times', values.times, { least: 1, most: LARGEST_TIMES });
  for (const number of [seed, times]) if (!number.ok) problems.push(...number.error);
  if (values['only-sample'] && values.times !== undefined) {
    const message = 'A sample has a size of its own.';
    problems.push({ place: '--times', message, cure: 'Leave out --times or --only-sample.' });
  }
  if (campaign === undefined || !seed.ok || !times.ok || problems.length > 0) {
    return failure(problems);
  }
  const extent: Extent = values['only-sample']
    ? { kind: 'sample' }
    : times.value === null
      ? { kind: 'full' }
      : { kind: 'times', times: times.value };
  return success({ kind: 'run', campaign, extent, seed: seed.value });
}

function parseOptions(args: readonly string[]) {
  try {
    return success(
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          seed: { type: 'string' },
          times: { type: 'string' },
          'only-sample': { type: 'boolean', default: false },
          check: { type: 'boolean', default: false },
          render: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }),
    );
  } catch (error) {
    const cure = 'See npm run campaign -- --help.';
    return failure([{ place: args.join(' '), message: messageOf(error), cure }]);
  }
}

function wholeNumber(
  place: string,
  text: string | undefined,
  range: { readonly least: number; readonly most: number },
): Result<number | null> {
  if (text === undefined) return success(null);
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= range.least && number <= range.most) return success(number);
  const cure = `Give a whole number from ${range.least} to ${range.most}.`;
  return failure([{ place, message: `${text} does not fit.`, cure }]);
}

function helpText(campaigns: readonly Campaign[]): string {
  const listed = campaigns.map(({ name, title, about, groups }) => {
    const sizes = groups.map((group) => `${group.name} ${group.times} (sample ${group.sample})`);
    return `  ${name}  ${title}\n    ${about}\n    ${sizes.join(', ')}`;
  });
  return `npm run campaign -- <name>   runs a campaign and keeps its figures in docs/figures.md

${listed.join('\n')}

  --seed <n>      chooses what is drawn by lot; otherwise the commit does
  --times <n>     runs every group of more than one case so many times
  --only-sample   runs the sample that CI runs
  --check         says which figures are older than the code, and runs nothing
  --render        makes the tables anew from their data, and runs nothing

Figures of less than a full campaign are printed and not kept.
Exit status: 0 every limit holds, 1 a limit is broken (with --check: the file was changed by
hand; old figures are only warned of, for now), 2 the sources changed meanwhile, 3 stopped,
64 wrong usage or damaged file, 69 a tool is missing, 70 an error of the campaign itself.`;
}
