// The third value of an assertion. What was not measured neither passes nor fails: it is thrown, so
// that it stops a test with and without `.not`, and the runner can tell it from a miss.

import type { Assertion } from '../statements/index.ts';
import { assertionText, wordsOf } from '../wording/index.ts';

/** Name of the error, by which the runner knows it once it has crossed a process border. */
export const INCONCLUSIVE = 'InconclusiveError';

/** Thrown where an assertion rests on what the drill did not measure, or cannot be asked at all. */
export class InconclusiveError extends Error {
  override readonly name = INCONCLUSIVE;
  /** What the message says, as data. */
  readonly assertion: Assertion;

  constructor(assertion: Assertion) {
    super(assertionText(assertion, wordsOf('en')));
    this.assertion = assertion;
  }
}

/** Ends an assertion without a verdict. */
export function inconclusive(assertion: Assertion): never {
  throw new InconclusiveError(assertion);
}
