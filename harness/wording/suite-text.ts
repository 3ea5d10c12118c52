// Errors of assertion suites, and why one cannot be used, told in a language. What others said
// stays as it came, and is quoted where it stands within our words.

import { unreachable } from '../model/problem.ts';
import type { SuiteDefect, SuiteError } from '../statements/index.ts';
import { assertionText } from './assertion-text.ts';
import { formatStatedTime } from './figures.ts';
import type { Words } from './words.ts';

/** An error of a suite: what an assertion of ours found, or the bare words of another. */
export function suiteErrorText(error: SuiteError, words: Words): string {
  switch (error.kind) {
    case 'assertion': {
      const text = assertionText(error.assertion, words);
      return error.note === null ? text : `${words.problems.said(error.note)}: ${text}`;
    }
    case 'said':
      return error.said;
    default:
      return unreachable(error);
  }
}

/** Why a suite cannot be used, without a full stop. */
export function suiteDefectText(defect: SuiteDefect, words: Words): string {
  const { defects } = words.suites;
  const said = (text: string): string => words.problems.said(text);
  const told = (error: SuiteError): string =>
    error.kind === 'said' ? said(error.said) : suiteErrorText(error, words).replace(/\.$/, '');
  switch (defect.kind) {
    case 'no-such-file':
      return defects.noSuchFile;
    case 'too-slow':
      return defects.tooSlow(formatStatedTime(defect.limitMs, words));
    case 'runner-failed':
      return defects.runnerFailed(said(defect.said));
    case 'does-not-load':
      return defects.doesNotLoad(told(defect.error));
    case 'stray-error':
      return defect.cause === null
        ? defects.strayError(told(defect.error))
        : defects.strayErrorWithCause(told(defect.error), said(defect.cause));
    case 'inconclusive-test':
      return defects.inconclusiveTest(defect.test, told(defect.error));
    case 'asserts-nothing':
      return defects.assertsNothing(defect.test);
    case 'no-test':
      return defects.noTest;
    case 'all-skipped':
      return defects.allSkipped;
    default:
      return unreachable(defect);
  }
}
