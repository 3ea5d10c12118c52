// The objective table: claimed, required, tested, measured with its interval, verdict.

import {
  formatStatedTime,
  formatTime,
  reasonText,
  suiteDefectText,
  suiteErrorText,
} from '../../harness/wording/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { claimText, measuredOf, serviceTitle, targetText, timeToRecoverOf } from '../wording.ts';
import { html, type Markup, nothing } from './markup.ts';
import { note, table } from './table.ts';
import { badge, verdictBadge } from './verdict.ts';

type Objective = DrillReport['objectives'][number];

const BULLET_WIDTH = 150;

function claimCell(
  { target }: Objective,
  which: 'claimed' | 'required',
  catalogue: Catalogue,
): Markup {
  const claim = claimText(target, which, catalogue);
  if (claim === null) return html`<span class="zero">${catalogue.figures.none}</span>`;
  return html`${claim.time}<small>${claim.source}</small>`;
}

/** A bar up to the measured time with its interval, and a tick at the RTO. */
function bullet(objective: Objective, catalogue: Catalogue): Markup {
  const { target } = objective;
  const measuredMs = timeToRecoverOf(objective);
  if (target.kind !== 'recovery-time' || measuredMs === null) return nothing;
  const scaleMs = Math.max(target.rtoMs, measuredMs.high) * 1.08;
  const x = (timeMs: number): string => ((timeMs / scaleMs) * BULLET_WIDTH).toFixed(1);
  const title = catalogue.sentences.ofRto(formatStatedTime(target.rtoMs, catalogue));
  const low = x(measuredMs.low);
  const high = x(measuredMs.high);
  return html`<svg class="bullet" viewBox="0 0 ${BULLET_WIDTH} 22" role="img">
<title>${title}</title>
<rect class="track" x="0" y="8" width="${BULLET_WIDTH}" height="6" rx="3"/>
<rect class="reach" x="0" y="8" width="${x(measuredMs.best)}" height="6" rx="3"/>
<path class="interval" d="M${low} 11H${high}M${low} 6v10M${high} 6v10"/>
<path class="rto-line" d="M${x(target.rtoMs)} 1v20"/></svg>`;
}

function measuredCell(objective: Objective, catalogue: Catalogue): Markup {
  const text = measuredOf(objective, catalogue);
  if (timeToRecoverOf(objective) === null) return html`${text}`;
  return html`<span class="unbroken">${text}</span>${bullet(objective, catalogue)}`;
}

function row(report: DrillReport, objective: Objective, catalogue: Catalogue) {
  const { target, service, verdict, reason } = objective;
  const title = serviceTitle(report, service, catalogue);
  const why = reasonText(reason, catalogue);
  return [
    html`${title}<small>${catalogue.objectives[target.kind]}</small>`,
    claimCell(objective, 'claimed', catalogue),
    claimCell(objective, 'required', catalogue),
    targetText(target, catalogue),
    measuredCell(objective, catalogue),
    html`${verdictBadge(verdict, catalogue)}<small class="reason">${why}</small>`,
  ];
}

/** Every objective beside what was claimed, what is required and what was measured. */
export function objectivesBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { labels, notes } = catalogue;
  if (report.objectives.length === 0) return note(notes.noObjectives);
  const headings = [
    labels.objective,
    labels.claimed,
    labels.required,
    labels.tested,
    labels.measured,
    labels.verdict,
  ];
  const rows = report.objectives.map((objective) => row(report, objective, catalogue));
  const shown = table(
    headings.map((heading) => ({ heading })),
    rows,
    'stacking',
  );
  return html`${note(notes.objectives)}<div class="objectives">${shown}</div>`;
}

const TEST_MARKS = { passed: 'met', failed: 'missed', skipped: 'unsure' } as const;

/** The assertion suite, test by test. */
export function suiteBody(report: DrillReport, catalogue: Catalogue): Markup {
  const { suite } = report;
  if (suite === null) return nothing;
  const { labels, notes, sentences } = catalogue;
  const passed = suite.tests.filter(({ state }) => state === 'passed').length;
  const counted = sentences.tests(passed, suite.tests.length);
  const state = `${catalogue.suiteStates[suite.state]} · ${counted}`;
  const rows = suite.tests.map((test) => [
    test.name,
    badge(TEST_MARKS[test.state], catalogue.testStates[test.state]),
    formatTime(test.durationMs, catalogue),
    test.errors.map((error) => {
      const text = suiteErrorText(error, catalogue);
      return error.kind === 'said' ? html`<code>${text}</code><br>` : html`${text}<br>`;
    }),
  ]);
  const columns = [
    { heading: labels.test },
    { heading: labels.verdict },
    { heading: labels.length, align: 'figure' as const },
    { heading: labels.detail },
  ];
  return html`<p><code>${suite.file}</code> · <b>${state}</b></p>
${suite.defect === null ? null : note(`${suiteDefectText(suite.defect, catalogue)}.`)}${
  rows.length === 0 ? note(notes.noTests) : table(columns, rows)
}`;
}
