// The command line as a user calls it: child processes, exit status and output.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

function firedrill(...options: readonly string[]) {
  return execa(process.execPath, ['harness/cli.ts', ...options], { reject: false });
}

function scenarioFile(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'scenario.ts');
  writeFileSync(file, content);
  return file;
}

test('plan --json prints the plan', async () => {
  const { exitCode, stdout } = await firedrill('plan', 'dc-loss-failover', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: 1, scenario: { id: 'dc-loss-failover' } });
});

test.each([
  ['an unknown scenario', ['plan', 'nothing'], 'Unknown scenario'],
  ['an unknown option', ['plan', 'mini', '--rtoo'], 'Unknown argument'],
  ['a missing command', [], 'Not enough'],
])('%s ends with 64', async (_, options, message) => {
  const { exitCode, stderr } = await firedrill(...options);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(64);
});

test.each([
  ['a syntax error', 'export default {', 'SyntaxError'],
  ['an error at import', 'throw new Error("broken here")', 'broken here'],
  ['no default export', 'export const scenario = 1', 'exports no scenario'],
  ['another export', 'export default 42', 'expected object'],
  [
    'an import that never settles',
    'setInterval(() => {}, 1000); await new Promise(() => {}); export default 1',
    'did not finish loading',
  ],
])('a scenario file with %s ends with 64', async (_, content, message) => {
  const { exitCode, stderr } = await firedrill('plan', scenarioFile(content));
  expect(stderr).toContain(message);
  expect(exitCode).toBe(64);
});
