// The campaign `containers`: the main drill many times in a row in the container lab, every other
// scenario once, and what the lab costs beside the bare engine. Every run counts and none is repeated.

import { join } from 'node:path';

import { LAB_CAPABILITIES } from '../../harness/lab/labs.ts';
import { unreachable } from '../../harness/model/problem.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import { findTools } from '../../harness/toolchain/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { compareContainers, type ContainerFigures } from '../bench/containers.ts';
import { measurePowerOff, type PowerOffFigures } from '../bench/power-off.ts';
import { type CampaignCase, type CaseContext, defineCampaign } from './campaign.ts';
import { busyProblems, type DrillEnd, remarkOn, runDrillCommand } from './drill.ts';
import { ALL, atMost, counted, type Figure, type Limit, measured } from './figure.ts';
import { largest, median } from './statistics.ts';

const MAIN = 'dc-loss-failover';
const COST = 'cost';
const POWER_OFF = 'power-off';
/** Power-offs in one case. */
const POWER_OFFS = 30;
/** All parts of a site go dark within so many milliseconds (issue of the container lab). */
const SKEW_MS = 100;
/** Drills of the main scenario in a full campaign. */
const MAIN_TIMES = 10;

/** Status that a scenario of the library is documented to end in. */
const STATUS_OF = { passed: 0, missed: 1, inconclusive: 2 } as const;

/** One case of the campaign. */
export type ContainersOutcome =
  | {
      readonly kind: 'drill';
      readonly group: string;
      readonly index: number;
      readonly drill: DrillEnd;
    }
  | { readonly kind: 'cost'; readonly figures: ContainerFigures }
  | { readonly kind: 'power-off'; readonly figures: PowerOffFigures };

/** Scenarios that the container lab can make. */
const runnable = scenarios.filter(
  (scenario) => planDrill(scenario, { timeline: 'short', lab: LAB_CAPABILITIES.containers }).ok,
);

/** The campaign. */
export const containers = defineCampaign<ContainersOutcome>({
  name: 'containers',
  title: 'The same drills in containers',
  about:
    'The main drill ten times in a row in the container lab, every other scenario once, and what ' +
    'opening, closing and faults cost beside the bare engine.',
  groups: [
    ...runnable.map(({ id }) => ({ name: id, times: id === MAIN ? MAIN_TIMES : 1, sample: 0 })),
    { name: COST, times: 3, sample: 0 },
    { name: POWER_OFF, times: 1, sample: 0 },
  ],
  needs: ['k6', 'toxiproxy'],
  measures: [
    'harness/{drill,journal,lab,load,model,plan,system,toolchain}/**/*.ts',
    'mocks/**/*.ts',
    'scenarios/**/*.ts',
    'test/bench/{containers,power-off}.ts',
    'test/campaigns/{containers,drill}.ts',
    'package-lock.json',
  ],
  sampledBy: ['test/drills/containers.test.ts'],
  needsEngine: true,
  run: runCase,
  figures: containersFigures,
  remarks: (outcomes) => outcomes.flatMap(remarksOn),
});

async function runCase(one: CampaignCase, context: CaseContext): Promise<ContainersOutcome> {
  const { group, index } = one;
  if (group === COST || group === POWER_OFF) {
    const { toxiproxy } = await findTools();
    if (toxiproxy.state !== 'found') throw new Error('Toxiproxy is gone');
    return measureLab(group, toxiproxy.tool.path, context);
  }
  const drill = await runDrillCommand({
    scenario: group,
    lab: 'containers',
    drills: join(context.folder, `${group}-${index + 1}`),
    signal: context.signal,
    onLine: (line) => context.moving(line.trim()),
  });
  return { kind: 'drill', group, index, drill };
}

async function measureLab(
  group: typeof COST | typeof POWER_OFF,
  toxiproxyPath: string,
  { moving }: CaseContext,
): Promise<ContainersOutcome> {
  moving(group === COST ? 'making and removing containers' : 'powering a site off');
  if (group === COST) {
    const figures = await compareContainers(toxiproxyPath);
    if (figures !== null) return { kind: 'cost', figures };
  } else {
    const figures = await measurePowerOff(toxiproxyPath, POWER_OFFS);
    if (figures !== null) return { kind: 'power-off', figures };
  }
  throw new Error('no container engine answers');
}

/** The figures of these cases. */
export function containersFigures(outcomes: readonly ContainersOutcome[]): readonly Figure[] {
  const drills: Extract<ContainersOutcome, { kind: 'drill' }>[] = [];
  const costs: ContainerFigures[] = [];
  const powerOffs: PowerOffFigures[] = [];
  for (const outcome of outcomes) {
    switch (outcome.kind) {
      case 'drill':
        drills.push(outcome);
        break;
      case 'cost':
        costs.push(outcome.figures);
        break;
      case 'power-off':
        powerOffs.push(outcome.figures);
        break;
      default:
        unreachable(outcome);
    }
  }
  return [
    ...drillFigures(drills),
    ...(costs.length === 0 ? [] : costFigures(costs)),
    ...powerOffs.flatMap(powerOffFigures),
  ];
}

function drillFigures(
  outcomes: readonly Extract<ContainersOutcome, { kind: 'drill' }>[],
): readonly Figure[] {
  if (outcomes.length === 0) return [];
  const ends = runnable.flatMap(({ id }): readonly Figure[] => {
    const own = outcomes.filter(({ group }) => group === id);
    if (own.length === 0) return [];
    const value = own.filter(endedAsDocumented).length;
    const figure = `${id}: ends with ${statusOf(id)}, as in the embedded lab`;
    return [counted(figure, { value, of: own.length, unit: 'drills' }, ALL)];
  });
  const drills = outcomes.map(({ drill }) => drill);
  const left = drills.map(({ leftBehind }) => leftBehind ?? Number.NaN);
  const lateness = drills.flatMap(({ analysis }) => analysis?.instrument.latenessMs.p99 ?? []);
  const busy = drills.filter((drill) => busyProblems(drill).length > 0).length;
  return [
    ...ends,
    measured(
      'containers, networks and files left behind, all drills',
      { value: left.reduce((sum, count) => sum + count, 0), unit: '' },
      atMost(0),
    ),
    measured('lateness of arrivals, p99, median', { value: median(lateness), unit: 'ms' }, null),
    measured('lateness of arrivals, p99, most', { value: largest(lateness), unit: 'ms' }, null),
    counted(
      'drills whose instrument found the machine too busy',
      { value: busy, of: drills.length, unit: 'drills' },
      null,
    ),
  ];
}

function costFigures(all: readonly ContainerFigures[]): readonly Figure[] {
  const ratio = (what: string, of: (one: ContainerFigures) => number, limit: Limit): Figure =>
    measured(what, { value: median(all.map(of)), unit: 'times' }, limit);
  return [
    ratio(
      'opening, against the same containers by bare calls',
      ({ openMs, bareOpenMs }) => openMs / bareOpenMs,
      atMost(1.25),
    ),
    ratio(
      'closing, against bare removal',
      ({ closeMs, bareCloseMs }) => closeMs / bareCloseMs,
      atMost(1.2),
    ),
    ratio(
      'pausing an instance, p95, against the bare call',
      ({ pauseP95Ms, barePauseP95Ms }) => pauseP95Ms / barePauseP95Ms,
      atMost(1.5),
    ),
    ratio(
      'cutting a link, p95, against the bare call',
      ({ cutP95Ms, bareCutP95Ms }) => cutP95Ms / bareCutP95Ms,
      atMost(1.5),
    ),
    measured(
      'opening, median',
      { value: median(all.map(({ openMs }) => openMs)), unit: 'ms' },
      null,
    ),
    measured(
      'closing, median',
      { value: median(all.map(({ closeMs }) => closeMs)), unit: 'ms' },
      null,
    ),
  ];
}

function powerOffFigures({
  containers: parts,
  links,
  skewsMs,
}: PowerOffFigures): readonly Figure[] {
  const what = `power-off: first effects on ${parts} containers and ${links} links, spread`;
  return [
    measured(
      `${what}, most of ${skewsMs.length}`,
      { value: largest(skewsMs), unit: 'ms' },
      atMost(SKEW_MS),
    ),
    measured(`${what}, median`, { value: median(skewsMs), unit: 'ms' }, null),
  ];
}

function endedAsDocumented({
  group,
  drill,
}: Extract<ContainersOutcome, { kind: 'drill' }>): boolean {
  return drill.status === statusOf(group);
}

function statusOf(id: string): number {
  const scenario = runnable.find((it) => it.id === id);
  if (scenario === undefined) throw new Error(`Internal error: no scenario ${id}`);
  return STATUS_OF[scenario.expected];
}

function remarksOn(outcome: ContainersOutcome): readonly string[] {
  if (outcome.kind !== 'drill') return [];
  const { group, index, drill } = outcome;
  const name = `${group}, drill ${index + 1}`;
  return remarkOn(drill, { name, isAsDocumented: endedAsDocumented(outcome) });
}
