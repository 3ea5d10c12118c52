// The timeline of one service: good rate above the line and bad rate below it, latency under them,
// over the windows of the faults. Drawn from the series, which serves the eye only.

import type { Catalogue } from '../../catalogue/index.ts';
import type { DrillReport } from '../../drill-report.ts';
import { formatTime } from '../../figures.ts';
import { timeAxisText } from '../../wording.ts';
import { html, type Markup } from '../markup.ts';
import { type PlacedLabel, placeLabels } from './labels.ts';
import { linearScale, logScale, niceStep, px, type Scale, ticks } from './scale.ts';
import { barsPath, linePath, perSecond } from './series-paths.ts';
import {
  failbackWindow,
  faultWindows,
  type Frame,
  markerLabels,
  markerLines,
} from './timeline-marks.ts';

type Service = DrillReport['services'][number];

const WIDTH = 1040;
const LEFT = 58;
const RIGHT = WIDTH - 14;
const ROW = 16;
const RATE_HEIGHT = 132;
const GAP = 26;
const LATENCY_HEIGHT = 78;
const AXIS_HEIGHT = 40;
const LEAST_LATENCY_MS = 1;

/** The stretch of time that all timelines of a report show, in ms. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the first bucket of any service to the last; null without samples. */
export function timeRangeOf(report: DrillReport): TimeRange | null {
  const buckets = report.services.flatMap(({ series, bucketMs }) =>
    series.map(({ atMs }) => [atMs, atMs + (bucketMs ?? 0)] as const),
  );
  if (buckets.length === 0) return null;
  const least = (left: number, right: number): number => Math.min(left, right);
  const most = (left: number, right: number): number => Math.max(left, right);
  const fromMs = buckets.map(([from]) => from).reduce(least);
  const toMs = buckets.map(([, to]) => to).reduce(most);
  return toMs > fromMs ? { fromMs, toMs } : null;
}

function axisLabel(x: number, y: number, text: string): Markup {
  return html`<text x="${px(x)}" y="${px(y)}">${text}</text>
`;
}

function gridLine(y: number, text: string, kind: 'grid' | 'zero-line'): Markup {
  return html`<path class="${kind}" d="M${LEFT} ${px(y)}H${RIGHT}"/><text x="${LEFT - 7}" y="${px(y + 4)}" text-anchor="end">${text}</text>
`;
}

interface Panel {
  readonly service: Service;
  readonly bucketMs: number;
  readonly x: Scale;
  readonly top: number;
}

function ratePanel({ service, bucketMs, x, top }: Panel, catalogue: Catalogue): Markup {
  const good = service.series.map((bucket) => perSecond(bucket.good, bucketMs));
  const bad = service.series.map((bucket) => perSecond(bucket.bad, bucketMs));
  const most = Math.max(service.ratePerSecond, ...good, 1) * 1.06;
  const worst = Math.max(0, ...bad) * 1.06;
  const y = linearScale([most, -worst], [top, top + RATE_HEIGHT]);
  const step = Math.max(niceStep(most + worst, 5), 1);
  const lines = ticks(-worst, most, step).map((value) =>
    gridLine(y(value), String(Math.abs(value)), value === 0 ? 'zero-line' : 'grid'),
  );
  const scales = { x, y, bucketMs };
  return html`${axisLabel(4, top - 8, catalogue.labels.axisRate)}${lines}<path class="fill-good" d="${barsPath(service.series, scales, (bucket) => perSecond(bucket.good, bucketMs))}"/>
<path class="fill-bad" d="${barsPath(service.series, scales, (bucket) => -perSecond(bucket.bad, bucketMs))}"/>
`;
}

function latencyPanel({ service, bucketMs, x, top }: Panel, catalogue: Catalogue): Markup {
  const { series, goodWithinMs } = service;
  const values = series.flatMap(({ p99Ms }) => (p99Ms === null ? [] : [p99Ms]));
  const most = Math.max(goodWithinMs ?? 0, ...values, 10) * 1.15;
  const y = logScale([LEAST_LATENCY_MS, most], [top + LATENCY_HEIGHT, top]);
  const decades = ticks(0, Math.log10(most), 1).map((power) => 10 ** power);
  const lines = decades.map((value) => gridLine(y(value), String(value), 'grid'));
  const limit =
    goodWithinMs === null
      ? null
      : html`<path class="limit" d="M${LEFT} ${px(y(goodWithinMs))}H${RIGHT}"><title>${catalogue.sentences.goodWithin(formatTime(goodWithinMs, catalogue))}</title></path>
`;
  const scales = { x, y, bucketMs };
  return html`${axisLabel(4, top - 8, catalogue.labels.axisLatency)}${lines}${limit}<path class="line-p99" d="${linePath(series, scales, ({ p99Ms }) => p99Ms)}"/>
<path class="line-p50" d="${linePath(series, scales, ({ p50Ms }) => p50Ms)}"/>
`;
}

function timeAxis(range: TimeRange, x: Scale, y: number, title: string): Markup {
  const step = Math.max(niceStep((range.toMs - range.fromMs) / 1_000, 10), 0.1);
  const marks = ticks(range.fromMs / 1_000, range.toMs / 1_000, step).map(
    (second) =>
      html`<path class="zero-line" d="M${px(x(second * 1_000))} ${px(y)}v5"/><text x="${px(x(second * 1_000))}" y="${px(y + 18)}" text-anchor="middle">${String(second).replace('-', '−')}</text>
`,
  );
  return html`<path class="zero-line" d="M${LEFT} ${px(y)}H${RIGHT}"/>${marks}<text x="${RIGHT}" y="${px(y + 35)}" text-anchor="end">${title}</text>
`;
}

function markerText({ x, text, kind, row, anchor }: PlacedLabel, lowest: number): Markup {
  const y = lowest - row * ROW;
  const shift = anchor === 'start' ? 8 : -8;
  const classes = kind === 'stable' ? 'halo stable-text' : 'halo strong';
  const leader =
    row === 0 ? null : html`<path class="grid" d="M${px(x)} ${px(y + 2)}V${px(lowest + 6)}"/>`;
  return html`${leader}<text class="${classes}" x="${px(x + shift)}" y="${px(y)}" text-anchor="${anchor}">${text}</text>
`;
}

/** The timeline of a service as one SVG; null without samples. */
export function timelineSvg(
  report: DrillReport,
  service: Service,
  catalogue: Catalogue,
): Markup | null {
  const range = timeRangeOf(report);
  const { bucketMs } = service;
  if (range === null || bucketMs === null) return null;
  const x = linearScale([range.fromMs, range.toMs], [LEFT, RIGHT]);
  const labels = placeLabels(markerLabels(service, x, catalogue), RIGHT);
  const rows = Math.max(1, ...labels.map(({ row }) => row + 1));
  const rateTop = rows * ROW + 20;
  const latencyTop = rateTop + RATE_HEIGHT + GAP;
  const bottom = latencyTop + LATENCY_HEIGHT;
  const height = bottom + AXIS_HEIGHT;
  const frame: Frame = { left: LEFT, right: RIGHT, top: rateTop, bottom };
  const faults = report.faults.filter(({ services }) => services.includes(service.service));
  const title = catalogue.sentences.timelineOf(service.title[catalogue.language]);
  const panel = { service, bucketMs, x };
  return html`<svg viewBox="0 0 ${WIDTH} ${px(height)}" role="img"><title>${title}</title>
${ratePanel({ ...panel, top: rateTop }, catalogue)}${latencyPanel({ ...panel, top: latencyTop }, catalogue)}${failbackWindow(service, x, frame)}${faultWindows(faults, x, frame, catalogue)}${markerLines(service, x, frame)}${labels.map((label) => markerText(label, rateTop - 10))}${timeAxis(range, x, bottom, timeAxisText(report, catalogue))}</svg>
`;
}
