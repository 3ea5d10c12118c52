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

/** A full disc with a tick, an octagon with a cross, a hollow ring with a question mark. */
const SHAPES: Readonly<Record<Mark, Markup>> = {
  met: html`<circle cx="12" cy="12" r="11" fill="currentColor"/><path d="M6.5 12.5l3.7 3.7 7.3-8"
 fill="none" stroke="var(--card)" stroke-width="2.4"/>`,
  missed: html`<path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="currentColor"/><path
 d="M8 8l8 8M16 8l-8 8" fill="none" stroke="var(--card)" stroke-width="2.4"/>`,
  unsure: html`<circle cx="12" cy="12" r="10" fill="none" stroke="currentColor"
 stroke-width="2.4"/><path d="M8.8 9.4a3.2 3.2 0 1 1 4.8 2.8c-1.1.6-1.6 1.2-1.6 2.4" fill="none"
 stroke="currentColor" stroke-width="2.4"/><circle cx="12" cy="17.6" r="1.5" fill="currentColor"/>`,
};

/** The shape of a mark. */
export function icon(mark: Mark): Markup {
  const shape = SHAPES[mark];
  return html`<svg class="icon ${mark}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`;
}

/** A state of any kind as shape and word. */
export function badge(mark: Mark, word: string): Markup {
  return html`<span class="verdict ${mark}">${icon(mark)}${word}</span>`;
}

/** A verdict as shape and word. */
export function verdictBadge(value: VerdictValue, { verdicts }: Catalogue): Markup {
  return badge(markOfVerdict(value), verdicts[value]);
}
