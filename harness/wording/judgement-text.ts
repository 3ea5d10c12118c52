// Why a whole drill ended as it did, told in a language. The sentences themselves stand in the
// catalogues.

import { unreachable } from '../model/problem.ts';
import type { JudgementReason } from '../statements/index.ts';
import { interruptionText, leftoverText } from './problem-text.ts';
import { reasonClause } from './reason-text.ts';
import { suiteDefectText } from './suite-text.ts';
import type { Words } from './words.ts';

function judgementClause(reason: JudgementReason, words: Words): string {
  const { judgements } = words.reasons;
  switch (reason.kind) {
    case 'not-undone': {
      const left = reason.leftovers.map((leftover) => leftoverText(leftover, words));
      return judgements.notUndone([...reason.faults, ...left].join(', '));
    }
    case 'harness-error':
      return judgements.harnessError(words.problems.said(reason.said));
    case 'aborted':
      return judgements.aborted(interruptionText(reason.interruption, words));
    case 'all-met':
      return judgements.allMet(reason.objectives);
    case 'no-objectives':
      return judgements.noObjectives;
    case 'objective':
      return judgements.objective(reason.objective, reasonClause(reason.reason, words));
    case 'suite-failed':
      return reason.test === null
        ? judgements.suiteFailed
        : judgements.suiteTestFailed(reason.test);
    case 'suite-unusable':
      return reason.defect === null
        ? judgements.suiteUnusable
        : judgements.suiteDefect(suiteDefectText(reason.defect, words));
    case 'suite-not-run':
      return judgements.suiteNotRun;
    default:
      return unreachable(reason);
  }
}

/** Why a drill ended as it did. */
export function judgementText(reason: JudgementReason, words: Words): string {
  return `${judgementClause(reason, words)}.`;
}
