// The test command: types, linter, format, unused code, then every vitest file, and one plain closing
// line. A check that fails counts as a failed test; a skipped test fails when CI=true.

import { spawnSync } from 'node:child_process';
import { startVitest } from 'vitest/node';

import { renderProgress } from '../harness/commands/setup.ts';
import { setUpTools } from '../harness/toolchain/index.ts';

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

// Drills need the real tools; what is cached is found at once.
const tools = await setUpTools({
  onProgress: (progress) => {
    if (!('elapsedMs' in progress) || progress.elapsedMs % 10_000 < 1_000) {
      console.log(renderProgress(progress));
    }
  },
});
if (!tools.ok) {
  console.error(tools.error);
  failed += 1;
}

// Suites start real processes; two files at a time is what two cores carry. A drill measures time
// and gets the machine to itself.
const alone = ['test/contract/**/*.test.ts', 'test/drills/**/*.test.ts'];
await runFiles({ include: ['test/**/*.test.ts'], exclude: alone, maxWorkers: 2 });
await runFiles({ include: alone, exclude: [], maxWorkers: 1 });
if (process.env.CI === 'true') failed += skipped;
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

async function runFiles(options: {
  readonly include: string[];
  readonly exclude: string[];
  readonly maxWorkers: number;
}): Promise<void> {
  const vitest = await startVitest('test', [], {
    ...options,
    watch: false,
    config: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  });
  const files = vitest.state.getTestModules();
  // A pass that finds nothing proves nothing.
  if (files.length === 0) failed += 1;
  for (const file of files) {
    if (file.state() === 'failed' && [...file.children.allTests()].length === 0) failed += 1;
    for (const test of file.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'skipped') skipped += 1;
      else failed += 1;
    }
  }
  failed += vitest.state.getUnhandledErrors().length;
  await vitest.close();
}
