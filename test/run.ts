// The test command: types, linter, format, unused code, then every vitest file, and one plain closing line. A
// check that fails counts as a failed test; a skipped test fails when CI=true.

import { spawnSync } from 'node:child_process';
import { startVitest } from 'vitest/node';

const CHECKS = [
  ['tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['tsc', '--noEmit', '-p', 'harness/load/k6/tsconfig.json'],
  ['oxlint', '--type-aware', '--quiet'],
  ['biome', 'format'],
  ['knip', '--no-config-hints'],
] as const;

let passed = 0;
let failed = 0;
let skipped = 0;

for (const [command, ...options] of CHECKS) {
  console.log(`\n> ${command} ${options.join(' ')}`);
  const result = spawnSync(`node_modules/.bin/${command}`, options, { stdio: 'inherit' });
  if (result.status === 0) passed += 1;
  else failed += 1;
}

const vitest = await startVitest('test', [], {
  watch: false,
  config: false,
  include: ['test/**/*.test.ts'],
  // Suites start real processes; two files at a time is what two cores carry.
  maxWorkers: 2,
  testTimeout: 60_000,
  hookTimeout: 60_000,
});
for (const file of vitest.state.getTestModules()) {
  if (file.state() === 'failed' && [...file.children.allTests()].length === 0) failed += 1;
  for (const test of file.children.allTests()) {
    const { state } = test.result();
    if (state === 'passed') passed += 1;
    else if (state === 'skipped') skipped += 1;
    else failed += 1;
  }
}
failed += vitest.state.getUnhandledErrors().length;
if (process.env.CI === 'true') failed += skipped;
await vitest.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
