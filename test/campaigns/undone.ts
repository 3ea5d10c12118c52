// The campaign `undone`: whatever dies, everything is undone. The harness dies at many points on both
// labs, the watchdog is killed, and both are, followed by `recover`.

import { join } from 'node:path';

import type { Stage } from '../undone.ts';
import { type CampaignCase, type CaseContext, defineCampaign } from './campaign.ts';
import { ALL, atMost, counted, type Figure, type Limit } from './figure.ts';
import { spread } from './statistics.ts';
import { bothDie, harnessDies, type Undoing, watchdogDies } from './undone-cases.ts';
import { CONTAINER_PLACES, EMBEDDED_PLACES, type KillPlace, MOMENTS } from './undone-points.ts';

/** Everything is undone within so many seconds of a death. */
const UNDONE = atMost(10);
/** A drill notices within so many seconds that nobody watches it. */
const NOTICED = atMost(2);
const LABS = ['processes', 'containers'] as const;

/** One case of the campaign. */
export interface UndoneOutcome extends Undoing {
  readonly group: string;
  /** Where or when it died, and on which lab. */
  readonly at: string;
}

interface GroupSpec {
  readonly name: string;
  readonly times: number;
  readonly sample: number;
  readonly what: string;
  readonly took: string;
  readonly limit: Limit;
}

const GROUPS: readonly GroupSpec[] = [
  {
    name: 'harness-embedded',
    times: EMBEDDED_PLACES.length,
    sample: 2,
    what: 'harness killed, embedded lab',
    took: 'undone after',
    limit: UNDONE,
  },
  {
    name: 'harness-containers',
    times: CONTAINER_PLACES.length,
    sample: 1,
    what: 'harness killed, containers',
    took: 'undone after',
    limit: UNDONE,
  },
  {
    name: 'watchdog',
    times: MOMENTS.length * LABS.length,
    sample: 1,
    what: 'watchdog killed',
    took: 'noticed after',
    limit: NOTICED,
  },
  {
    name: 'both',
    times: MOMENTS.length * LABS.length,
    sample: 1,
    what: 'both killed',
    took: '`recover` took',
    limit: UNDONE,
  },
];

/** The campaign. */
export const undone = defineCampaign<UndoneOutcome>({
  name: 'undone',
  title: 'Whatever dies, everything is undone',
  about:
    'The process of a mini drill is killed at points in its code on both labs; its watchdog is ' +
    'killed; both are killed and `firedrill recover` is called three times.',
  groups: GROUPS.map(({ name, times, sample }) => ({ name, times, sample })),
  needs: ['k6', 'toxiproxy'],
  measures: [
    'harness/{drill,journal,lab,machine,system}/**/*.ts',
    'harness/commands/{before-run,kill-point,recover-command,run-command}.ts',
    'scenarios/mini.ts',
    'test/campaigns/undone*.ts',
    'test/undone.ts',
    'package-lock.json',
  ],
  sampledBy: null,
  needsEngine: true,
  run: runCase,
  figures: undoneFigures,
  remarks: undoneRemarks,
});

async function runCase(one: CampaignCase, context: CaseContext): Promise<UndoneOutcome> {
  const folder = join(context.folder, `${one.group}-${one.index + 1}`);
  const stage: Stage = { drills: join(folder, 'drills'), stateFolder: join(folder, 'state') };
  const { group } = one;
  if (group === 'harness-embedded' || group === 'harness-containers') {
    const lab = group === 'harness-embedded' ? 'processes' : 'containers';
    const place = placeOf(lab === 'processes' ? EMBEDDED_PLACES : CONTAINER_PLACES, one.index);
    context.moving(`${lab}: ${place.at}`);
    return { group, at: place.at, ...(await harnessDies(stage, { place, lab, context })) };
  }
  const lab = LABS[one.index % LABS.length] ?? 'processes';
  const moment = MOMENTS[Math.floor(one.index / LABS.length) % MOMENTS.length] ?? MOMENTS[0];
  context.moving(`${lab}: ${moment}`);
  const die = group === 'watchdog' ? watchdogDies : bothDie;
  return { group, at: `${moment} (${lab})`, ...(await die(stage, { moment, lab, context })) };
}

function placeOf(places: readonly KillPlace[], index: number): KillPlace {
  const place = places[index % places.length];
  if (place === undefined) throw new Error('Internal error: no places');
  return place;
}

/** The figures of these cases. */
export function undoneFigures(outcomes: readonly UndoneOutcome[]): readonly Figure[] {
  return GROUPS.flatMap((group) => groupFigures(group, outcomes));
}

function groupFigures(
  { name, what, took, limit }: GroupSpec,
  outcomes: readonly UndoneOutcome[],
): readonly Figure[] {
  const own = outcomes.filter(({ group }) => group === name);
  if (own.length === 0) return [];
  const count = (figure: string, holds: (outcome: UndoneOutcome) => boolean): Figure => {
    const value = own.filter((it) => it.reached && holds(it)).length;
    return counted(`${what}: ${figure}`, { value, of: own.length, unit: 'drills' }, ALL);
  };
  const repeated = own.some(({ repeatable }) => repeatable !== null);
  const seconds = own.filter(({ reached }) => reached).map(({ tookMs }) => tookMs / 1_000);
  return [
    count('nothing left', ({ remains }) => remains.length === 0),
    count('told in the journal and judged so', ({ told }) => told),
    ...(repeated ? [count('again changes nothing', (it) => it.repeatable === true)] : []),
    ...spread(`${what}: ${took}`, seconds, { unit: 's', limit }),
  ];
}

/** Each case that did not go as it should. */
export function undoneRemarks(outcomes: readonly UndoneOutcome[]): readonly string[] {
  return outcomes.flatMap(({ group, at, reached, remains, told, repeatable }) => {
    if (!reached) return [`${group}, ${at}: no drill came so far.`];
    const wrong = [
      ...remains.map((what) => `left ${what}`),
      ...(told ? [] : ['not told or judged as it must be']),
      ...(repeatable === false ? ['recovering again changed something'] : []),
    ];
    return wrong.length === 0 ? [] : [`${group}, ${at}: ${wrong.join('; ')}.`];
  });
}
