// The campaign `cost`: what firedrill's own parts cost, as ratios to an anchor that is measured in
// the same case, because machines are noisy. The measuring itself is in test/bench.

import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { unreachable } from '../../harness/model/problem.ts';
import { findTools } from '../../harness/toolchain/index.ts';
import { type AnalysisFigures, compareAnalysis } from '../bench/analysis.ts';
import { type ColdStartFigures, compareColdStart } from '../bench/cold-start.ts';
import { compareInjection, type LabFigures } from '../bench/injection.ts';
import { writeK6Output } from '../bench/k6-output.ts';
import { type CampaignCase, type CaseContext, defineCampaign } from './campaign.ts';
import { ALL, atLeast, atMost, counted, type Figure, type Limit, measured } from './figure.ts';
import { largest, median, smallest } from './statistics.ts';

/** Our reading of samples is so many times faster than the plain road (issue of the main drill). */
const FASTER = atLeast(6);
/** Injecting takes so many times a bare call at most. */
const INJECTION = atMost(1.5);
/** Opening takes so many times its parts alone, side by side, at most. */
const COLD_START = atMost(1.25);

/** One case of the campaign. */
export type CostOutcome =
  | {
      readonly kind: 'analysis';
      readonly group: string;
      /** Attempts in the file that both roads read. */
      readonly written: number;
      readonly figures: AnalysisFigures;
    }
  | { readonly kind: 'injection'; readonly figures: LabFigures }
  | { readonly kind: 'cold-start'; readonly figures: ColdStartFigures };

type AnalysisOutcome = Extract<CostOutcome, { readonly kind: 'analysis' }>;

/** So many bytes for each operation are kept at most. */
const KEPT = atMost(16);

/** Sizes of files. Beside a small one the engine's own needs are as large as what is kept of it. */
const FILES: ReadonlyMap<string, { readonly samples: number; readonly kept: Limit | null }> =
  new Map([
    ['analysis-1M', { samples: 1_000_000, kept: null }],
    ['analysis-10M', { samples: 10_000_000, kept: KEPT }],
  ]);

/** The campaign. */
export const cost = defineCampaign<CostOutcome>({
  name: 'cost',
  title: 'What firedrill itself costs',
  about:
    'Reading samples against gunzip, readline and JSON.parse of the same file; injecting a fault ' +
    'against a bare call to the same API; opening the embedded lab against its parts alone.',
  groups: [
    { name: 'analysis-1M', times: 3, sample: 1 },
    { name: 'analysis-10M', times: 1, sample: 0 },
    { name: 'injection', times: 5, sample: 3 },
    { name: 'cold-start', times: 5, sample: 3 },
  ],
  needs: ['toxiproxy'],
  measures: [
    'harness/{analysis,journal,lab,load,model,plan,system}/**/*.ts',
    'mocks/**/*.ts',
    'scenarios/**/*.ts',
    'test/bench/*.ts',
    'test/campaigns/cost.ts',
    'package-lock.json',
  ],
  sampledBy: null,
  run: runCase,
  figures: costFigures,
  remarks: () => [],
});

async function runCase(one: CampaignCase, context: CaseContext): Promise<CostOutcome> {
  const file = FILES.get(one.group);
  if (file !== undefined) {
    context.moving(`writing ${file.samples} samples`);
    const path = join(context.folder, `samples-${one.group}-${one.index + 1}.json.gz`);
    const written = await writeK6Output(path, file.samples);
    context.moving(`reading ${file.samples} samples both ways, in turns`);
    const figures = await compareAnalysis(path);
    rmSync(path);
    return { kind: 'analysis', group: one.group, written, figures };
  }
  const { toxiproxy } = await findTools();
  if (toxiproxy.state !== 'found') throw new Error('Toxiproxy is gone');
  const { path } = toxiproxy.tool;
  if (one.group === 'injection') {
    context.moving('injecting and healing');
    return { kind: 'injection', figures: await compareInjection(path) };
  }
  context.moving('starting parts and lab');
  return { kind: 'cold-start', figures: await compareColdStart(path) };
}

/** The figures of these cases. */
export function costFigures(outcomes: readonly CostOutcome[]): readonly Figure[] {
  const injections: LabFigures[] = [];
  const coldStarts: ColdStartFigures[] = [];
  const analyses = new Map<string, AnalysisOutcome[]>();
  for (const outcome of outcomes) {
    const { kind } = outcome;
    switch (kind) {
      case 'analysis':
        analyses.set(outcome.group, [...(analyses.get(outcome.group) ?? []), outcome]);
        break;
      case 'injection':
        injections.push(outcome.figures);
        break;
      case 'cold-start':
        coldStarts.push(outcome.figures);
        break;
      default:
        unreachable(kind);
    }
  }
  return [
    ...[...analyses].flatMap(([group, own]) => analysisFigures(group, own)),
    ...injectionFigures(injections),
    ...coldStartFigures(coldStarts),
  ];
}

function analysisFigures(group: string, outcomes: readonly AnalysisOutcome[]): readonly Figure[] {
  const all = outcomes.map(({ figures }) => figures);
  const ratios = all.map(({ ratio }) => ratio);
  const same = outcomes.filter(
    ({ figures, written }) => figures.sameHash && figures.attempts === written,
  );
  const kept = median(all.map(({ keptBytes, attempts }) => keptBytes / attempts));
  const peak = median(all.map(({ peakBytes }) => peakBytes / 2 ** 20));
  const counting = { value: same.length, of: all.length, unit: '' };
  return [
    counted(`${group}: every attempt, same hash as the plain road`, counting, ALL),
    ...ratioFigures(`${group}: faster than the plain road`, ratios, FASTER),
    milliseconds(
      `${group}: reading, median`,
      all.map(({ oursMs }) => oursMs),
    ),
    milliseconds(
      `${group}: plain road, median`,
      all.map(({ plainMs }) => plainMs),
    ),
    measured(
      `${group}: kept for each operation, median`,
      { value: kept, unit: 'bytes' },
      FILES.get(group)?.kept ?? null,
    ),
    measured(`${group}: most in use while reading, median`, { value: peak, unit: 'MiB' }, null),
  ];
}

function injectionFigures(all: readonly LabFigures[]): readonly Figure[] {
  if (all.length === 0) return [];
  const ratios = all.map(({ injectionP95Ms, bareCallP95Ms }) => injectionP95Ms / bareCallP95Ms);
  return [
    ...ratioFigures('injection, p95, against a bare call', ratios, INJECTION),
    milliseconds(
      'injection, p95, median',
      all.map(({ injectionP95Ms }) => injectionP95Ms),
    ),
    milliseconds(
      'bare call, p95, median',
      all.map(({ bareCallP95Ms }) => bareCallP95Ms),
    ),
  ];
}

function coldStartFigures(all: readonly ColdStartFigures[]): readonly Figure[] {
  if (all.length === 0) return [];
  const sideBySide = all.map(({ openMs, sideBySideMs }) => openMs / sideBySideMs);
  const oneByOne = all.map(({ openMs, oneByOneMs }) => openMs / oneByOneMs);
  return [
    ...ratioFigures('opening the lab, against its parts side by side', sideBySide, COLD_START),
    ...ratioFigures('opening the lab, against the sum of its parts', oneByOne, null),
    milliseconds(
      'opening the lab, median',
      all.map(({ openMs }) => openMs),
    ),
    milliseconds(
      'its parts side by side, median',
      all.map(({ sideBySideMs }) => sideBySideMs),
    ),
    milliseconds(
      'its parts one by one, median',
      all.map(({ oneByOneMs }) => oneByOneMs),
    ),
  ];
}

/** A ratio's median, which the limit holds for, and its worst case. */
function ratioFigures(
  what: string,
  ratios: readonly number[],
  limit: Limit | null,
): readonly Figure[] {
  const unit = 'times';
  const worst = limit?.kind === 'at-least' ? smallest(ratios) : largest(ratios);
  return [
    measured(`${what}, median`, { value: median(ratios), unit }, limit),
    measured(`${what}, worst`, { value: worst, unit }, null),
  ];
}

function milliseconds(what: string, values: readonly number[]): Figure {
  return measured(what, { value: median(values), unit: 'ms' }, null);
}
