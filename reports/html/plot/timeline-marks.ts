// What stands over the series of a service's timeline: fault windows, failback, runbook stages,
// the stable point.

import { formatMoment, nameOf } from '../../../harness/wording/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { DrillReport } from '../../drill-report.ts';
import { faultText } from '../../wording.ts';
import { html, type Markup, nothing } from '../markup.ts';
import { fitText, type Label } from './labels.ts';
import { box, px, type Scale } from './scale.ts';

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
const STRIP_PX = 5;
const LONGEST_LABEL_PX = 420;

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
      : html`<path class="stable-line" d="M${px(x(stable))} ${px(top)}V${px(bottom)}"/>
<path class="fill-stable" d="M${px(x(stable))} ${px(top - 6)}l5 6-5 6-5-6z"/>
`;
  return html`<path class="marker" d="${stages.join('')}"/>\n${stableLine}`;
}

/** The window of a planned failback. */
export function failbackWindow({ failback }: Service, x: Scale, frame: Frame): Markup {
  if (failback === null) return nothing;
  const from = x(failback.startedMs);
  const to = Math.max(x(failback.endedMs ?? failback.startedMs), from + 2);
  const place = box(from, frame.top, { width: to - from, height: frame.bottom - frame.top });
  return html`<rect class="failback-window" ${place}/>\n`;
}

/** Where a fault stands on the time axis, in px. */
export interface FaultWindow {
  readonly fault: Fault;
  readonly from: number;
  readonly to: number;
}

/** From injected to healed; a fault that was never injected stands where it was planned. */
export function faultWindow(
  fault: Fault,
  x: Scale,
  { left, right }: Pick<Frame, 'left' | 'right'>,
): FaultWindow {
  const injected = fault.injectedMs !== null;
  const toMs = injected ? fault.healedMs : fault.plannedHealMs;
  const held = (position: number): number => Math.min(Math.max(position, left), right);
  const from = held(x(fault.injectedMs ?? fault.plannedInjectMs));
  return { fault, from, to: Math.max(toMs === null ? right : held(x(toMs)), from + 1) };
}

/** The name of each fault, at its start. */
export function faultLabels(
  windows: readonly FaultWindow[],
  catalogue: Catalogue,
): readonly Label[] {
  return windows.map(({ fault, from }) => ({
    x: from,
    text: fitText(faultText(fault, catalogue), LONGEST_LABEL_PX),
    kind: 'fault',
  }));
}

/** Shading under the series, from injected to healed; only an outline for what never was. */
export function faultShading(windows: readonly FaultWindow[], frame: Frame): Markup {
  const height = frame.bottom - frame.top;
  const shapes = windows.map(({ fault, from, to }) => {
    const place = box(from, frame.top, { width: to - from, height });
    if (fault.injectedMs === null) return html`<rect class="never" ${place}/>\n`;
    return html`<rect class="fault-window" ${place}/><rect fill="url(#hatch)" ${place}/>\n`;
  });
  return html`${shapes}`;
}

/** A strip above the plot and an edge on both sides, over the series. */
export function faultEdges(
  windows: readonly FaultWindow[],
  frame: Frame,
  catalogue: Catalogue,
): Markup {
  const injected = windows.filter(({ fault }) => fault.injectedMs !== null);
  const shapes = injected.map(({ fault, from, to }) => {
    const strip = box(from, frame.top - STRIP_PX - 1, { width: to - from, height: STRIP_PX });
    const title = faultText(fault, catalogue);
    const upright = `${px(frame.top)}V${px(frame.bottom)}`;
    const line = `M${px(from)} ${upright}M${px(to)} ${upright}`;
    return html`<rect class="fault-strip" ${strip}><title>${title}</title></rect>
<path class="fault-edge" d="${line}"/>
`;
  });
  return html`${shapes}`;
}
