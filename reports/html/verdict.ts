// Verdict marks: a shape and a word each, so that colour is never needed.

import { unreachable } from '../../harness/model/problem.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { html, type Markup } from './markup.ts';

/** How a verdict or an outcome is shown. */
export type Mark = 'met' | 'missed' | 'unsure';

type Outcome = DrillReport['judgement']['outcome'];
type VerdictValue = DrillReport['judgement']['value'];

/** The mark of a verdict. */
export function markOfVerdict(value: VerdictValue): Mark {
  return value === 'inconclusive' ? 'unsure' : value;
}

/** The mark of a drill's outcome. */
export function markOfOutcome(outcome: Outcome): Mark {
  switch (outcome) {
    case 'passed':
      return 'met';
    case 'missed':
    case 'harness-error':
      return 'missed';
    case 'inconclusive':
    case 'aborted':
      return 'unsure';
    default:
      return unreachable(outcome);
  }
}

/** A round tick, an octagon with a cross, a diamond with a question mark. */
const SHAPES: Readonly<Record<Mark, Markup>> = {
  met: html`<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M6.5 12.5l3.7 3.7 7.3-8"
 fill="none" stroke="var(--card)" stroke-width="2.4"/>`,
  missed: html`<path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="currentColor"/><path
 d="M8 8l8 8M16 8l-8 8" fill="none" stroke="var(--card)" stroke-width="2.4"/>`,
  unsure: html`<path d="M12 .6L23.4 12 12 23.4.6 12z" fill="currentColor"/><path
 d="M9.3 9.6a2.7 2.7 0 1 1 4 2.4c-.9.5-1.3 1-1.3 2M12 16.2v1.6" fill="none" stroke="var(--card)"
 stroke-width="1.9"/>`,
};

/** The shape of a mark. */
export function icon(mark: Mark): Markup {
  const shape = SHAPES[mark];
  return html`<svg class="icon ${mark}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

/** A verdict as shape and word. */
export function verdictBadge(value: VerdictValue, { verdicts }: Catalogue): Markup {
  const mark = markOfVerdict(value);
  return html`<span class="verdict ${mark}">${icon(mark)}${verdicts[value]}</span>`;
}
