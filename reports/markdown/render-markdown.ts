// The report as Markdown, for a pull request, an issue or a terminal: verdict and reason first.

import type { Language } from '../../harness/model/text.ts';
import { formatWallClock, judgementText, nameOf } from '../../harness/wording/index.ts';
import { type Catalogue, catalogueOf } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { definitions, heading, paragraph } from './blocks.ts';
import { books, dataLoss, errors, evidence, instrument } from './data-sections.ts';
import { escapeMarkdown } from './escape.ts';
import { faults, objectives, services, stretches, suite } from './time-sections.ts';

function head(report: DrillReport, catalogue: Catalogue): string {
  const { labels, sentences, outcomes, exitStatuses, language } = catalogue;
  const { drill, judgement } = report;
  const { met, missed, inconclusive } = judgement.objectives;
  const incident = drill.scenario.incident;
  return [
    heading(1, `${outcomes[judgement.outcome]}: ${drill.scenario.title[language]}`),
    `**${escapeMarkdown(judgementText(judgement.reason, catalogue))}**\n`,
    definitions([
      [labels.objectives, sentences.met(met, met + missed + inconclusive)],
      [labels.exitStatus, `${judgement.exitStatus} (${exitStatuses[judgement.exitStatus]})`],
      [labels.drill, drill.id],
      [labels.startedAt, formatWallClock(drill.startedAt, catalogue)],
      [labels.estate, drill.estate.title[language]],
      [labels.lab, `${nameOf(catalogue, drill.lab)} · ${nameOf(catalogue, drill.timeline)}`],
      ...(incident === null ? [] : ([[labels.incident, incident[language]]] as const)),
    ]),
    paragraph(drill.scenario.summary[language]),
  ].join('\n');
}

/** The report as Markdown in a language. The same report gives the same bytes. */
export function renderMarkdown(report: DrillReport, language: Language): string {
  const catalogue = catalogueOf(language);
  const { labels } = catalogue;
  const sections: readonly (readonly [string, string])[] = [
    [labels.objectives, objectives(report, catalogue)],
    [labels.faults, faults(report, catalogue)],
    [labels.services, services(report, catalogue)],
    [labels.stretches, stretches(report, catalogue)],
    [labels.dataLoss, dataLoss(report, catalogue)],
    [labels.books, books(report, catalogue)],
    [labels.errors, errors(report, catalogue)],
    [labels.suite, suite(report, catalogue)],
    [labels.instrument, instrument(report, catalogue)],
    [labels.evidence, evidence(report, catalogue)],
  ];
  const blocks = sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `${heading(2, title)}\n${body}`);
  return [head(report, catalogue), ...blocks].join('\n');
}
