// The published package: packed, installed in an empty folder the way a user would, and used there.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'firedrill-package-'));

/** The time-outs cover a slow registry; everything is bounded. */
const INSTALL_TIMEOUT_MS = 300_000;

const SCENARIO = `import { defineScenario, type Estate, linksInto } from 'firedrill';

const zones = { north: 'hall', south: 'hall' };
const hall = [{ id: 'hall', title: { en: 'Hall', ko: '전산실' } }];
const estate: Estate = {
  id: 'own',
  title: { en: 'Own', ko: '자체' },
  sites: [
    { id: 'north', title: { en: 'N', ko: '북' }, role: 'primary', readiness: 'warm', zones: hall },
    { id: 'south', title: { en: 'S', ko: '남' }, role: 'standby', readiness: 'warm', zones: hall },
  ],
  services: [
    {
      id: 'bank',
      kind: 'bank',
      title: { en: 'Bank', ko: '은행' },
      zones,
      dependsOn: [],
      partner: 'kftc',
      movesMoney: true,
      replication: { mode: 'async', linkDelay: '0ms', degradeAfter: '1s' },
    },
  ],
  partners: [{ id: 'kftc', title: { en: 'KFTC', ko: '금융결제원' } }],
};

export default defineScenario({
  id: 'own-drill',
  title: { en: 'Own drill', ko: '자체 훈련' },
  summary: { en: 'The bank is cut off.', ko: '은행이 끊깁니다.' },
  expected: 'passed',
  estate,
  load: {
    id: 'own-load',
    title: { en: 'Own load', ko: '자체 부하' },
    requestTimeout: '1500ms',
    services: [
      {
        service: 'bank',
        serviceLevel: { ratio: 0.98, within: '1s' },
        operations: [
          { operation: 'bank.transfer', ratePerSecond: 50, retries: 0, retryAfter: '0ms' },
        ],
      },
    ],
  },
  runbook: {
    detection: { probeInterval: '500ms', probeTimeout: '500ms', failuresToDeclare: 3 },
    decisionDelay: '0ms',
    failover: 'promote-standby',
    failback: { kind: 'never' },
  },
  timelines: { short: { warmUp: '1s', steadyState: '4s', method: '20s' } },
  faults: [
    {
      kind: 'link-cut',
      id: 'cut-off',
      links: linksInto(estate, 'bank@north'),
      signature: 'refuse',
      at: '1s',
    },
  ],
  objectives: [{ kind: 'recovery-time', service: 'bank', rto: '10s' }],
  stopConditions: [],
});
`;

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
  const [{ filename }]: [{ filename: string }] = JSON.parse(packed.stdout);
  await execa('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', filename], {
    cwd: folder,
    timeout: INSTALL_TIMEOUT_MS,
  });
}, 2 * INSTALL_TIMEOUT_MS);

afterAll(() => rmSync(folder, { recursive: true }));

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

test("a user's scenario type-checks against the installed types, and plans", async () => {
  writeFileSync(join(folder, 'own-drill.ts'), SCENARIO);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'own-drill.ts'];
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  expect((await execa(compiler, options, { cwd: folder })).exitCode).toBe(0);
  const { exitCode, stdout, stderr } = await installed('plan', 'own-drill.ts', '--json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ scenario: { id: 'own-drill' } });
});

test('a wrong scenario does not type-check against the installed types', async () => {
  const wrong = SCENARIO.replace("rto: '10s'", "rto: '10'");
  writeFileSync(join(folder, 'wrong-drill.ts'), wrong);
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'wrong-drill.ts'];
  const compiler = join(root, 'node_modules', '.bin', 'tsc');
  const { exitCode, stdout } = await execa(compiler, options, { cwd: folder, reject: false });
  expect(exitCode).not.toBe(0);
  expect(stdout).toContain('Type \'"10"\' is not assignable');
});
