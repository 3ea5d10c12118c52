// Runs in the process of a suite before its file: registers the matchers, and counts those that each test
// runs. vitest's own count rises with `expect(x)` alone, which asserts nothing.

import { afterEach, beforeEach, chai, expect } from 'vitest';
import { matchers } from './matchers.ts';

type Extension = Parameters<typeof expect.extend>[0];

let ran = 0;

/** The same matchers, counted; whatever they are called with passes through. */
function counted(extension: Extension): Extension {
  const entries = Object.entries(extension).map(([name, matcher]) => [
    name,
    function countingMatcher(this: unknown, ...received: readonly unknown[]): unknown {
      ran += 1;
      return Reflect.apply(matcher, this, received);
    },
  ]);
  // Only the functions inside have changed, and their types have not.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Extension;
}

// It is the functions themselves that are wanted here, and no assertion.
/* oxlint-disable vitest/no-standalone-expect, vitest/valid-expect, typescript/unbound-method */
const { extend } = expect;
const { assert } = chai.Assertion.prototype;
/* oxlint-enable */

expect.extend = (extension) => extend(counted(extension));
expect.extend(matchers);

// vitest's own matchers end in chai's `assert`.
chai.Assertion.prototype.assert = function countingAssert(...received) {
  ran += 1;
  return Reflect.apply(assert, this, received);
};

beforeEach(() => {
  ran = 0;
});

afterEach(({ task }) => {
  task.meta.matchers = ran;
});
