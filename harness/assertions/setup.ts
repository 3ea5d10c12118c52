// Runs in the process of a suite before its file: registers the matchers, and counts those that
// each test runs. vitest's own count rises with `expect(x)` alone, which asserts nothing.

import { afterEach, beforeEach, chai, expect } from 'vitest';
import { matchers } from './matchers.ts';

type Extension = Parameters<typeof expect.extend>[0];
type Method = (this: unknown, ...received: readonly unknown[]) => unknown;

/** Methods of an expectation by which vitest prepares it; they assert nothing. */
const PREPARING = new Set(['constructor', 'withTest', 'withContext']);

let ran = 0;

/** The same function, counted. */
function counted(method: (...received: never[]) => unknown): Method {
  return function countingMatcher(...received) {
    ran += 1;
    return Reflect.apply(method, this, received);
  };
}

// The function itself is wanted here, and no assertion.
// oxlint-disable-next-line vitest/no-standalone-expect, vitest/valid-expect
const extend = expect.extend.bind(expect);
expect.extend = (extension) => {
  const entries = Object.entries(extension).map(([name, matcher]) => [name, counted(matcher)]);
  // Only the functions inside have changed, and their types have not.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  extend(Object.fromEntries(entries) as Extension);
};

// Matchers of vitest and chai are methods; chai's properties, such as `true`, end in `assert`.
const expectation: object = chai.Assertion.prototype;
for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(expectation))) {
  if (typeof value !== 'function' || PREPARING.has(name)) continue;
  Reflect.set(expectation, name, counted(value));
}
expect.extend(matchers);

beforeEach(() => {
  ran = 0;
});

afterEach(({ task }) => {
  task.meta.matchers = ran;
});
