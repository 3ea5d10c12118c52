// The services of the live view: for each a moving line of good and bad answers, its rates and
// state. The stages of recovery below it are live-stages'.

import { type Block, type Canvas, row, type Segment } from './canvas.ts';
import type { DrillView } from './drill-view.ts';
import { stageRow } from './live-stages.ts';
import type { Tone } from './paint.ts';
import { BUCKET_MS, BUCKETS, recentOf, type ServiceView } from './service-view.ts';
import { type Cell, sparkline } from './sparkline.ts';
import { fitText, textWidth } from './text-width.ts';

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

const RATE_COLUMNS = 6;
const GAP = '  ';
const LEAST_LINE_COLUMNS = 8;

/** Widths of the columns; 0 for one that does not fit. */
interface Layout {
  readonly name: number;
  readonly line: number;
  readonly good: number;
  readonly bad: number;
  readonly state: number;
}

/** Rows of the services, with a heading and a legend where there is room. */
export function serviceBlock(view: DrillView, canvas: Canvas): readonly Block[] {
  const layout = layoutOf(view, canvas);
  const rows = view.services.flatMap((service): readonly Block[] => [
    { weight: 'needed', text: serviceRow(view, service, { layout, canvas }) },
    ...stageRow(view, service, canvas),
  ]);
  return [
    { weight: 'useful', text: heading(layout, canvas) },
    ...rows,
    { weight: 'spare', text: legend(canvas) },
  ];
}

function layoutOf({ services }: DrillView, { columns, wording }: Canvas): Layout {
  const { live, states } = wording;
  const name = Math.min(16, Math.max(...services.map((it) => textWidth(it.service)), 1));
  const state = Math.max(...Object.values(states).map((it) => textWidth(it)));
  const good = Math.max(RATE_COLUMNS, textWidth(live.good));
  const bad = Math.max(RATE_COLUMNS, textWidth(live.bad));
  const left = columns - name - state - 2 * GAP.length;
  const besideRates = left - good - bad - 2 * GAP.length;
  if (besideRates >= LEAST_LINE_COLUMNS) {
    return { name, line: Math.min(BUCKETS, besideRates), good, bad, state };
  }
  return { name, line: left < LEAST_LINE_COLUMNS ? 0 : left, good: 0, bad: 0, state };
}

function heading(layout: Layout, canvas: Canvas): string {
  const { live } = canvas.wording;
  const seconds = Math.floor((layout.line * BUCKET_MS) / 1_000);
  const cells = [
    { text: '', width: layout.name },
    { text: live.lastSeconds(seconds), width: layout.line },
    { text: live.good, width: layout.good, align: 'right' as const },
    { text: live.bad, width: layout.bad, align: 'right' as const },
    { text: live.state, width: layout.state },
  ].filter(({ width }, index) => width > 0 || index === 0);
  const text = cells.map((it) => fitText(it.text, it.width, it.align)).join(GAP);
  return row(canvas, [{ text: text.trimEnd(), tone: 'quiet' }]);
}

function serviceRow(
  { load }: DrillView,
  service: ServiceView,
  { layout, canvas }: { readonly layout: Layout; readonly canvas: Canvas },
): string {
  const { readings, state, ratePerSecond } = service;
  const { good, bad, seconds } = recentOf(readings);
  const known = seconds > 0 && load === 'flowing';
  const rate = (count: number, width: number): string =>
    fitText(known ? String(Math.round(count / seconds)) : '–', width, 'right');
  const gap: Segment = { text: GAP, tone: 'plain' };
  const line = cellSegments(sparkline(readings, { width: layout.line, ratePerSecond }));
  const rates: readonly Segment[] = [
    { text: rate(good, layout.good), tone: 'plain' },
    gap,
    { text: rate(bad, layout.bad), tone: known && bad > 0 ? 'bad' : 'quiet' },
    gap,
  ];
  return row(canvas, [
    { text: fitText(service.service, layout.name), tone: 'strong' },
    gap,
    ...(layout.line > 0 ? [...line, gap] : []),
    ...(layout.good > 0 ? rates : []),
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

function legend(canvas: Canvas): string {
  const { good, some, most, none } = canvas.wording.live.legend;
  return row(canvas, [{ text: `▁▄█ ${good}  x ${some}  X ${most}  · ${none}`, tone: 'quiet' }]);
}
