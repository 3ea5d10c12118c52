// What a user can get wrong in a scenario, as `plan` answers it: the whole text with place and cure,
// status 64, nothing on standard output.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

import { loadScenario } from '../../../harness/commands/load-scenario.ts';
import { scenarios } from '../../../scenarios/index.ts';

const LAUNCHER = fileURLToPath(new URL('../../../harness/bin/firedrill.js', import.meta.url));
const MINI = new URL('../../../scenarios/mini.ts', import.meta.url).href;
const NAMES = scenarios.map(({ id }) => id).join(', ');

function folderWith(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-bad-input-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'drill.ts'), content);
  return folder;
}

async function plan(cwd: string, nameOrFile: string) {
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [LAUNCHER, 'plan', nameOrFile],
    { cwd, reject: false },
  );
  return { exitCode, stdout, stderr };
}

function refusal(place: string, message: string, cure: string): object {
  return { exitCode: 64, stdout: '', stderr: `${place}\n  ${message}\n  Cure: ${cure}` };
}

/** A scenario file that is `mini` with a change. */
function changed(change: string): string {
  return [
    `import mini from '${MINI}';`,
    "const cut = { kind: 'link-cut', id: 'cut', links: ['front-door>bank@daejeon'], signature: 'refuse', at: '1s' };",
    `export default { ...mini, ${change} };`,
  ].join('\n');
}

test('a name that no scenario has', async () => {
  expect(await plan('.', 'dc-los')).toEqual(
    refusal(
      'dc-los',
      'Unknown scenario "dc-los".',
      `Use one of ${NAMES}, or the path of a scenario file.`,
    ),
  );
});

test('a file that is not there', async () => {
  expect(await plan('.', 'gone/drill.ts')).toEqual(
    refusal(
      'gone/drill.ts',
      'There is no such file.',
      `Give the path of a scenario file, or one of ${NAMES}.`,
    ),
  );
});

const CORRECT = 'Correct the file; it must load without an error.';

test.each([
  [
    'a syntax error',
    'const one = 1;\nexport default { id: };',
    refusal('drill.ts:2', 'SyntaxError: Expression expected', CORRECT),
  ],
  [
    'an error at import',
    '\n\nthrow new RangeError("broken here");',
    refusal('drill.ts:3', 'RangeError: broken here', CORRECT),
  ],
  [
    'something thrown that is no error',
    'throw 5;',
    refusal('drill.ts', 'The file threw 5.', CORRECT),
  ],
  [
    'an error after a while',
    'setTimeout(() => { throw new Error("late"); });\nsetInterval(() => {}, 1000); await new Promise(() => {}); export default 1;',
    refusal('drill.ts:1', 'Error: late', CORRECT),
  ],
  [
    'no default export',
    'export const scenario = 1;',
    refusal(
      'drill.ts',
      'The file exports no scenario.',
      'Write `export default defineScenario({…})`.',
    ),
  ],
  [
    'a function as its export',
    'export default () => 1;',
    refusal(
      'drill.ts',
      'The file exports something that is not plain data: () => 1 could not be cloned.',
      'Export the scenario itself, without functions or promises in it.',
    ),
  ],
  [
    'a number as its export',
    'export default 42;',
    refusal(
      'scenario',
      'Invalid input: expected object, received number',
      'Write `export default defineScenario({…})`.',
    ),
  ],
  [
    'a top-level await that never settles',
    'await new Promise(() => {}); export default 1;',
    refusal(
      'drill.ts',
      'The file ended before it had loaded.',
      'Remove the call of process.exit, or the top-level await that never settles.',
    ),
  ],
  [
    'a call of process.exit',
    'process.exit(0);',
    refusal(
      'drill.ts',
      'The file ended before it had loaded.',
      'Remove the call of process.exit, or the top-level await that never settles.',
    ),
  ],
])('a file with %s', async (_, content, expected) => {
  expect(await plan(folderWith(content), 'drill.ts')).toEqual(expected);
});

test('a file with an endless loop is given up at the deadline', async () => {
  const file = join(folderWith('for (;;) {}'), 'drill.ts');
  expect(await loadScenario(file, scenarios, 500)).toEqual({
    ok: false,
    error: [
      {
        place: file,
        message: 'The file did not finish loading within 0.5 s.',
        cure: 'Remove the top-level await that never settles, or the endless loop.',
      },
    ],
  });
});

const WITH_UNIT = 'Write a number with its unit: "250ms", "12s", "2m" or "3h".';

test.each([
  [
    'an unknown service',
    "objectives: [{ kind: 'integrity', service: 'atm' }]",
    refusal('objectives[0]', 'Unknown service "atm".', 'Use one of: bank, post.'),
  ],
  [
    'an unknown link',
    "faults: [{ ...cut, links: ['front-door>bank@seoul'] }]",
    refusal(
      'faults[0] (cut)',
      'Unknown link "front-door>bank@seoul".',
      'Links are named caller>callee; use one of: front-door>bank@daejeon, front-door>post@daejeon, front-door>bank@gongju, front-door>post@gongju.',
    ),
  ],
  [
    'overlapping faults on one link',
    "faults: [cut, { ...cut, id: 'again', at: '2s' }]",
    refusal(
      'faults[1] (again)',
      'Overlaps with fault "cut" on link front-door>bank@daejeon.',
      'Let one end before the other starts, or choose other links.',
    ),
  ],
  [
    'an objective with no load behind it',
    "load: { ...mini.load, services: mini.load.services.filter(({ service }) => service === 'post') }, objectives: [{ kind: 'integrity', service: 'bank' }]",
    refusal(
      'objectives[0]',
      'There is no load on "bank", so nothing can be measured.',
      'Add it to the load profile "two-services".',
    ),
  ],
  [
    'an RTO beyond the horizon',
    "objectives: [{ kind: 'recovery-time', service: 'bank', rto: '3h' }]",
    refusal(
      'objectives[0] (bank.recovery-time)',
      'The RTO of 3h is longer than the 8.5 s that can be observed.',
      'Lengthen the method, heal the fault later, or lower the RTO.',
    ),
  ],
  [
    'a negative duration',
    "faults: [{ ...cut, at: '-1s' }]",
    refusal(
      'faults[0].at',
      '"-1s" is no duration; write "250ms", "12s", "2m" or "3h" (never negative)',
      WITH_UNIT,
    ),
  ],
  [
    'a duration without a unit',
    'faults: [{ ...cut, at: 30 }]',
    refusal(
      'faults[0].at',
      'duration 30 has no unit; write "250ms", "12s", "2m" or "3h"',
      WITH_UNIT,
    ),
  ],
  [
    'an operation of another service',
    "load: { ...mini.load, services: mini.load.services.map((it) => ({ ...it, operations: it.operations.map((one) => one.operation === 'bank.balance' ? { ...one, operation: 'card.authorise' } : one) })) }",
    refusal(
      'load.services[0].operations[1]',
      'The service "bank" has no operation "card.authorise".',
      'Use an operation that starts with "bank.".',
    ),
  ],
  [
    'two primary sites',
    "estate: { ...mini.estate, sites: mini.estate.sites.map((site) => ({ ...site, role: 'primary' })) }",
    refusal(
      'estate.sites',
      'Both sites have the role "primary".',
      'Give one the role "primary" and the other "standby".',
    ),
  ],
  [
    'a service that depends on itself',
    "estate: { ...mini.estate, services: mini.estate.services.map((it) => ({ ...it, dependsOn: [it.id] })).slice(1) }, objectives: [{ kind: 'integrity', service: 'post' }], load: { ...mini.load, services: mini.load.services.slice(1) }, faults: []",
    refusal(
      'estate.services[0] (post).dependsOn',
      '"post" depends on itself, directly or through other services.',
      'Break the circle.',
    ),
  ],
  [
    'a part that is missing',
    'objectives: undefined',
    refusal('objectives', 'It is missing.', 'Add it. Give a list here.'),
  ],
])('a scenario with %s', async (_, change, expected) => {
  expect(await plan(folderWith(changed(change)), 'drill.ts')).toEqual(expected);
});

test('everything wrong is said at once', async () => {
  const change = "faults: [{ ...cut, at: '-1s' }, { ...cut, kind: 'flood' }], fautls: []";
  const { exitCode, stderr } = await plan(folderWith(changed(change)), 'drill.ts');
  const places = stderr.split('\n').filter((line) => !line.startsWith(' '));
  expect({ exitCode, places }).toEqual({
    exitCode: 64,
    places: ['faults[0].at', 'faults[1].kind', 'scenario'],
  });
});

test('what a scenario file prints stays apart from the plan', async () => {
  const folder = folderWith(`console.log('noise');\n${changed('')}`);
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [LAUNCHER, 'plan', 'drill.ts', '--json'],
    { cwd: folder },
  );
  expect({ exitCode, stderr, id: JSON.parse(stdout).scenario.id }).toEqual({
    exitCode: 0,
    stderr: 'noise',
    id: 'mini',
  });
});
