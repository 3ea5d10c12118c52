// The sections on trust: quality of the measuring, evidence and versions, exit status.

import {
  formatCount,
  formatMoment,
  formatTime,
  formatTimeOrNone,
  interruptionText,
  journalDamageText,
  leftoverText,
  nameOf,
  problemText,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { serviceTitle } from '../wording.ts';
import { type Content, html, type Markup, nothing } from './markup.ts';
import { definitions, note, table } from './table.ts';

const figure = 'figure' as const;

function problemTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes } = catalogue;
  const { problems } = report.instrument;
  if (problems.length === 0) {
    return note(report.instrument.attempts === 0 ? notes.noSamples : notes.noProblems);
  }
  const rows = problems.map((problem) => [
    catalogue.names[problem.code],
    problem.services === null
      ? labels.everyService
      : problem.services.map((id) => serviceTitle(report, id, catalogue)).join(', '),
    problemText(problem, catalogue),
  ]);
  return table(
    [labels.problem, labels.concerns, labels.detail].map((heading) => ({ heading })),
    rows,
  );
}

/** Entries for what went wrong with ending the drill; none when nothing did. */
function endingFacts(report: DrillReport, catalogue: Catalogue): readonly [Content, Content][] {
  const { labels } = catalogue;
  const { interruption } = report;
  const left = report.leftovers.map((it) => leftoverText(it, catalogue));
  const remains = [...report.rollbackFailed, ...left];
  const facts: [Content, Content][] = [];
  if (interruption !== null) {
    facts.push([labels.interruption, interruptionText(interruption, catalogue)]);
  }
  if (remains.length > 0) {
    facts.push([labels.notUndone, remains.map((it) => html`${it}<br>`)]);
  }
  return facts;
}

/** How good the measuring was, and what speaks against it. */
export function instrumentBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, confirmations, sentences } = catalogue;
  const { instrument } = report;
  const { p50, p99, max } = instrument.latenessMs;
  const lateness = [p50, p99, max].map((value) => formatTime(value, catalogue)).join(' / ');
  const rows = instrument.confirmations.map(({ fault, confirmation, bracketMs }) => [
    fault,
    confirmations[confirmation],
    sentences.bracket(formatTime(bracketMs, catalogue)),
  ]);
  const headings = [labels.fault, labels.confirmation, labels.detail];
  return html`${definitions([
    [labels.attempts, formatCount(instrument.attempts)],
    [labels.scheduled, formatCount(instrument.scheduled)],
    [labels.dropped, formatCount(instrument.dropped)],
    [labels.lateness, lateness],
    [labels.clockStep, formatTime(instrument.clockStepMs, catalogue)],
    ...endingFacts(report, catalogue),
  ])}${problemTable(report, catalogue)}${
    rows.length === 0
      ? nothing
      : table(
          headings.map((heading) => ({ heading })),
          rows,
        )
  }`;
}

function phaseTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels } = catalogue;
  const { phases } = report.evidence;
  if (phases.length === 0) return nothing;
  const rows = phases.map(({ phase, startedMs, endedMs, outcome }) => [
    nameOf(catalogue, phase),
    formatMoment(startedMs, catalogue),
    formatTimeOrNone(endedMs === null ? null : endedMs - startedMs, catalogue),
    nameOf(catalogue, outcome),
  ]);
  const columns = [
    { heading: labels.phase },
    { heading: labels.startedAt, align: figure },
    { heading: labels.length, align: figure },
    { heading: labels.outcome },
  ];
  return html`<h3>${labels.phases}</h3>${table(columns, rows)}`;
}

function fileTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes, sentences } = catalogue;
  const { files } = report.evidence;
  if (files.length === 0) return note(notes.noFiles);
  const rows = files.map(({ path, bytes, sha256 }) => [
    html`<code>${path}</code>`,
    sentences.bytes(formatCount(bytes)),
    html`<code>${sha256}</code>`,
  ]);
  const columns = [
    { heading: labels.file },
    { heading: labels.size, align: figure },
    { heading: labels.checksum },
  ];
  return html`<details><summary>${labels.files} (${formatCount(files.length)})</summary>
${table(columns, rows)}</details>
`;
}

function figureOrText(value: string | number): string {
  return typeof value === 'number' ? formatCount(value) : value;
}

/** Named values under a heading; nothing when there are none. */
function titled(
  title: string,
  record: Readonly<Record<string, string | number>>,
  catalogue: Catalogue,
): Markup {
  const entries = Object.entries(record).map(
    ([name, value]) => [nameOf(catalogue, name), figureOrText(value)] as const,
  );
  return entries.length === 0 ? nothing : html`<h3>${title}</h3>\n${definitions(entries)}`;
}

/** Versions, machine, plan, journal, phases and files. */
export function evidenceBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, sentences } = catalogue;
  const { versions, machine, planSha256, journal } = report.evidence;
  const events = sentences.evidenceEvents(journal.events);
  const state =
    journal.damaged === null
      ? `${events}, ${labels.journalWhole}`
      : html`${events}, <b class="worst">${labels.journalDamaged}</b>
(${journalDamageText(journal.damaged, catalogue)})`;
  const command = `firedrill report drills/${report.drill.id}`;
  const sources = definitions([
    [labels.plan, html`<code>${planSha256}</code>`],
    [labels.journal, state],
  ]);
  return html`${titled(labels.versions, versions, catalogue)}${titled(labels.machine, machine, catalogue)}${sources}${phaseTable(report, catalogue)}
${fileTable(report, catalogue)}${note(sentences.rebuilt(command))}`;
}

/** Every exit status with its meaning; this drill's own is marked. */
export function exitStatusBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, exitStatuses } = catalogue;
  const order = [70, 69, 64, 3, 1, 2, 0] as const;
  const rows = order.map((status) => {
    const current = status === report.judgement.exitStatus;
    return [
      html`${status}`,
      current ? html`<b>${exitStatuses[status]}</b>` : exitStatuses[status],
      current ? html`<b>← ${labels.thisDrill}</b>` : '',
    ];
  });
  return table(
    [labels.status, labels.meaning, ''].map((heading) => ({ heading })),
    rows,
  );
}
