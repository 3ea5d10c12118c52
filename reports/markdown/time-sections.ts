// The Markdown sections on objectives and on time: the same figures as the page, without plots.

import {
  formatCount,
  formatMomentOrNone,
  formatShare,
  formatTime,
  formatTimeOrNone,
  nameOf,
  reasonText,
  suiteDefectText,
  suiteErrorText,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { STRETCH_NAMES } from '../schema/service.ts';
import {
  claimText,
  measuredOf,
  recoveringServices,
  recoveryText,
  serviceTitle,
  stretchTexts,
  targetText,
} from '../wording.ts';
import { figure, paragraph, table, text } from './blocks.ts';

type Objective = DrillReport['objectives'][number];

const MARKS: Readonly<Record<Objective['verdict'], string>> = {
  met: '✓',
  missed: '✗',
  inconclusive: '?',
};

/** Claimed, required, tested, measured and verdict of every objective. */
export function objectives(report: DrillReport, catalogue: Catalogue): string {
  const { labels, figures, verdicts } = catalogue;
  const claim = (objective: Objective, which: 'claimed' | 'required'): string => {
    const found = claimText(objective.target, which, catalogue);
    return found === null ? figures.none : `${found.time} (${found.source})`;
  };
  const rows = report.objectives.map((objective) => [
    serviceTitle(report, objective.service, catalogue),
    catalogue.objectives[objective.target.kind],
    claim(objective, 'claimed'),
    claim(objective, 'required'),
    targetText(objective.target, catalogue),
    measuredOf(objective, catalogue),
    `${MARKS[objective.verdict]} ${verdicts[objective.verdict]}`,
    reasonText(objective.reason, catalogue),
  ]);
  const columns = [
    labels.service,
    labels.objective,
    labels.claimed,
    labels.required,
    labels.tested,
    labels.measured,
    labels.verdict,
    labels.reason,
  ].map(text);
  return table(columns, rows, catalogue.notes.noObjectives);
}

/** The assertion suite, test by test. */
export function suite(report: DrillReport, catalogue: Catalogue): string {
  if (report.suite === null) return '';
  const { labels, notes, suiteStates, testStates } = catalogue;
  const { file, state, defect, tests } = report.suite;
  const rows = tests.map((test) => [
    test.name,
    testStates[test.state],
    formatTime(test.durationMs, catalogue),
    test.errors.map((error) => suiteErrorText(error, catalogue)).join(' / '),
  ]);
  const columns = [
    text(labels.test),
    text(labels.verdict),
    figure(labels.length),
    text(labels.detail),
  ];
  const detail = defect === null ? '' : `. ${suiteDefectText(defect, catalogue)}.`;
  const result = paragraph(`${file}: ${suiteStates[state]}${detail}`);
  return `${result}\n${table(columns, rows, notes.noTests)}`;
}

/** Every fault: where, when, and whether traffic confirmed it. */
export function faults(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes, confirmations, figures, language } = catalogue;
  const rows = report.faults.map((fault) => [
    fault.id,
    nameOf(catalogue, fault.kind),
    fault.targets.join(', '),
    nameOf(catalogue, fault.signature),
    formatMomentOrNone(fault.injectedMs, catalogue),
    formatMomentOrNone(fault.healedMs, catalogue),
    confirmations[fault.confirmation],
    fault.limitation?.[language] ?? figures.none,
  ]);
  const columns = [
    labels.fault,
    labels.kind,
    labels.targets,
    labels.signature,
    labels.injected,
    labels.healed,
    labels.confirmation,
    labels.limitation,
  ].map(text);
  return table(columns, rows, notes.noFaults);
}

/** What each service went through, in figures. */
export function services(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes, language } = catalogue;
  const share = ({ events }: DrillReport['services'][number], value: number): string =>
    events === 0 ? catalogue.figures.none : formatShare(value, catalogue);
  const rows = report.services.map((service) => [
    service.title[language],
    recoveryText(service.recovery, catalogue),
    formatTimeOrNone(service.firstSuccessMs, catalogue),
    formatTimeOrNone(service.tailMs, catalogue),
    share(service, service.availability.corrected),
    share(service, service.availability.raw),
    formatCount(service.lostRequestSeconds),
    formatCount(service.events),
  ]);
  const columns = [
    text(labels.service),
    text(labels.recovery),
    figure(labels.firstSuccess),
    figure(labels.tail),
    figure(labels.availabilityCorrected),
    figure(labels.availabilityRaw),
    figure(labels.lostRequestSeconds),
    figure(labels.events),
  ];
  return table(columns, rows, notes.noServices);
}

/** Where the time to recover went. */
export function stretches(report: DrillReport, catalogue: Catalogue): string {
  const { labels, notes, language } = catalogue;
  const rows = recoveringServices(report).map((service) => [
    service.title[language],
    ...stretchTexts(service, catalogue),
  ]);
  const columns = [
    text(labels.service),
    ...STRETCH_NAMES.map((name) => figure(catalogue.stretches[name])),
  ];
  return table(columns, rows, notes.noRecovery);
}
