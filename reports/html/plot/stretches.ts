// Decomposition of the time to recover: one stacked bar per service on a common axis, with the
// interval of the total and the RTO.

import { formatTime } from '../../../harness/wording/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { DrillReport } from '../../drill-report.ts';
import { recoveringServices, rtoMsOf } from '../../wording.ts';
import { html, type Markup, nothing } from '../markup.ts';
import { fitText, textWidth } from './labels.ts';
import { box, linearScale, niceStep, px, type Scale, ticks } from './scale.ts';

type Service = DrillReport['services'][number];

const WIDTH = 1040;
const LEFT = 150;
const RIGHT = WIDTH - 130;
const ROW = 38;
const BAR = 20;
const TOP = 8;
const AXIS_HEIGHT = 42;

/** Where a service's bar ends, in ms since its clock's start. */
function endMsOf({ stretches, recovery }: Service): number {
  const high = recovery.kind === 'recovered' ? recovery.timeToRecoverMs.high : 0;
  return Math.max(high, ...stretches.map(({ toMs }) => toMs));
}

function totalText({ recovery }: Service, catalogue: Catalogue): string {
  if (recovery.kind === 'recovered') return formatTime(recovery.timeToRecoverMs.best, catalogue);
  if (recovery.kind !== 'not-recovered') return '';
  return `> ${formatTime(recovery.observedMs, catalogue)}`;
}

interface Place {
  readonly x: Scale;
  readonly y: number;
}

function segments(service: Service, { x, y }: Place, catalogue: Catalogue): Markup {
  const shapes = service.stretches.map(({ stretch, fromMs, toMs, reached }) => {
    const length = formatTime(toMs - fromMs, catalogue);
    const title = catalogue.sentences.at(catalogue.stretches[stretch], length);
    const unfinished = reached ? '' : ' unfinished';
    const width = Math.max(x(toMs) - x(fromMs), 0.5);
    const place = box(x(fromMs), y, { width, height: BAR });
    const classes = `segment ${stretch}${unfinished}`;
    return html`<rect class="${classes}" ${place}><title>${title}</title></rect>\n`;
  });
  return html`${shapes}`;
}

function intervalMark({ recovery }: Service, x: Scale, y: number): Markup {
  if (recovery.kind !== 'recovered') return nothing;
  const low = px(x(recovery.timeToRecoverMs.low));
  const high = px(x(recovery.timeToRecoverMs.high));
  const middle = y + BAR / 2;
  const whiskers = `M${low} ${px(middle - 5)}v10M${high} ${px(middle - 5)}v10`;
  return html`<path class="interval" d="M${low} ${px(middle)}H${high}${whiskers}"/>\n`;
}

function row(
  report: DrillReport,
  service: Service,
  { place, catalogue }: { readonly place: Place; readonly catalogue: Catalogue },
): Markup {
  const { x, y } = place;
  const name = service.title[catalogue.language];
  const total = totalText(service, catalogue);
  const rtoMs = rtoMsOf(report, service.service);
  const inside = rtoMs !== null && x(rtoMs) <= RIGHT;
  const rto = inside
    ? html`<path class="rto-line" d="M${px(x(rtoMs))} ${px(y - 5)}v${BAR + 10}"/>`
    : null;
  const end = x(endMsOf(service)) + 8;
  const crossed = inside && x(rtoMs) > end - 6 && x(rtoMs) < end + textWidth(total);
  const at = crossed ? x(rtoMs) + 8 : end;
  const base = px(y + BAR / 2 + 4);
  const short = fitText(name, LEFT - 20);
  return html`<text class="strong" x="${LEFT - 12}" y="${base}" text-anchor="end">${short}</text>
${segments(service, { x, y }, catalogue)}${intervalMark(service, x, y)}${rto}
<text class="strong" x="${px(at)}" y="${base}">${total}</text>
`;
}

/** Decomposition of every recovering service as one SVG; null when none had to recover. */
export function stretchesSvg(report: DrillReport, catalogue: Catalogue): Markup | null {
  const services = recoveringServices(report);
  if (services.length === 0) return null;
  const rtos = services.map(({ service }) => rtoMsOf(report, service) ?? 0);
  const endMs = Math.max(1, ...services.map(endMsOf), ...rtos);
  const x = linearScale([0, endMs * 1.02], [LEFT, RIGHT]);
  const bottom = TOP + services.length * ROW;
  const seconds = endMs / 1_000;
  const step = niceStep(seconds, 8);
  const grid = ticks(0, seconds, step).map((second) => {
    const at = px(x(second * 1_000));
    return html`<path class="grid" d="M${at} ${TOP - 4}V${px(bottom)}"/>
<text x="${at}" y="${px(bottom + 16)}" text-anchor="middle">${second}</text>
`;
  });
  const bars = services.map((service, index) =>
    row(report, service, { place: { x, y: TOP + index * ROW + 6 }, catalogue }),
  );
  const { labels, sentences } = catalogue;
  return html`<svg viewBox="0 0 ${WIDTH} ${bottom + AXIS_HEIGHT}" role="img">
<title>${sentences.stretchesOf}</title>
${grid}${bars}
<text x="${RIGHT}" y="${bottom + 34}" text-anchor="end">${labels.axisRecovery}</text>
</svg>
`;
}
