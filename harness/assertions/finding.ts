// From a three-valued finding to what vitest wants of a matcher. Met passes, missed fails, and
// inconclusive is thrown, because a `.not` would turn a failure for want of data into a pass.

import { tryParseDuration } from '../model/duration.ts';
import type { VerdictValue } from '../verdict/index.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedDrill, RecordedService } from './recorded-drill.ts';

/** What the recorded data say of an assertion. */
export interface AssertionFinding {
  readonly value: VerdictValue;
  /** One sentence or more, with the figures. */
  readonly reason: string;
}

/** What a matcher returns to vitest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What vitest hands to a matcher. */
export interface MatcherContext {
  readonly isNot: boolean;
}

/**
 * The result of a matcher; `expectation` reads "bank to recover within 12s". Throws on no verdict.
 */
export function matcherResult(
  expectation: string,
  finding: AssertionFinding,
  isNot: boolean,
): MatcherResult {
  const expected = `expected ${isNot ? negated(expectation) : expectation}`;
  if (finding.value === 'inconclusive') return inconclusive(`${expected}: ${finding.reason}`);
  return { pass: finding.value === 'met', message: () => `${expected}, but: ${finding.reason}` };
}

/** "bank to recover" → "bank not to recover". */
function negated(expectation: string): string {
  return expectation.replace(' to ', ' not to ');
}

/** The service that a matcher is asked about. Throws on anything else. */
export function serviceSubject(received: unknown, matcher: string): RecordedService {
  if (hasKind(received, 'recorded-service')) {
    // The kind is ours alone; see recorded-drill.ts.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return received as RecordedService;
  }
  return inconclusive(`${matcher} is asked of a service: expect(drill.service('…')).${matcher}(…)`);
}

/** The drill that a matcher is asked about. Throws on anything else. */
export function drillSubject(received: unknown, matcher: string): RecordedDrill {
  if (hasKind(received, 'recorded-drill')) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return received as RecordedDrill;
  }
  return inconclusive(`${matcher} is asked of the drill: expect(drill).${matcher}()`);
}

/** Milliseconds of a matcher's limit. Throws on a text without a unit, and on anything else. */
export function limitMs(text: unknown, matcher: string): number {
  return (
    tryParseDuration(text) ??
    inconclusive(`${matcher}: ${JSON.stringify(text)} is no duration; write "12s" or "250ms"`)
  );
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
