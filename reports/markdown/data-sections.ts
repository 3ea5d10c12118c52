// The Markdown sections on data and on trust: loss, books, errors, quality of the measuring,
// evidence.

import {
  formatBounds,
  formatCount,
  formatMoment,
  formatMomentOrNone,
  formatTime,
  formatTimeOrNone,
  formatWon,
  integrityText,
  interruptionText,
  journalDamageText,
  leftoverText,
  nameOf,
  notMeasuredText,
  problemText,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { errorRows, serviceTitle } from '../wording.ts';
import { definitions, figure, paragraph, table, text } from './blocks.ts';

type RecoveryPoint = DrillReport['recoveryPoints'][number]['recoveryPoint'];
type Integrity = DrillReport['integrity'][number]['integrity'];

function recoveryPointCells(point: RecoveryPoint, catalogue: Catalogue): readonly string[] {
  if (point.kind === 'unknown')
    return [catalogue.sentences.unknown(notMeasuredText(point.reason, catalogue)), '', '', ''];
  const { lost, lostWon, ageMs, exposedAcknowledged } = point;
  return [
    formatCount(lost),
    formatWon(lostWon, catalogue),
    lost === 0 ? catalogue.figures.none : formatBounds(ageMs, catalogue),
    formatCount(exposedAcknowledged),
  ];
}

/** RPA of each service, the classes of every operation, and examples of the worst. */
export function dataLoss(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes, classes } = catalogue;
  const points = report.recoveryPoints.map(({ service, recoveryPoint }) => [
    serviceTitle(report, service, catalogue),
    ...recoveryPointCells(recoveryPoint, catalogue),
  ]);
  const pointColumns = [
    text(labels.service),
    ...[labels.lost, labels.wonLost, labels.age, labels.exposed].map(figure),
  ];
  const names = report.reconciliation[0]?.classes.map((entry) => classes[entry.class]) ?? [];
  const rows = report.reconciliation.map((entry) => [
    entry.operation,
    formatCount(entry.attempted),
    formatCount(entry.acknowledged),
    ...entry.classes.map(({ operations }) => formatCount(operations)),
  ]);
  const columns = [
    text(labels.operation),
    ...[labels.attempted, labels.acknowledged, ...names].map(figure),
  ];
  const examples = report.reconciliation.flatMap((entry) =>
    entry.examples.map((example) => [
      classes[example.class],
      example.key,
      formatWon(example.won, catalogue),
      formatMomentOrNone(example.acknowledgedMs, catalogue),
    ]),
  );
  const exampleColumns = [
    text(labels.class),
    text(labels.key),
    figure(labels.value),
    figure(labels.acknowledgedAt),
  ];
  return [
    ...(points.length === 0 ? [] : [table(pointColumns, points, '')]),
    table(columns, rows, notes.noReconciliation),
    ...(examples.length === 0 ? [] : [table(exampleColumns, examples, '')]),
  ].join('\n');
}

function integrityDetail(integrity: Integrity, catalogue: Catalogue): string {
  if (integrity.kind === 'intact') return catalogue.figures.none;
  return integrity.kind === 'broken'
    ? integrity.findings.map((finding) => integrityText(finding, catalogue)).join('; ')
    : notMeasuredText(integrity.reason, catalogue);
}

/** Integrity of each service, and the books of every instance in both readings. */
export function books(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes } = catalogue;
  const integrity = report.integrity.map((entry) => [
    serviceTitle(report, entry.service, catalogue),
    catalogue.integrity[entry.integrity.kind],
    integrityDetail(entry.integrity, catalogue),
  ]);
  const rows = report.books.map((entry) => [
    nameOf(catalogue, entry.reading),
    entry.instance,
    nameOf(catalogue, entry.role),
    formatCount(entry.epoch),
    formatCount(entry.operations),
    formatCount(entry.stranded),
    formatWon(entry.ledgerSumWon, catalogue),
    formatWon(entry.moneyWon, catalogue),
    formatWon(entry.expectedMoneyWon, catalogue),
  ]);
  const columns = [
    ...[labels.reading, labels.instance, labels.role].map(text),
    ...[labels.epoch, labels.operations, labels.stranded].map(figure),
    ...[labels.ledgerSum, labels.money, labels.expectedMoney].map(figure),
  ];
  const integrityColumns = [labels.service, labels.integrity, labels.detail].map(text);
  return [
    ...(integrity.length === 0 ? [] : [table(integrityColumns, integrity, '')]),
    table(columns, rows, notes.noBooks),
  ].join('\n');
}

/** Bad events by service and outcome. */
export function errors(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes } = catalogue;
  const rows = errorRows(report, catalogue);
  const columns = [
    text(labels.service),
    text(labels.outcome),
    ...[labels.count, labels.firstAt, labels.lastAt].map(figure),
  ];
  return table(columns, rows, notes.noErrors);
}

/** How good the measuring was, and what speaks against it. */
export function instrument(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes } = catalogue;
  const { attempts, scheduled, dropped, latenessMs, clockStepMs, problems } = report.instrument;
  const lateness = [latenessMs.p50, latenessMs.p99, latenessMs.max];
  const facts: (readonly [string, string])[] = [
    [labels.attempts, formatCount(attempts)],
    [labels.scheduled, formatCount(scheduled)],
    [labels.dropped, formatCount(dropped)],
    [labels.lateness, lateness.map((value) => formatTime(value, catalogue)).join(' / ')],
    [labels.clockStep, formatTime(clockStepMs, catalogue)],
  ];
  if (report.interruption !== null) {
    facts.push([labels.interruption, interruptionText(report.interruption, catalogue)]);
  }
  const left = report.leftovers.map((it) => leftoverText(it, catalogue));
  const remains = [...report.rollbackFailed, ...left];
  if (remains.length > 0) facts.push([labels.notUndone, remains.join(', ')]);
  const rows = problems.map((problem) => [
    catalogue.names[problem.code],
    problem.services === null
      ? labels.everyService
      : problem.services.map((id) => serviceTitle(report, id, catalogue)).join(', '),
    problemText(problem, catalogue),
  ]);
  const columns = [labels.problem, labels.concerns, labels.detail].map(text);
  return `${definitions(facts)}\n${table(columns, rows, attempts === 0 ? notes.noSamples : notes.noProblems)}`;
}

/** Versions, machine, plan, journal, phases and files. */
export function evidence(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes, sentences } = catalogue;
  const { versions, machine, planSha256, journal, phases, files } = report.evidence;
  const joined = (record: Readonly<Record<string, string | number>>): string =>
    Object.entries(record)
      .map(([name, value]) => {
        const figure = typeof value === 'number' ? formatCount(value) : value;
        return `${nameOf(catalogue, name)} ${figure}`;
      })
      .join(', ');
  const events = sentences.evidenceEvents(journal.events);
  const state =
    journal.damaged === null
      ? labels.journalWhole
      : `${labels.journalDamaged} (${journalDamageText(journal.damaged, catalogue)})`;
  const known = (record: Readonly<Record<string, string | number>>): string =>
    joined(record) || catalogue.figures.none;
  const facts = definitions([
    [labels.versions, known(versions)],
    [labels.machine, known(machine)],
    [labels.plan, planSha256],
    [labels.journal, `${events}, ${state}`],
  ]);
  const phaseRows = phases.map(({ phase, startedMs, endedMs, outcome }) => [
    nameOf(catalogue, phase),
    formatMoment(startedMs, catalogue),
    formatTimeOrNone(endedMs === null ? null : endedMs - startedMs, catalogue),
    nameOf(catalogue, outcome),
  ]);
  const phaseColumns = [
    text(labels.phase),
    figure(labels.startedAt),
    figure(labels.length),
    text(labels.outcome),
  ];
  const fileRows = files.map(({ path, bytes, sha256 }) => [
    path,
    sentences.bytes(formatCount(bytes)),
    sha256,
  ]);
  const fileColumns = [text(labels.file), figure(labels.size), text(labels.checksum)];
  const rebuilt = sentences.rebuilt(`firedrill report drills/${report.drill.id}`);
  return [
    facts,
    ...(phaseRows.length === 0 ? [] : [table(phaseColumns, phaseRows, '')]),
    table(fileColumns, fileRows, notes.noFiles),
    paragraph(rebuilt),
  ].join('\n');
}
