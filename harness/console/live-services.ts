// The services of the live view: for each a moving line of good and bad answers, its rates and
// state, and below it when the monitor decided and when it was good again, counted from the fault.

import { formatDuration } from '../model/duration.ts';
import { type Block, type Canvas, fitParts, row, type Segment } from './canvas.ts';
import type { DrillView } from './drill-view.ts';
import type { Tone } from './paint.ts';
import { BUCKET_MS, BUCKETS, mainOutage, recentOf, type ServiceView } from './service-view.ts';
import { type Cell, sparkline } from './sparkline.ts';
import { fitText, textWidth } from './text-width.ts';
import { nameOf } from './wording.ts';

const STATE_TONES = {
  waiting: 'quiet',
  healthy: 'good',
  degraded: 'warning',
  down: 'bad',
  recovering: 'warning',
  recovered: 'good',
} as const satisfies Record<ServiceView['state'], Tone>;
const CELL_TONES = {
  good: 'good',
  'some-bad': 'bad',
  'mostly-bad': 'bad',
  nothing: 'quiet',
} as const satisfies Record<Cell['kind'], Tone>;

/** Stages in their order with their rank: the lower, the longer it stays as the terminal narrows. */
const STAGES = [
  { mark: 'detected', rank: 2 },
  { mark: 'declared', rank: 5 },
  { mark: 'promoted', rank: 3 },
  { mark: 'repointed', rank: 6 },
  { mark: 'opened', rank: 1 },
] as const;
const STABLE_RANK = 0;
const FAILBACK_RANK = 4;

const INDENT = '  ';
const RATE_COLUMNS = 8;
const LEAST_LINE_COLUMNS = 8;

interface Layout {
  readonly name: number;
  readonly line: number;
  readonly rates: boolean;
  readonly state: number;
}

/** Rows of the services, with a heading and a legend where there is room. */
export function serviceBlock(view: DrillView, canvas: Canvas): readonly Block[] {
  const layout = layoutOf(view, canvas);
  const rows = view.services.flatMap((service): readonly Block[] => [
    { weight: 'needed', text: serviceRow(service, layout, canvas) },
    ...stageRow(view, service, canvas),
  ]);
  return [
    { weight: 'useful', text: heading(layout, canvas) },
    ...rows,
    { weight: 'spare', text: legend(canvas) },
  ];
}

function layoutOf({ services }: DrillView, { columns, wording }: Canvas): Layout {
  const name = Math.min(16, Math.max(...services.map((it) => textWidth(it.service)), 1));
  const state = Math.max(...Object.values(wording.states).map((it) => textWidth(it)));
  const left = columns - name - state - 4;
  const rates = left - 2 * RATE_COLUMNS >= LEAST_LINE_COLUMNS;
  const line = Math.min(BUCKETS, left - (rates ? 2 * RATE_COLUMNS : 0));
  return { name, state, rates, line: line < LEAST_LINE_COLUMNS ? 0 : line };
}

function heading(layout: Layout, canvas: Canvas): string {
  const { live } = canvas.wording;
  const seconds = (layout.line * BUCKET_MS) / 1_000;
  const text = [
    fitText('', layout.name),
    fitText(layout.line === 0 ? '' : live.lastSeconds(Math.floor(seconds)), layout.line),
    rateColumns(layout, live.good, live.bad),
    fitText(live.state, layout.state),
  ].join('  ');
  return row(canvas, [{ text: text.trimEnd(), tone: 'quiet' }]);
}

function rateColumns({ rates }: Layout, good: string, bad: string): string {
  if (!rates) return '';
  return fitText(good, RATE_COLUMNS - 2, 'right') + fitText(bad, RATE_COLUMNS, 'right');
}

function serviceRow(service: ServiceView, layout: Layout, canvas: Canvas): string {
  const { readings, state, ratePerSecond } = service;
  const { good, bad, seconds } = recentOf(readings);
  const perSecond = (count: number): string =>
    seconds === 0 ? '–' : String(Math.round(count / seconds));
  const cells = sparkline(readings, { width: layout.line, ratePerSecond });
  const badTone = bad > 0 ? 'bad' : 'quiet';
  return row(canvas, [
    { text: fitText(service.service, layout.name), tone: 'strong' },
    { text: '  ', tone: 'plain' },
    ...cellSegments(cells),
    { text: '  ', tone: 'plain' },
    ...(layout.rates
      ? [
          { text: fitText(perSecond(good), RATE_COLUMNS - 2, 'right'), tone: 'plain' } as const,
          { text: fitText(perSecond(bad), RATE_COLUMNS, 'right'), tone: badTone } as const,
          { text: '  ', tone: 'plain' } as const,
        ]
      : []),
    { text: canvas.wording.states[state], tone: STATE_TONES[state] },
  ]);
}

/** Neighbours of one tone become one segment, so that colours do not swell the output. */
function cellSegments(cells: readonly Cell[]): readonly Segment[] {
  const segments: { text: string; tone: Tone }[] = [];
  for (const { glyph, kind } of cells) {
    const last = segments.at(-1);
    const tone = CELL_TONES[kind];
    if (last?.tone === tone) last.text += glyph;
    else segments.push({ text: glyph, tone });
  }
  return segments;
}

/** Stages of a service that a fault has touched; none before. */
function stageRow(view: DrillView, service: ServiceView, canvas: Canvas): readonly Block[] {
  const { live } = canvas.wording;
  const fault = view.faults.find(({ planned }) => planned.id === service.clockFault);
  const clockAt = fault?.calledAt ?? null;
  const stageParts = STAGES.flatMap(({ mark, rank }) => {
    const at = service.stages[mark];
    return at === undefined ? [] : [stamp(nameOf(canvas.wording, mark), at, { rank, clockAt })];
  });
  const failback = service.stages['failback-ended'];
  const failbackWord = nameOf(canvas.wording, 'failback-ended');
  const stableAt = mainOutage(service)?.recoveredAt ?? null;
  const touched = clockAt !== null && service.outages.length > 0;
  const parts = [
    ...stageParts,
    ...(stableAt === null
      ? []
      : [stamp(live.stable, stableAt, { rank: STABLE_RANK, clockAt, tone: 'good' })]),
    ...(failback === undefined
      ? []
      : [stamp(failbackWord, failback, { rank: FAILBACK_RANK, clockAt })]),
    ...failedStep(service, canvas),
  ];
  const nothing = { rank: 0, segments: [{ text: live.noStage, tone: 'quiet' } as const] };
  const shown = parts.length === 0 && touched ? [nothing] : parts;
  if (shown.length === 0) return [];
  const segments = fitParts(shown, canvas.columns - INDENT.length);
  const text = row(canvas, [{ text: INDENT, tone: 'plain' }, ...segments]);
  return [{ weight: 'useful', text: text.trimEnd() }];
}

function stamp(
  word: string,
  at: number,
  how: { readonly rank: number; readonly clockAt: number | null; readonly tone?: Tone },
): { readonly rank: number; readonly segments: readonly Segment[] } {
  const { rank, clockAt, tone = 'plain' } = how;
  const sinceFault = clockAt !== null && at >= clockAt;
  const when = sinceFault ? `+${formatDuration(at - clockAt)}` : `@${formatDuration(at)}`;
  return {
    rank,
    segments: [
      { text: `${word} `, tone: 'quiet' },
      { text: `${when}  `, tone },
    ],
  };
}

/** A step of the runbook that failed, while the service is not open again. */
function failedStep(service: ServiceView, canvas: Canvas) {
  const { failedStep: failed, stages } = service;
  if (failed === null || stages['opened'] !== undefined) return [];
  const { step, reason, attempts } = failed;
  const times = attempts > 1 ? ` ×${attempts}` : '';
  const text = `${canvas.wording.phaseOutcomes.failed}: ${step}${times} (${reason})`;
  return [{ rank: 7, segments: [{ text, tone: 'bad' } as const] }];
}

function legend(canvas: Canvas): string {
  const { good, some, most } = canvas.wording.live.legend;
  return row(canvas, [{ text: `▁▄█ ${good}  x ${some}  X ${most}`, tone: 'quiet' }]);
}
