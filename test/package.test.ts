// The published package: packed, installed in an empty folder the way a user would, and used there.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'firedrill-package-'));

/** The time-outs cover a slow registry; everything is bounded. */
const INSTALL_TIMEOUT_MS = 300_000;

/** The scenario that the README shows. */
const SCENARIO = /```ts\n(.*?)```/s.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';

/** What `npm pack --json` says of a package. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let contents: readonly string[] = [];

async function installed(...options: readonly string[]) {
  const { exitCode, stdout, stderr } = await execa('npx', ['firedrill', ...options], {
    cwd: folder,
    reject: false,
  });
  return { exitCode, stdout, stderr };
}

beforeAll(async () => {
  const packed = await execa('npm', ['pack', '--pack-destination', folder, '--json'], {
    cwd: root,
    timeout: INSTALL_TIMEOUT_MS,
  });
  const [{ filename, files }]: [Packed] = JSON.parse(packed.stdout);
  contents = files.map(({ path }) => path);
  await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', filename], {
    cwd: folder,
    timeout: INSTALL_TIMEOUT_MS,
  });
}, 2 * INSTALL_TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true }));

test('beside compiled code the package holds documents and assets only', () => {
  const others = contents.filter((path) => !/^dist\/.*(?:\.d\.ts|\.js)$/.test(path));
  expect(others).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'THIRD-PARTY.md',
      'dist/harness/load/k6/drill.ts',
      'dist/harness/toolchain/gomod/go.mod',
      'dist/harness/toolchain/gomod/go.sum',
      'harness/bin/firedrill.js',
      'package.json',
    ]),
  );
  const sources = others.filter((path) => path.endsWith('.ts'));
  expect(sources.filter((path) => !path.startsWith('dist/harness/load/k6/'))).toEqual([]);
});

test('the installed package plans a drill', async () => {
  const { exitCode, stdout, stderr } = await installed('plan', 'mini');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const checkout = await execa('node', ['harness/bin/firedrill.js', 'plan', 'mini'], { cwd: root });
  expect(stdout).toBe(checkout.stdout);
});

test('the installed package lists the scenarios as JSON', async () => {
  const { exitCode, stdout, stderr } = await installed('list', '--json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({ id: 'dc-loss-failover', expected: 'passed' }),
  );
});

test("the README's scenario type-checks against the installed types, and plans", async () => {
  writeFileSync(join(folder, 'own-drill.ts'), SCENARIO);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'own-drill.ts'];
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  expect((await execa(compiler, options, { cwd: folder })).exitCode).toBe(0);
  const { exitCode, stdout, stderr } = await installed('plan', 'own-drill.ts', '--json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ scenario: { id: 'bank-unreachable' } });
});

test('a wrong scenario does not type-check against the installed types', async () => {
  const wrong = SCENARIO.replace("rto: '12s'", "rto: '12'");
  writeFileSync(join(folder, 'wrong-drill.ts'), wrong);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'wrong-drill.ts'];
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  const { exitCode, stdout } = await execa(compiler, options, { cwd: folder, reject: false });
  expect(exitCode).not.toBe(0);
  expect(stdout).toContain('Type \'"12"\' is not assignable');
});
