// The sections on data: what was lost, the books in both readings, and the errors that clients saw.

import {
  formatBounds,
  formatCount,
  formatMomentOrNone,
  formatWon,
  integrityText,
  nameOf,
  notMeasuredText,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { errorRows, serviceTitle } from '../wording.ts';
import { type Content, html, type Markup, nothing } from './markup.ts';
import { note, table } from './table.ts';

type Reconciliation = DrillReport['reconciliation'][number];
type Books = DrillReport['books'][number];
type OperationClass = Reconciliation['classes'][number]['class'];

/** Classes that must not happen. */
const WORST: ReadonlySet<OperationClass> = new Set([
  'lost',
  'stranded',
  'duplicated',
  'unexpected',
]);

const figure = 'figure' as const;

function classCell(name: OperationClass, value: number): Content {
  if (value === 0) return html`<span class="zero">0</span>`;
  const text = formatCount(value);
  return WORST.has(name) ? html`<span class="worst">${text}</span>` : text;
}

function recoveryPointTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, sentences, figures } = catalogue;
  if (report.recoveryPoints.length === 0) return nothing;
  const rows = report.recoveryPoints.map(({ service, recoveryPoint }) => {
    const title = serviceTitle(report, service, catalogue);
    if (recoveryPoint.kind === 'unknown') {
      return [
        title,
        sentences.unknown(notMeasuredText(recoveryPoint.reason, catalogue)),
        '',
        '',
        '',
      ];
    }
    const { lost, lostWon, ageMs, exposedAcknowledged } = recoveryPoint;
    return [
      title,
      classCell('lost', lost),
      formatWon(lostWon, catalogue),
      lost === 0 ? figures.none : formatBounds(ageMs, catalogue),
      formatCount(exposedAcknowledged),
    ];
  });
  const columns = [
    { heading: labels.service },
    { heading: labels.lost, align: figure },
    { heading: labels.wonLost, align: figure },
    { heading: labels.age, align: figure },
    { heading: labels.exposed, align: figure },
  ];
  return table(columns, rows);
}

function classTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, classes, classMeanings } = catalogue;
  const names = report.reconciliation[0]?.classes.map((entry) => entry.class) ?? [];
  const columns = [
    { heading: labels.operation },
    { heading: labels.attempted, align: figure },
    { heading: labels.acknowledged, align: figure },
    ...names.map((name) => ({
      heading: html`<span title="${classMeanings[name]}">${classes[name]}</span>`,
      align: figure,
    })),
  ];
  const rows = report.reconciliation.map((entry) => [
    entry.operation,
    formatCount(entry.attempted),
    formatCount(entry.acknowledged),
    ...entry.classes.map(({ class: name, operations }) => classCell(name, operations)),
  ]);
  const meanings = names.map(
    (name) =>
      html`<div><dt>${classes[name]}</dt><dd><small>${classMeanings[name]}</small></dd></div>\n`,
  );
  return html`${table(columns, rows)}<details><summary>${labels.meaning}</summary><dl class="facts">
${meanings}</dl></details>
`;
}

function exampleTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, classes } = catalogue;
  const rows = report.reconciliation.flatMap(({ operation, examples }) =>
    examples.map((example) => [
      classes[example.class],
      operation,
      html`<code>${example.key}</code>`,
      formatWon(example.won, catalogue),
      formatMomentOrNone(example.acknowledgedMs, catalogue),
    ]),
  );
  if (rows.length === 0) return nothing;
  const columns = [
    { heading: labels.class },
    { heading: labels.operation },
    { heading: labels.key },
    { heading: labels.value, align: figure },
    { heading: labels.acknowledgedAt, align: figure },
  ];
  return html`<h3>${labels.examples}</h3>${table(columns, rows)}`;
}

/** RPA of each service, the classes of every operation, and examples of the worst. */
export function dataLossBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { notes } = catalogue;
  const points = recoveryPointTable(report, catalogue);
  if (report.reconciliation.length === 0) return html`${points}${note(notes.noReconciliation)}`;
  const classes = classTable(report, catalogue);
  return html`${note(notes.dataLoss)}${points}${classes}${exampleTable(report, catalogue)}`;
}

function moneyCell({ moneyWon, expectedMoneyWon }: Books, catalogue: Catalogue): Content {
  const text = formatWon(moneyWon, catalogue);
  return moneyWon === expectedMoneyWon ? text : html`<span class="worst">${text}</span>`;
}

function booksRow(books: Books, catalogue: Catalogue): readonly Content[] {
  const sum = formatWon(books.ledgerSumWon, catalogue);
  return [
    nameOf(catalogue, books.reading),
    books.instance,
    nameOf(catalogue, books.role),
    formatCount(books.epoch),
    formatCount(books.operations),
    classCell('stranded', books.stranded),
    books.ledgerSumWon === null || books.ledgerSumWon === 0
      ? sum
      : html`<span class="worst">${sum}</span>`,
    moneyCell(books, catalogue),
    formatWon(books.expectedMoneyWon, catalogue),
  ];
}

function integrityTable(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, figures } = catalogue;
  if (report.integrity.length === 0) return nothing;
  const rows = report.integrity.map(({ service, integrity }) => {
    const state = catalogue.integrity[integrity.kind];
    const detail =
      integrity.kind === 'broken'
        ? integrity.findings.map((finding) => html`${integrityText(finding, catalogue)}<br>`)
        : integrity.kind === 'unknown'
          ? notMeasuredText(integrity.reason, catalogue)
          : figures.none;
    return [
      serviceTitle(report, service, catalogue),
      integrity.kind === 'broken' ? html`<span class="worst">${state}</span>` : state,
      detail,
    ];
  });
  const headings = [labels.service, labels.integrity, labels.detail];
  return table(
    headings.map((heading) => ({ heading })),
    rows,
  );
}

/** Integrity of each service, and the books of every instance in both readings. */
export function booksBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes } = catalogue;
  const integrity = integrityTable(report, catalogue);
  if (report.books.length === 0) return html`${integrity}${note(notes.noBooks)}`;
  const columns = [
    { heading: labels.reading },
    { heading: labels.instance },
    { heading: labels.role },
    { heading: labels.epoch, align: figure },
    { heading: labels.operations, align: figure },
    { heading: labels.stranded, align: figure },
    { heading: labels.ledgerSum, align: figure },
    { heading: labels.money, align: figure },
    { heading: labels.expectedMoney, align: figure },
  ];
  const rows = report.books.map((books) => booksRow(books, catalogue));
  return html`${note(notes.books)}${integrity}${table(columns, rows)}`;
}

/** Bad events by service and outcome. */
export function errorsBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes } = catalogue;
  const rows = errorRows(report, catalogue);
  if (rows.length === 0) return note(notes.noErrors);
  const columns = [
    { heading: labels.service },
    { heading: labels.outcome },
    { heading: labels.count, align: figure },
    { heading: labels.firstAt, align: figure },
    { heading: labels.lastAt, align: figure },
  ];
  return table(columns, rows);
}
