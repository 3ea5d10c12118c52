// From a three-valued answer to what vitest wants of a matcher. Met passes, missed fails, and
// inconclusive is thrown, because a `.not` would turn a failure for want of data into a pass.

import { tryParseDuration } from '../model/duration.ts';
import type {
  Assertion,
  AssertionFinding,
  Expectation,
  VerdictValue,
} from '../statements/index.ts';
import { assertionText, wordsOf } from '../wording/index.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedDrill, RecordedService } from './recorded-drill.ts';

/** What the recorded data say of an assertion. */
export interface Answer {
  readonly value: VerdictValue;
  readonly finding: AssertionFinding;
}

/** What a matcher returns to vitest; `meta` travels with the error to whoever reports it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly meta: { readonly assertion: Assertion };
}

/** What vitest hands to a matcher. */
export interface MatcherContext {
  /** Undefined without `.not`. */
  readonly isNot: boolean | undefined;
}

/** The result of a matcher. Throws on no verdict. */
export function matcherResult(
  expectation: Expectation,
  { value, finding }: Answer,
  isNot: MatcherContext['isNot'],
): MatcherResult {
  const negated = isNot === true;
  if (value === 'inconclusive') {
    return inconclusive({ kind: 'unanswered', expectation, negated, finding });
  }
  const assertion = { kind: 'not-as-expected', expectation, negated, finding } as const;
  const message = (): string => assertionText(assertion, wordsOf('en'));
  return { pass: value === 'met', message, meta: { assertion } };
}

/** The service that a matcher is asked about. Throws on anything else. */
export function serviceSubject(received: unknown, matcher: string): RecordedService {
  if (hasKind(received, 'recorded-service')) {
    // The kind is ours alone; see recorded-drill.ts.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return received as RecordedService;
  }
  return inconclusive({ kind: 'wrong-subject', matcher, wanted: 'service' });
}

/** The drill that a matcher is asked about. Throws on anything else. */
export function drillSubject(received: unknown, matcher: string): RecordedDrill {
  if (hasKind(received, 'recorded-drill')) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return received as RecordedDrill;
  }
  return inconclusive({ kind: 'wrong-subject', matcher, wanted: 'drill' });
}

/** Milliseconds of a matcher's limit. Throws on a text without a unit, and on anything else. */
export function limitMs(text: unknown, matcher: string): number {
  const given = JSON.stringify(text) ?? String(text);
  return tryParseDuration(text) ?? inconclusive({ kind: 'no-duration', matcher, given });
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
