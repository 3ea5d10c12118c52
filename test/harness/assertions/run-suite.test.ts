// Real runs of suite files: passed, failed, and one file for each way of being unusable.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { runSuite } from '../../../harness/assertions/run-suite.ts';
import type { SuiteDefect } from '../../../harness/statements/index.ts';
import { suiteDefectText, wordsOf } from '../../../harness/wording/index.ts';
import { type Changes, recorded } from './recorded.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/suites/', import.meta.url));
const DEADLINE_MS = 30_000;

function run(name: string, changes: Changes = {}, timeoutMs = DEADLINE_MS) {
  const suiteFile = join(fixtures, `${name}.suite.ts`);
  return runSuite({ suiteFile, drill: recorded(changes), timeoutMs });
}

function childProcesses(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('passed: silently, and nothing of the process is changed', async () => {
  const stdout = vi.spyOn(process.stdout, 'write');
  const stderr = vi.spyOn(process.stderr, 'write');
  const before = { exitCode: process.exitCode, env: { ...process.env } };
  const result = await run('passes');
  expect(stdout.mock.calls).toEqual([]);
  expect(stderr.mock.calls).toEqual([]);
  expect({ exitCode: process.exitCode, env: { ...process.env } }).toEqual(before);
  const durationMs: number = expect.any(Number);
  expect(result).toEqual({
    file: 'passes.suite.ts',
    state: 'passed',
    defect: null,
    tests: [
      { name: 'the bank recovers in time', state: 'passed', durationMs, errors: [] },
      { name: 'plain assertions count too', state: 'passed', durationMs, errors: [] },
      { name: 'left out', state: 'skipped', durationMs: 0, errors: [] },
    ],
  });
});

test('failed: a miss stays a miss, whatever its neighbours are', async () => {
  const result = await run('misses');
  expect(result).toMatchObject({ state: 'failed', defect: null });
  expect(result.tests.map(({ state }) => state)).toEqual(['failed', 'failed', 'passed']);
  const timeToRecoverMs = { low: 575, best: 592, high: 708 };
  expect(result.tests[0]?.errors).toEqual([
    {
      kind: 'assertion',
      note: null,
      assertion: {
        kind: 'not-as-expected',
        expectation: { kind: 'recover-within', service: 'bank', rtoMs: 500 },
        negated: false,
        finding: {
          kind: 'verdict',
          reason: { kind: 'recovered-late', timeToRecoverMs, rtoMs: 500 },
          basis: { kind: 'events', good: 635, bad: 43, ratePerSecond: 75 },
        },
      },
    },
  ]);
});

test('every kind of assertion counts as one', async () => {
  const result = await run('counted');
  expect(result).toMatchObject({ state: 'passed', defect: null });
  expect(result.tests).toHaveLength(15);
});

test('the words of the author and of others are kept beside what we say as data', async () => {
  const { tests } = await run('noted');
  expect(tests.map(({ errors }) => errors)).toEqual([
    [
      {
        kind: 'assertion',
        note: 'rule 7 of the handbook',
        assertion: expect.objectContaining({ kind: 'not-as-expected' }),
      },
    ],
    [{ kind: 'said', said: expect.stringContaining("expected 'bank' to be 'post'") }],
  ]);
});

const CAUSES: readonly (readonly [string, SuiteDefect['kind'], string])[] = [
  [
    'not-measured',
    'inconclusive-test',
    '"asks for what was not measured" is inconclusive: expected post not to fail back within 3 s',
  ],
  ['no-matcher', 'asserts-nothing', '"forgets the matcher" asserts nothing'],
  ['empty-test', 'asserts-nothing', '"asserts nothing" asserts nothing'],
  ['no-test', 'does-not-load', 'it does not load: “No test suite found in file'],
  ['only-skipped', 'all-skipped', 'every test is skipped'],
  [
    'only',
    'inconclusive-test',
    '"the bank recovers in time" is inconclusive: “[Vitest] Unexpected .only modifier',
  ],
  ['syntax-error', 'does-not-load', 'it does not load: “Transform failed'],
  ['throws-at-load', 'does-not-load', 'it does not load: “thrown at load”'],
  ['failing-hook', 'does-not-load', 'it does not load: “thrown in a hook”'],
  ['stray-rejection', 'stray-error', 'an error outside the tests: “nobody waited”'],
  [
    'kills-itself',
    'stray-error',
    'an error outside the tests: “[vitest-pool]: Worker forks emitted error.”, caused by “Worker',
  ],
  ['missing', 'no-such-file', 'there is no such file'],
];

test.each(CAUSES)('unusable: %s', async (name, kind, words) => {
  const result = await run(name);
  expect([result.state, result.defect?.kind]).toEqual(['unusable', kind]);
  const told = result.defect === null ? '' : suiteDefectText(result.defect, wordsOf('en'));
  expect(told).toContain(words);
  expect(JSON.stringify(result)).not.toContain(fixtures);
});

test.each(['never-settles', 'never-loads', 'endless-loop'])(
  'unusable in time: %s',
  async (name) => {
    const children = childProcesses();
    const startedAt = performance.now();
    const result = await run(name, {}, 1_500);
    expect(result.state).toBe('unusable');
    expect(result.defect).toEqual({ kind: 'too-slow', limitMs: 1_500 });
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    expect(childProcesses()).toBe(children);
  },
);

test('runs from elsewhere, on a file outside, and leaves nothing beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-suite-'));
  try {
    // A path of this kind is a pattern to whoever searches by patterns.
    const own = join(folder, 'own (1) [x]');
    mkdirSync(own);
    const suiteFile = join(own, 'own.suite.ts');
    writeFileSync(
      suiteFile,
      "import { drill, expect, test } from 'firedrill/assertions';\n" +
        "test('own', () => expect(drill.service('bank')).toBalance());\n",
    );
    const runner = new URL('../../../harness/assertions/run-suite.ts', import.meta.url).href;
    const options = JSON.stringify({ suiteFile, drill: recorded(), timeoutMs: DEADLINE_MS });
    const script = `const { runSuite } = await import(${JSON.stringify(runner)});
      const before = JSON.stringify(process.env);
      const result = await runSuite(${options});
      const unchanged = JSON.stringify(process.env) === before && process.exitCode === undefined;
      console.log(JSON.stringify({ ...result, unchanged }));`;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: folder, encoding: 'utf8', timeout: DEADLINE_MS },
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const file = 'own.suite.ts';
    expect(JSON.parse(stdout)).toMatchObject({ file, state: 'passed', unchanged: true });
    expect(readdirSync(folder)).toEqual(['own (1) [x]']);
    expect(readdirSync(own)).toEqual([file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
