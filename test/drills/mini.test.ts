// Whole drills on real k6, real Toxiproxies and real processes: what each way of ending one leaves
// behind, and which status it has.

import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { readDrillEnd } from '../campaigns/drill.ts';
import { brokenFigures } from '../campaigns/figure.ts';
import { mainDrillFigures } from '../campaigns/main-drill.ts';
import {
  drillsFolder,
  run,
  runMeasured,
  start,
  startAtTerminal,
  stored,
  survivors,
} from './support.ts';

test('mini passes, leaves nothing behind, and is judged the same again', async () => {
  const drills = drillsFolder();
  const finished = await runMeasured('mini', drills);
  expect(finished.output).toContain('nothing left behind');
  expect(finished.status, finished.output).toBe(0);
  const { judgement, analysis, folder } = stored(drills);
  expect(judgement.verdicts.map(({ value }) => value)).toEqual(['met', 'met', 'met']);
  expect(analysis.instrument.problems).toEqual([]);
  expect(survivors(drills)).toEqual([]);
  const files = [
    'analysis.json',
    'judgement.json',
    'report.en.html',
    'report.ko.html',
    'junit.xml',
  ];
  const before = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  expect((await run(['report', folder])).status).toBe(0);
  expect(files.map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual(before);
  expect((await run(['assert', folder])).status).toBe(0);
  expect(stored(drills).judgement.suite?.state).toBe('passed');

  // A journal whose end is gone can no longer prove anything met.
  const journal = join(folder, 'journal');
  truncateSync(journal, Math.floor(readFileSync(journal).length * 0.9));
  const truncated = await run(['report', folder]);
  expect(truncated.status).toBe(2);
  expect(stored(drills).analysis.instrument.problems.map(({ code }) => code)).toContain(
    'journal-damaged',
  );
}, 180_000);

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s during a fault heals it and ends with 3',
  async (signal) => {
    const drills = drillsFolder();
    const running = start(['run', 'mini', '--drills', drills]);
    await running.until('fault bank-unreachable on');
    running.child.kill(signal);
    // A second one must not stop the rollback.
    running.child.kill(signal);
    const finished = await running.finished;
    expect(finished.status).toBe(3);
    const journal = readFileSync(join(drills, 'latest', 'journal'), 'utf8');
    expect(journal).toContain(
      '"type":"fault-healed","fault":"bank-unreachable","cause":"rollback"',
    );
    expect(finished.output).toContain('nothing left behind');
    expect(survivors(drills)).toEqual([]);
    expect(stored(drills).judgement.outcome).toBe('aborted');
  },
  60_000,
);

test('Ctrl-C at a terminal, pressed twice, is a rollback and ends with 3', async () => {
  const drills = drillsFolder();
  const running = startAtTerminal(['run', 'mini', '--drills', drills]);
  await running.until('bank-unreachable');
  await expect
    .poll(() => readFileSync(join(drills, 'latest', 'journal'), 'utf8'), { timeout: 40_000 })
    .toContain('"type":"fault-confirmed"');
  // The terminal sends the interrupt to every process in its foreground: ours are not among them.
  running.child.stdin?.write('\u0003');
  running.child.stdin?.write('\u0003');
  const finished = await running.finished;
  expect(finished.status, finished.output).toBe(3);
  const journal = readFileSync(join(drills, 'latest', 'journal'), 'utf8');
  expect(journal).toContain('"type":"fault-healed","fault":"bank-unreachable","cause":"rollback"');
  expect(journal).toContain('"type":"clean-verified","leftovers":[]');
  expect(survivors(drills)).toEqual([]);
}, 60_000);

test('a Toxiproxy that wedges in the middle of a drill is replaced, and the drill is inconclusive', async () => {
  const drills = drillsFolder();
  const running = start(['run', 'mini', '--drills', drills]);
  await running.until('phase method');
  const journal = readFileSync(join(drills, 'latest', 'journal'), 'utf8');
  const [, pid] = /"name":"toxiproxy-daejeon","pid":(\d+)/.exec(journal) ?? [];
  process.kill(Number(pid), 'SIGSTOP');
  const finished = await running.finished;
  expect(finished.status, finished.output).toBe(2);
  const { problems } = stored(drills).analysis.instrument;
  expect(problems.map(({ code }) => code)).toContain('proxy-wedged');
  expect(finished.output).toContain('nothing left behind');
  expect(survivors(drills)).toEqual([]);
}, 60_000);

test('k6 killed midway makes the drill inconclusive', async () => {
  const drills = drillsFolder();
  const running = start(['run', 'mini', '--drills', drills]);
  await running.until('fault bank-unreachable on');
  const folder = join(drills, 'latest');
  execFileSync('pkill', ['-KILL', '-f', `json=${readFolder(folder)}`]);
  const finished = await running.finished;
  expect(finished.status).toBe(2);
  expect(finished.output).toContain('nothing left behind');
  // The same run is the sample of the campaign `main-drill`.
  const drill = readDrillEnd(drills, finished);
  expect(brokenFigures(mainDrillFigures([{ group: 'k6-killed', index: 0, drill }]))).toEqual([]);
  expect(survivors(drills)).toEqual([]);
}, 60_000);

test('kill -9 of the harness leaves no process behind', async () => {
  const drills = drillsFolder();
  const running = start(['run', 'mini', '--drills', drills]);
  await running.until('fault bank-unreachable on');
  running.child.kill('SIGKILL');
  await running.finished;
  await expect.poll(() => survivors(drills), { timeout: 10_000 }).toEqual([]);
}, 60_000);

test('a folder that cannot be written is refused before anything starts', async () => {
  const drills = drillsFolder();
  const file = join(drills, 'a-file');
  writeFileSync(file, '');
  const finished = await run(['run', 'mini', '--drills', file]);
  expect(finished.status).toBe(64);
  expect(finished.output).toContain('Cure:');
});

test('a folder without a journal is refused', async () => {
  const finished = await run(['report', drillsFolder()]);
  expect(finished.status).toBe(64);
  expect(finished.output).toContain('journal');
});

test('a missing tool ends with 69 and says how to get it', async () => {
  const environment = { FIREDRILL_K6: '/nowhere/k6' };
  const finished = await start(['run', 'mini', '--drills', drillsFolder()], environment).finished;
  expect(finished.status).toBe(69);
  expect(finished.output).toContain('k6');
});

function readFolder(link: string): string {
  return execFileSync('readlink', ['-f', link], { encoding: 'utf8' }).trim();
}
