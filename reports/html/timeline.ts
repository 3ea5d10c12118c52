// The sections on time: faults, the timeline of each service, and the decomposition of recovery.

import {
  formatBounds,
  formatCount,
  formatMomentOrNone,
  formatShare,
  formatTime,
  formatTimeOrNone,
  nameOf,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { STRETCH_NAMES } from '../schema/service.ts';
import { recoveringServices, recoveryText, stretchTexts } from '../wording.ts';
import { type Content, html, type Markup, nothing } from './markup.ts';
import { stretchesSvg } from './plot/stretches.ts';
import { timelineSvg } from './plot/timeline.ts';
import { definitions, note, table } from './table.ts';

type Service = DrillReport['services'][number];
type Fault = DrillReport['faults'][number];

function faultRow(fault: Fault, catalogue: Catalogue): readonly Content[] {
  const { confirmations, sentences, language, figures } = catalogue;
  const bracket =
    fault.bracketMs === null
      ? nothing
      : html`<small>${sentences.bracket(formatTime(fault.bracketMs, catalogue))}</small>`;
  const cause =
    fault.healCause === null ? nothing : html`<small>${nameOf(catalogue, fault.healCause)}</small>`;
  return [
    html`${fault.id}<small>${nameOf(catalogue, fault.kind)}</small>`,
    fault.targets.join(', '),
    nameOf(catalogue, fault.signature),
    html`${formatMomentOrNone(fault.injectedMs, catalogue)}${bracket}`,
    html`${formatMomentOrNone(fault.healedMs, catalogue)}${cause}`,
    confirmations[fault.confirmation],
    fault.limitation?.[language] ?? figures.none,
  ];
}

/** Every fault: where, when, and whether traffic confirmed it. */
export function faultsBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes } = catalogue;
  if (report.faults.length === 0) return note(notes.noFaults);
  const headings = [
    labels.fault,
    labels.targets,
    labels.signature,
    labels.injected,
    labels.healed,
    labels.confirmation,
    labels.limitation,
  ];
  return table(
    headings.map((heading) => ({ heading })),
    report.faults.map((fault) => faultRow(fault, catalogue)),
  );
}

/** What the shapes of the timelines mean. */
function legend({ labels }: Catalogue): Markup {
  const bar = (kind: string): Markup => html`<rect class="${kind}" width="22" height="12"/>`;
  const line = (kind: string): Markup => html`<path class="${kind}" d="M0 6H22"/>`;
  const entries: readonly (readonly [Markup, string])[] = [
    [bar('fill-good'), labels.good],
    [bar('fill-bad'), labels.bad],
    [line('line-p50'), labels.p50],
    [line('line-p99'), labels.p99],
    [
      html`${bar('fault-window')}<rect fill="url(#hatch)" width="22" height="12"/>`,
      labels.faultWindow,
    ],
    [html`<path class="marker" d="M11 0V12"/>`, labels.runbookStage],
    [html`<path class="fill-stable" d="M11 0l5 6-5 6-5-6z"/>`, labels.stable],
    [bar('failback-window'), labels.failback],
  ];
  return legendList(entries);
}

function legendList(entries: readonly (readonly [Markup, string])[]): Markup {
  const items = entries.map(
    ([shape, text]) =>
      html`<li><svg viewBox="0 0 22 12" aria-hidden="true">${shape}</svg>${text}</li>
`,
  );
  return html`<ul class="legend">
${items}</ul>
`;
}

function serviceFacts(service: Service, catalogue: Catalogue): Markup {
  const { labels, figures } = catalogue;
  const { availability, baselineLatencyMs, recovery } = service;
  const corrected = formatShare(availability.corrected, catalogue);
  const raw = formatShare(availability.raw, catalogue);
  const share = corrected === raw ? raw : `${corrected} – ${raw}`;
  const baseline =
    baselineLatencyMs === null
      ? figures.none
      : [baselineLatencyMs.p50, baselineLatencyMs.p95, baselineLatencyMs.p99]
          .map((value) => formatTime(value, catalogue))
          .join(' / ');
  const flaps = recovery.kind === 'recovered' ? formatCount(recovery.flaps) : figures.none;
  const effect =
    service.firstEffectMs === null ? figures.none : formatBounds(service.firstEffectMs, catalogue);
  return definitions([
    [labels.recovery, html`<b>${recoveryText(recovery, catalogue)}</b>`],
    [labels.firstEffect, effect],
    [labels.firstSuccess, formatTimeOrNone(service.firstSuccessMs, catalogue)],
    [labels.tail, formatTimeOrNone(service.tailMs, catalogue)],
    [labels.flaps, flaps],
    [labels.availabilityRange, service.events === 0 ? figures.none : share],
    [labels.lostRequestSeconds, formatCount(service.lostRequestSeconds)],
    [labels.baseline, baseline],
    [labels.rate, figures.perSecond(formatCount(service.ratePerSecond))],
    [labels.stabilityWindow, formatTime(service.stabilityWindowMs, catalogue)],
  ]);
}

/** The pattern of the fault windows; every timeline refers to it. */
const HATCH = html`<svg class="definitions" width="0" height="0" aria-hidden="true"><defs>
<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><path class="fault-hatch" d="M0 0V7"/></pattern></defs></svg>
`;

/** The timeline of each service with its figures. */
export function timelineBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { notes, language } = catalogue;
  if (report.services.length === 0) return note(notes.noServices);
  const parts = report.services.map((service) => {
    const plot = timelineSvg(report, service, catalogue);
    const shown = plot === null ? note(notes.noSamples) : html`<figure>${plot}</figure>\n`;
    return html`<h3>${service.title[language]}</h3>
${shown}${serviceFacts(service, catalogue)}`;
  });
  return html`${HATCH}${note(notes.timeline)}${legend(catalogue)}${parts}`;
}

/** Where the time to recover went, as bars and as figures. */
export function stretchesBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes, stretches, language } = catalogue;
  const plot = stretchesSvg(report, catalogue);
  if (plot === null) return note(notes.noRecovery);
  const heads = STRETCH_NAMES.map((name) => ({
    heading: html`<span class="swatch ${name}"></span>${stretches[name]}`,
    align: 'figure' as const,
  }));
  const rows = recoveringServices(report).map((service) => [
    service.title[language],
    ...stretchTexts(service, catalogue),
    html`<b>${recoveryTotal(service, catalogue)}</b>`,
  ]);
  const columns = [
    { heading: labels.service },
    ...heads,
    { heading: labels.total, align: 'figure' as const },
  ];
  const marks = legendList([
    [html`<path class="rto-line" d="M11 0V12"/>`, labels.rto],
    [html`<path class="interval" d="M3 6H19M3 2v8M19 2v8"/>`, labels.interval],
  ]);
  return html`${note(notes.stretches)}<figure>${plot}</figure>
${marks}${table(columns, rows)}`;
}

function recoveryTotal({ recovery }: Service, catalogue: Catalogue): string {
  if (recovery.kind === 'recovered') return formatBounds(recovery.timeToRecoverMs, catalogue);
  if (recovery.kind !== 'not-recovered') return catalogue.figures.none;
  return `> ${formatTime(recovery.observedMs, catalogue)}`;
}
