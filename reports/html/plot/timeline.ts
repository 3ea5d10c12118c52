// The timeline of one service: good rate above the line and bad rate below it, latency under them,
// over the windows of the faults. Drawn from the series, which serves the eye only.

import { formatCount, formatStatedTime } from '../../../harness/wording/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { DrillReport } from '../../drill-report.ts';
import { timeAxisText } from '../../wording.ts';
import { html, type Markup } from '../markup.ts';
import { type PlacedLabel, placeLabels } from './labels.ts';
import { linearScale, logScale, niceStep, px, type Scale, ticks } from './scale.ts';
import { barsPath, linePath, perSecond } from './series-paths.ts';
import {
  failbackWindow,
  faultEdges,
  faultLabels,
  faultShading,
  faultWindow,
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
const GAP = 36;
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

function axisLabel(y: number, text: string): Markup {
  return html`<text x="4" y="${px(y)}">${text}</text>\n`;
}

function gridLine(y: number, text: string, kind: 'grid' | 'zero-line'): Markup {
  return html`<path class="${kind}" d="M${LEFT} ${px(y)}H${RIGHT}"/>
<text x="${LEFT - 7}" y="${px(y + 4)}" text-anchor="end">${text}</text>
`;
}

interface Panel {
  readonly service: Service;
  readonly bucketMs: number;
  readonly x: Scale;
  readonly top: number;
}

function ratePanel({ service, bucketMs, x, top }: Panel): Markup {
  const { series } = service;
  const good = series.map((bucket) => perSecond(bucket.good, bucketMs));
  const bad = series.map((bucket) => perSecond(bucket.bad, bucketMs));
  const most = Math.max(service.ratePerSecond, ...good, 1) * 1.06;
  const worst = Math.max(0, ...bad) * 1.06;
  const y = linearScale([most, -worst], [top, top + RATE_HEIGHT]);
  const step = Math.max(niceStep(most + worst, 4), 1);
  const lines = ticks(-worst, most, step).map((value) =>
    gridLine(y(value), String(Math.abs(value)), value === 0 ? 'zero-line' : 'grid'),
  );
  const scales = { x, y, bucketMs };
  const goodBars = barsPath(series, scales, (bucket) => perSecond(bucket.good, bucketMs));
  const badBars = barsPath(series, scales, (bucket) => -perSecond(bucket.bad, bucketMs));
  return html`${lines}<path class="fill-good" d="${goodBars}"/>
<path class="fill-bad" d="${badBars}"/>
`;
}

function goodWithinLine(goodWithinMs: number, y: number, catalogue: Catalogue): Markup {
  const title = catalogue.sentences.goodWithin(formatStatedTime(goodWithinMs, catalogue));
  return html`<path class="limit" d="M${LEFT} ${px(y)}H${RIGHT}"><title>${title}</title></path>\n`;
}

function latencyPanel({ service, bucketMs, x, top }: Panel, catalogue: Catalogue): Markup {
  const { series, goodWithinMs } = service;
  const values = series.flatMap(({ p99Ms }) => (p99Ms === null ? [] : [p99Ms]));
  const most = Math.max(goodWithinMs ?? 0, ...values, 10) * 1.15;
  const y = logScale([LEAST_LATENCY_MS, most], [top + LATENCY_HEIGHT, top]);
  const lines = ticks(0, Math.log10(most), 1)
    .map((power) => 10 ** power)
    .map((value) => gridLine(y(value), formatCount(value), 'grid'));
  const limit =
    goodWithinMs === null ? null : goodWithinLine(goodWithinMs, y(goodWithinMs), catalogue);
  const scales = { x, y, bucketMs };
  const p50 = linePath(series, scales, ({ p50Ms }) => p50Ms);
  const p99 = linePath(series, scales, ({ p99Ms }) => p99Ms);
  return html`${lines}${limit}<path class="line-p99" d="${p99}"/>
<path class="line-p50" d="${p50}"/>
`;
}

function timeAxis(
  range: TimeRange,
  x: Scale,
  axis: { readonly y: number; readonly title: string },
) {
  const { y, title } = axis;
  const step = Math.max(niceStep((range.toMs - range.fromMs) / 1_000, 10), 0.1);
  const marks = ticks(range.fromMs / 1_000, range.toMs / 1_000, step).map((second) => {
    const at = px(x(second * 1_000));
    const figure = String(second).replace('-', '−');
    return html`<path class="zero-line" d="M${at} ${px(y)}v5"/>
<text x="${at}" y="${px(y + 18)}" text-anchor="middle">${figure}</text>
`;
  });
  return html`<path class="zero-line" d="M${LEFT} ${px(y)}H${RIGHT}"/>
${marks}<text x="${RIGHT}" y="${px(y + 35)}" text-anchor="end">${title}</text>
`;
}

function labelTexts(labels: readonly PlacedLabel[], lowest: number): Markup {
  const leaders = labels
    .filter(({ row }) => row > 0)
    .map(({ x, row }) => `M${px(x)} ${px(lowest - row * ROW + 2)}V${px(lowest + 6)}`);
  const texts = labels.map(({ x, text, kind, row, anchor }) => {
    const at = px(x + (anchor === 'start' ? 6 : -6));
    const place = html`x="${at}" y="${px(lowest - row * ROW)}" text-anchor="${anchor}"`;
    return html`<text class="halo label-${kind}" ${place}>${text}</text>\n`;
  });
  // Leaders first: the halo of a text keeps them from crossing it.
  return html`<path class="grid" d="${leaders.join('')}"/>\n${texts}`;
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
  const { labels: words, sentences, language } = catalogue;
  const x = linearScale([range.fromMs, range.toMs], [LEFT, RIGHT]);
  const faults = report.faults.filter(({ services }) => services.includes(service.service));
  const side = { left: LEFT, right: RIGHT };
  const windows = faults.map((fault) => faultWindow(fault, x, side));
  const own = [...faultLabels(windows, catalogue), ...markerLabels(service, x, catalogue)];
  const labels = placeLabels(own, RIGHT);
  const rows = Math.max(1, ...labels.map(({ row }) => row + 1));
  const top = rows * ROW + 18;
  const latencyTop = top + RATE_HEIGHT + GAP;
  const bottom = latencyTop + LATENCY_HEIGHT;
  const frame: Frame = { ...side, top, bottom };
  const panel = { service, bucketMs, x };
  const axis = { y: bottom, title: timeAxisText(report, catalogue) };
  return html`<svg viewBox="0 0 ${WIDTH} ${px(bottom + AXIS_HEIGHT)}" role="img">
<title>${sentences.timelineOf(service.title[language])}</title>
${faultShading(windows, frame)}${failbackWindow(service, x, frame)}
${axisLabel(top - 12, words.axisRate)}${ratePanel({ ...panel, top })}
${axisLabel(latencyTop - 9, words.axisLatency)}
${latencyPanel({ ...panel, top: latencyTop }, catalogue)}
${faultEdges(windows, frame, catalogue)}${markerLines(service, x, frame)}
${labelTexts(labels, top - 13)}${timeAxis(range, x, axis)}</svg>
`;
}
