// What stands over the series of a service's timeline: fault windows, failback, runbook stages,
// the stable point.

import type { Catalogue } from '../../catalogue/index.ts';
import { nameOf } from '../../catalogue/index.ts';
import type { DrillReport } from '../../drill-report.ts';
import { formatMoment } from '../../figures.ts';
import { faultText } from '../../wording.ts';
import { html, type Markup, nothing } from '../markup.ts';
import { fitText, type Label } from './labels.ts';
import { px, type Scale } from './scale.ts';

type Service = DrillReport['services'][number];
type Fault = DrillReport['faults'][number];

/** Where the panels of the timeline stand, in px. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Stages that get a label; the others are in the decomposition. */
const LABELLED = ['detected', 'declared', 'promoted', 'opened'];
/** Stages nearer than this share one label. */
const JOIN_PX = 14;

/** Drill times of the stages worth a marker. */
function stageMarks(service: Service) {
  return service.stages.filter(({ mark }) => LABELLED.includes(mark));
}

/** Time of the stable point on the report's axis; null when it was not reached. */
export function stableMs({ recovery, clockStartedMs }: Service): number | null {
  if (recovery.kind !== 'recovered' || clockStartedMs === null) return null;
  return clockStartedMs + recovery.timeToRecoverMs.best;
}

/** Labels of the markers; stages that are near each other share one. */
export function markerLabels(service: Service, x: Scale, catalogue: Catalogue): readonly Label[] {
  const groups: { x: number; names: string[]; from: number; to: number }[] = [];
  for (const { mark, atMs } of stageMarks(service)) {
    const name = nameOf(catalogue, mark);
    const last = groups.at(-1);
    if (last !== undefined && x(atMs) - x(last.to) < JOIN_PX) {
      last.names.push(name);
      last.to = atMs;
    } else groups.push({ x: x(atMs), names: [name], from: atMs, to: atMs });
  }
  const labels: Label[] = groups.map(({ x: at, names, from, to }) => {
    const start = formatMoment(from, catalogue);
    const end = formatMoment(to, catalogue);
    const time = start === end ? start : catalogue.sentences.range(start, end);
    return { x: at, text: catalogue.sentences.at(names.join(' · '), time), kind: 'stage' };
  });
  const stable = stableMs(service);
  if (stable !== null) {
    const text = catalogue.sentences.at(catalogue.labels.stable, formatMoment(stable, catalogue));
    labels.push({ x: x(stable), text, kind: 'stable' });
  }
  if (service.failback !== null) {
    const { startedMs } = service.failback;
    const { labels: words, sentences } = catalogue;
    const text = sentences.at(words.failback, formatMoment(startedMs, catalogue));
    labels.push({ x: x(startedMs), text, kind: 'failback' });
  }
  return labels;
}

/** Lines of the runbook's stages and of the stable point. */
export function markerLines(service: Service, x: Scale, { top, bottom }: Frame): Markup {
  const stages = stageMarks(service).map(({ atMs }) => `M${px(x(atMs))} ${px(top)}V${px(bottom)}`);
  const stable = stableMs(service);
  const stableLine =
    stable === null
      ? nothing
      : html`<path class="stable-line" d="M${px(x(stable))} ${px(top)}V${px(bottom)}"/><path
 class="fill-stable" d="M${px(x(stable))} ${px(top - 6)}l5 6-5 6-5-6z"/>
`;
  return html`<path class="marker" d="${stages.join('')}"/>
${stableLine}`;
}

/** The window of a planned failback. */
export function failbackWindow({ failback }: Service, x: Scale, frame: Frame): Markup {
  if (failback === null) return nothing;
  const from = x(failback.startedMs);
  const to = Math.max(x(failback.endedMs ?? failback.startedMs), from + 2);
  return html`<rect class="failback-window" x="${px(from)}" y="${px(frame.top)}" width="${px(to - from)}" height="${px(frame.bottom - frame.top)}"/>
`;
}

interface Window {
  readonly fault: Fault;
  readonly from: number;
  readonly to: number;
}

/** From injected to healed; a fault that was never injected is shown where it was planned. */
function windowOf(fault: Fault, x: Scale, { left, right }: Frame): Window {
  const injected = fault.injectedMs !== null;
  const fromMs = fault.injectedMs ?? fault.plannedInjectMs;
  const toMs = injected ? fault.healedMs : fault.plannedHealMs;
  const from = Math.min(Math.max(x(fromMs), left), right);
  const to = toMs === null ? right : Math.min(Math.max(x(toMs), left), right);
  return { fault, from, to: Math.max(to, from + 1) };
}

/** Shaded windows of the faults that reach a service, each with its name. */
export function faultWindows(
  faults: readonly Fault[],
  x: Scale,
  frame: Frame,
  catalogue: Catalogue,
): Markup {
  const height = px(frame.bottom - frame.top);
  const windows = faults.map((fault) => windowOf(fault, x, frame));
  const shapes = windows.map(({ fault, from, to }, index) => {
    const text = faultText(fault, catalogue);
    const place = `x="${px(from)}" y="${px(frame.top)}" width="${px(to - from)}" height="${height}"`;
    const attributes: Markup = { markup: place };
    const label = fitText(text, frame.right - from - 8);
    const name = html`<text class="halo strong" x="${px(from + 5)}" y="${px(frame.top + 14 + index * 15)}"><title>${text}</title>${label}</text>
`;
    if (fault.injectedMs === null) return html`<rect class="never" ${attributes}/>${name}`;
    return html`<rect class="fault-window" ${attributes}/><rect fill="url(#hatch)" ${attributes}/><path
 class="fault-edge" d="M${px(from)} ${px(frame.top)}v${height}M${px(to)} ${px(frame.top)}v${height}"/>
${name}`;
  });
  return html`${shapes}`;
}
