// The results of an assertion suite, as data. What is stored with a drill carries a format number:
// another one is refused, never misread.

import { z } from 'zod';

import { assertion } from './assertion.ts';
import { duration, list, object, said, type Named } from './kit.ts';

const suiteErrorKinds = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('assertion'),
    assertion,
    note: z.string().nullable().describe("the author's own words with it"),
  }),
  object({ kind: z.literal('said'), said }),
]);

/** An error of a suite: an assertion of ours, or whatever else was thrown, in its own words. */
export type SuiteError = Named<z.infer<typeof suiteErrorKinds>>;

/** Schema of `SuiteError`. */
export const suiteError: z.ZodType<SuiteError> = suiteErrorKinds.meta({ id: 'suiteError' });

const test = z.string().describe('the name of the test');

const suiteDefectKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('no-such-file') }),
  object({ kind: z.literal('too-slow'), limitMs: duration }),
  object({ kind: z.literal('runner-failed'), said }),
  object({ kind: z.literal('does-not-load'), error: suiteError }),
  object({ kind: z.literal('stray-error'), error: suiteError, cause: said.nullable() }),
  object({ kind: z.literal('inconclusive-test'), test, error: suiteError }),
  object({ kind: z.literal('asserts-nothing'), test }),
  object({ kind: z.literal('no-test') }),
  object({ kind: z.literal('all-skipped') }),
]);

/** Why a suite cannot be used. */
export type SuiteDefect = Named<z.infer<typeof suiteDefectKinds>>;

/** Schema of `SuiteDefect`. */
export const suiteDefect: z.ZodType<SuiteDefect> = suiteDefectKinds.meta({ id: 'suiteDefect' });

/** One test of a suite. */
export const suiteTest = object({
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  durationMs: duration,
  errors: list(suiteError),
});

const suiteResult = object({
  file: z.string(),
  state: z.enum(['passed', 'failed', 'unusable']).describe('unusable: shows nothing'),
  defect: suiteDefect.nullable(),
  tests: list(suiteTest),
});

/** Results of the assertion suite. `unusable`: it does not load, or asserts nothing. */
export type SuiteResult = z.infer<typeof suiteResult>;

/** The results as they are stored with a drill; null where the scenario has no suite. */
export const storedSuite = object({ format: z.literal(2), suite: suiteResult.nullable() });

/** The results as they are stored with a drill. */
export type StoredSuite = z.infer<typeof storedSuite>;
