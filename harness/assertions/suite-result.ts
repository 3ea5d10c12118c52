// From what vitest reports of one suite file to the result that counts in the verdict. Pure;
// running it is run-suite.ts's part.

import { stripVTControlCharacters } from 'node:util';
import type { SerializedError, TestCase, TestModule } from 'vitest/node';
import { z } from 'zod';
import { assertion } from '../statements/assertion.ts';
import type { SuiteDefect, SuiteError, SuiteResult } from '../statements/index.ts';
import { assertionText, wordsOf } from '../wording/index.ts';
import { INCONCLUSIVE } from './inconclusive.ts';

/** What came of a run. */
export interface SuiteRun {
  readonly module: TestModule | undefined;
  /** Errors outside every test. */
  readonly strayErrors: readonly unknown[];
}

type SuiteTest = SuiteResult['tests'][number];

/** Enough for any message of ours, and a bound for those of others. */
const LONGEST_MESSAGE = 2_000;

/** vitest's words for a `.only`, which leaves the other tests out. */
const ONLY = /Unexpected \.only modifier/;

/** A suite that cannot be used. */
export function unusable(
  file: string,
  defect: SuiteDefect,
  tests: readonly SuiteTest[] = [],
): SuiteResult {
  return { file, state: 'unusable', defect, tests };
}

/** The message of an error without colours, place of the checkout and endless tails. */
export function plainMessage(error: unknown, folder: string): string {
  const message = hasMessage(error) ? error.message : String(error);
  const plain = stripVTControlCharacters(message).replaceAll(`${folder}/`, '');
  return plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE)}…` : plain;
}

function hasMessage(error: unknown): error is { readonly message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'message' in error &&
    typeof error.message === 'string'
  );
}

/** Where an error of ours carries what it says as data: we threw it, or vitest for a matcher. */
const thrown = z.object({ assertion });
const failed = z.object({ __vitest_error_context__: z.object({ meta: thrown }) });

/** An error as data: an assertion of ours, or the plain words of whatever else was thrown. */
function suiteError(error: unknown, folder: string): SuiteError {
  const said = plainMessage(error, folder);
  const ours =
    thrown.safeParse(error).data ?? failed.safeParse(error).data?.__vitest_error_context__.meta;
  if (ours === undefined) return { kind: 'said', said };
  const words = assertionText(ours.assertion, wordsOf('en'));
  // `expect(value, 'a note of the author')` puts the note and a colon before our words.
  const note = said.endsWith(words) ? said.slice(0, -words.length).replace(/: $/, '') : '';
  return { kind: 'assertion', assertion: ours.assertion, note: note === '' ? null : note };
}

function errorsOf(test: TestCase): readonly SerializedError[] {
  return test.result().errors ?? [];
}

/** True when the test ended for want of data, or could not be asked, and shows no miss. */
function isInconclusive(test: TestCase): boolean {
  const errors = errorsOf(test);
  return (
    errors.length > 0 && errors.every((it) => it.name === INCONCLUSIVE || ONLY.test(it.message))
  );
}

function assertsNothing(test: TestCase): boolean {
  return test.result().state === 'passed' && (test.meta().matchers ?? 0) === 0;
}

function describe(test: TestCase, folder: string): SuiteTest {
  const { state } = test.result();
  return {
    name: test.fullName,
    // What never ended did not pass.
    state: state === 'pending' ? 'failed' : state,
    durationMs: test.diagnostic()?.duration ?? 0,
    errors: errorsOf(test).map((error) => suiteError(error, folder)),
  };
}

/** Why a suite without a miss cannot count as passed; null when it can. */
function defectOf(cases: readonly TestCase[], folder: string): SuiteDefect | null {
  const unanswered = cases.find(isInconclusive);
  if (unanswered !== undefined) {
    const error = suiteError(errorsOf(unanswered)[0], folder);
    return { kind: 'inconclusive-test', test: unanswered.fullName, error };
  }
  const empty = cases.find(assertsNothing);
  if (empty !== undefined) return { kind: 'asserts-nothing', test: empty.fullName };
  if (cases.length === 0) return { kind: 'no-test' };
  const skipped = cases.every((test) => test.result().state === 'skipped');
  return skipped ? { kind: 'all-skipped' } : null;
}

/**
 * The result of a run that ended in time. A miss that a test has proved stays one whatever its
 * neighbours are (missed > inconclusive > met), unless something failed outside the tests.
 */
export function suiteResult(
  { module, strayErrors }: SuiteRun,
  as: { readonly file: string; readonly folder: string },
): SuiteResult {
  const { file, folder } = as;
  const cases = module === undefined ? [] : [...module.children.allTests()];
  const tests = cases.map((test) => describe(test, folder));
  const [stray] = strayErrors;
  if (stray !== undefined) {
    const cause = hasCause(stray) ? plainMessage(stray.cause, folder) : null;
    return unusable(file, { kind: 'stray-error', error: suiteError(stray, folder), cause }, tests);
  }
  const [loadError] = loadErrors(module);
  if (loadError !== undefined) {
    return unusable(file, { kind: 'does-not-load', error: suiteError(loadError, folder) }, tests);
  }
  const missed = cases.some((it) => it.result().state === 'failed' && !isInconclusive(it));
  if (missed) return { file, state: 'failed', defect: null, tests };
  const defect = defectOf(cases, folder);
  return defect === null
    ? { file, state: 'passed', defect: null, tests }
    : unusable(file, defect, tests);
}

/** Errors of the file and of its groups: of loading, and of hooks around the tests. */
function loadErrors(module: TestModule | undefined): readonly unknown[] {
  if (module === undefined) return [];
  return [module, ...module.children.allSuites()].flatMap((it) => it.errors());
}

function hasCause(error: unknown): error is { readonly cause: unknown } {
  return typeof error === 'object' && error !== null && 'cause' in error && error.cause != null;
}
