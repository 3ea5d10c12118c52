// The head of the page: what was drilled, the verdict with its reason, and the first figures.

import {
  formatCount,
  formatShare,
  formatStatedTime,
  formatTime,
  formatWallClock,
  formatWon,
  judgementText,
  nameOf,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { keyFiguresOf, type KeyFigures } from '../key-figures.ts';
import { type Content, html, type Markup } from './markup.ts';
import { definitions } from './table.ts';
import { icon, markOfOutcome } from './verdict.ts';

/** What was drilled, when and where. */
export function heading(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, sentences, language } = catalogue;
  const { drill } = report;
  const { scenario } = drill;
  const lab = `${nameOf(catalogue, drill.lab)} · ${nameOf(catalogue, drill.timeline)}`;
  return html`<header>
<p class="eyebrow">${labels.report} · ${sentences.drill(drill.id)}</p>
<h1>${scenario.title[language]}</h1>
<p class="summary">${scenario.summary[language]}</p>
${definitions([
  [labels.startedAt, formatWallClock(drill.startedAt, catalogue)],
  [labels.estate, drill.estate.title[language]],
  [labels.lab, lab],
  ...(scenario.incident === null
    ? []
    : ([[labels.incident, scenario.incident[language]]] as const)),
])}</header>
`;
}

/** The verdict and its reason. */
export function banner(report: DrillReport, catalogue: Catalogue): Markup {
  const { sentences, outcomes } = catalogue;
  const { outcome, reason, exitStatus, objectives } = report.judgement;
  const mark = markOfOutcome(outcome);
  const { met, missed, inconclusive } = objectives;
  const counts = [
    sentences.met(met, met + missed + inconclusive),
    ...(missed === 0 ? [] : [sentences.missed(formatCount(missed))]),
    ...(inconclusive === 0 ? [] : [sentences.inconclusive(formatCount(inconclusive))]),
  ];
  const expected = sentences.expected(outcomes[report.drill.scenario.expected]);
  return html`<section class="banner is-${mark}" id="verdict">
${icon(mark)}<strong class="${mark}">${outcomes[outcome]}</strong>
<span class="status">${counts.join(' · ')}<br>
${sentences.exitStatus(exitStatus)} · ${expected}</span>
<p class="why">${judgementText(reason, catalogue)}</p>
</section>
`;
}

interface Tile {
  readonly label: string;
  readonly figure: string;
  readonly details: readonly string[];
}

function recoveryTile({ slowestRecovery }: KeyFigures, catalogue: Catalogue): Tile {
  const { labels, sentences, figures, language } = catalogue;
  const label = labels.slowestRecovery;
  if (slowestRecovery === null) return { label, figure: figures.none, details: [] };
  const { service, recovered, timeMs, rtoMs } = slowestRecovery;
  const time = formatTime(timeMs, catalogue);
  const rto = rtoMs === null ? [] : [sentences.ofRto(formatStatedTime(rtoMs, catalogue))];
  return {
    label,
    figure: recovered ? time : `> ${time}`,
    details: [service.title[language], ...rto],
  };
}

function tilesOf(report: DrillReport, catalogue: Catalogue): readonly Tile[] {
  const { labels, sentences, figures, integrity, language } = catalogue;
  const key = keyFiguresOf(report);
  const { lost, lowestAvailability } = key;
  const { broken, unknown, all } = key.integrity;
  const state = broken > 0 ? 'broken' : unknown > 0 ? 'unknown' : 'intact';
  return [
    recoveryTile(key, catalogue),
    {
      label: labels.dataLost,
      figure: lost === null ? figures.none : sentences.lostOperations(formatCount(lost.operations)),
      details: lost === null ? [] : [formatWon(lost.won, catalogue)],
    },
    {
      label: labels.lowestAvailability,
      figure:
        lowestAvailability === null
          ? figures.none
          : formatShare(lowestAvailability.share, catalogue),
      details: lowestAvailability === null ? [] : [lowestAvailability.service.title[language]],
    },
    {
      label: labels.ledger,
      figure: all === 0 ? figures.none : integrity[state],
      details: broken === 0 ? [] : [sentences.broken(formatCount(broken))],
    },
    {
      label: labels.measuring,
      figure: measuringFigure(report, catalogue),
      details: report.instrument.problems.slice(0, 1).map(({ code }) => nameOf(catalogue, code)),
    },
  ];
}

/** Without samples there is nothing that could be sound. */
function measuringFigure({ instrument }: DrillReport, catalogue: Catalogue): string {
  const { attempts, problems } = instrument;
  if (problems.length > 0) return catalogue.sentences.problems(formatCount(problems.length));
  return attempts === 0 ? catalogue.notes.noSamples : catalogue.labels.sound;
}

/** The first figures, each in a tile. */
export function tiles(report: DrillReport, catalogue: Catalogue): Markup {
  const items = tilesOf(report, catalogue).map(({ label, figure, details }) => {
    const lines = details.map((detail) => html`<span>${detail}</span>`);
    return html`<li><span>${label}</span><b>${figure}</b>${lines}</li>\n`;
  });
  return html`<ul class="tiles">
${items}</ul>
`;
}

/** Links to the sections. */
export function contents(
  sections: readonly { readonly id: string; readonly title: string }[],
  { labels }: Catalogue,
): Markup {
  const links: Content = sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>\n`,
  );
  return html`<nav aria-label="${labels.sections}"><ul>
${links}</ul></nav>
`;
}
