// Whatever dies, everything is undone: the harness killed at chosen points, hanging, its watchdog killed,
// both killed, the disk full, the folder gone, the kill switch, two drills at once.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import type { LabName } from '../../harness/lab/labs.ts';
import { directoryOf } from '../../harness/machine/lab-record.ts';
import { type Running, start } from './support.ts';
import {
  engineProblem,
  environmentOf,
  latestLab,
  recordOn,
  remainsAfter,
  remainsOf,
  type Stage,
} from '../undone.ts';
import {
  aftermath,
  aftermathOf,
  dieAt,
  openStage,
  startMini,
  withFaultOn,
} from './undone-support.ts';

const DEADLINE_MS = 180_000;
/** So long after the death of a harness everything is undone. */
const UNDONE_WITHIN_MS = 10_000;

const noEngine = await engineProblem();

function command(stage: Stage, ...options: readonly string[]) {
  return start(options, environmentOf(stage)).finished;
}

test.each([
  ['while the lab opens', 'after:process-intended:6'],
  ['before the fault is made', 'after:fault-intended:1'],
  ['before the fault is healed', 'after:heal-intended:1'],
])(
  'the harness killed %s leaves nothing',
  async (_, killAt) => {
    const stage = openStage();
    await dieAt(stage, killAt, 'processes');
    expect(await remainsAfter(stage, UNDONE_WITHIN_MS)).toEqual([]);
    expect(await aftermath(stage)).toEqual(aftermathOf('harness-died'));
  },
  DEADLINE_MS,
);

test.skipIf(noEngine !== null)(
  `the harness killed with a fault on leaves no container${noEngine === null ? '' : ` (${noEngine})`}`,
  async () => {
    const stage = openStage();
    await dieAt(stage, 'after:fault-injected:1', 'containers');
    expect(await remainsAfter(stage, UNDONE_WITHIN_MS)).toEqual([]);
    expect(await aftermath(stage)).toEqual(aftermathOf('harness-died'));
  },
  DEADLINE_MS,
);

test(
  'a drill that is ended while its lab opens leaves nothing',
  async () => {
    const stage = openStage();
    const running = startMini(stage, {});
    await running.until('phase open lab');
    const { lab } = await recordOn(stage);
    running.child.kill('SIGINT');
    const finished = await running.finished;
    expect(finished.output).toContain('nothing left behind');
    expect(finished.status, finished.output).toBe(3);
    expect(await remainsOf(lab, stage)).toEqual([]);
  },
  DEADLINE_MS,
);

test(
  'a harness that hangs is ended, and everything is undone',
  async () => {
    const stage = openStage();
    const running = await withFaultOn(stage, 'processes');
    running.child.kill('SIGSTOP');
    expect((await running.finished).signal).toBe('SIGKILL');
    expect(await remainsAfter(stage, UNDONE_WITHIN_MS)).toEqual([]);
    expect(await aftermath(stage)).toEqual(aftermathOf('harness-hung'));
  },
  DEADLINE_MS,
);

test(
  'a watchdog that dies ends the drill at once',
  async () => {
    const stage = openStage();
    const running = await withFaultOn(stage, 'processes');
    const { watchdog, lab } = await recordOn(stage);
    const killedMs = performance.now();
    process.kill(watchdog?.pid ?? 0, 'SIGKILL');
    await running.until('INTERRUPTED by the end of the watchdog');
    expect(performance.now() - killedMs).toBeLessThan(2_000);
    const finished = await running.finished;
    expect(finished.output).toContain('nothing left behind');
    expect(finished.status, finished.output).toBe(2);
    expect(await remainsOf(lab, stage)).toEqual([]);
  },
  DEADLINE_MS,
);

async function bothDie(stage: Stage, lab: LabName): Promise<void> {
  const running = await withFaultOn(stage, lab);
  const { watchdog } = await recordOn(stage);
  process.kill(watchdog?.pid ?? 0, 'SIGKILL');
  running.child.kill('SIGKILL');
  await running.finished;
}

test(
  'with both killed `recover` undoes everything, and again changes nothing',
  async () => {
    const stage = openStage();
    await bothDie(stage, 'processes');
    const lab = latestLab(stage);
    // The red case: without anybody who undoes it, it is there.
    expect(await remainsOf(lab, stage)).toEqual(
      expect.arrayContaining(['process k6', `folder ${directoryOf(lab)}`, `record ${lab}`]),
    );
    const first = await command(stage, 'recover');
    expect(first.status, first.output).toBe(0);
    expect(first.output).toContain(`removed folder ${directoryOf(lab)}`);
    expect(await remainsOf(lab, stage)).toEqual([]);
    expect(await aftermath(stage)).toEqual(aftermathOf('recovered'));
    const journal = readFileSync(join(stage.drills, 'latest', 'journal'), 'utf8');
    for (const again of [await command(stage, 'recover'), await command(stage, 'recover')]) {
      expect([again.status, again.output]).toEqual([0, 'Dead drills have left nothing.\n']);
    }
    expect(readFileSync(join(stage.drills, 'latest', 'journal'), 'utf8')).toBe(journal);
  },
  DEADLINE_MS,
);

test(
  'with both killed the next run undoes everything first, and says so',
  async () => {
    const stage = openStage();
    await bothDie(stage, 'processes');
    const lab = latestLab(stage);
    const next = startMini(stage, {});
    await next.until('Undone what dead drills had left');
    expect(await remainsOf(lab, stage)).toEqual([]);
    next.child.kill('SIGINT');
    expect((await next.finished).status).toBe(3);
  },
  DEADLINE_MS,
);

test(
  'the second drill waits for the first, and the kill switch ends and blocks',
  async () => {
    const stage = openStage();
    const first = startMini(stage, {});
    await first.until('load flows');
    const second = startMini(stage, {});
    await second.until(`Waiting for process ${first.child.pid}, which has run mini since`);
    second.child.kill('SIGINT');
    expect((await second.finished).status).toBe(3);

    const stopped = await command(stage, 'stop', '--all');
    expect(stopped.output).toContain(`mini (process ${first.child.pid}) ended`);
    expect(stopped.status, stopped.output).toBe(0);
    const ended = await first.finished;
    expect(ended.status, ended.output).toBe(3);
    expect(await remainsOf(latestLab(stage), stage)).toEqual([]);

    const blocked = await startMini(stage, {}).finished;
    expect(blocked.output).toContain('`firedrill stop --release`');
    expect(blocked.status).toBe(69);
    expect((await command(stage, 'stop', '--release')).status).toBe(0);
    const again = startMini(stage, {});
    await again.until('phase open lab');
    again.child.kill('SIGINT');
    expect((await again.finished).status).toBe(3);
  },
  DEADLINE_MS,
);

test(
  'of two drills at once one dies and the other goes on',
  async () => {
    const stage = openStage();
    const more = ['--parallel'];
    const survivor = startMini(stage, { more });
    await survivor.until('phase open lab');
    const { lab } = await recordOn(stage);
    const other: Stage = { ...stage, drills: `${stage.drills}-other` };
    const dead = startMini(other, { more, killAt: 'after:process-intended:6' });
    expect((await dead.finished).signal).toBe('SIGKILL');
    expect(await remainsAfter(other, UNDONE_WITHIN_MS)).toEqual([]);
    expect((await command(stage, 'recover')).output).toContain(`because they live: ${lab}`);
    const finished = await survivor.finished;
    expect(finished.output).toContain('nothing left behind');
    expect(finished.output).not.toContain('ended by itself');
    expect(await remainsOf(lab, stage)).toEqual([]);
  },
  DEADLINE_MS,
);

/** The drill says why it ended, has undone everything, and is judged by nobody, or not to be met. */
async function expectNoPass(running: Running, says: string): Promise<void> {
  const finished = await running.finished;
  expect(finished.output).toContain(says);
  expect(finished.output).toContain('nothing left behind');
  expect([2, 70], finished.output).toContain(finished.status);
}

test(
  'a folder that is deleted in the middle ends the drill in a rollback and no pass',
  async () => {
    const stage = openStage();
    const running = startMini(stage, {});
    await running.until('load flows');
    const { lab } = await recordOn(stage);
    rmSync(realpathSync(join(stage.drills, 'latest')), { recursive: true });
    await expectNoPass(running, 'was deleted or moved');
    expect(await remainsOf(lab, stage)).toEqual([]);
  },
  DEADLINE_MS,
);

/** Mounts a small disk; false where this user may not. */
function mountSmallDisk(folder: string): boolean {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    onTestFinished(() => void execFileSync('umount', ['--lazy', folder]));
    return true;
  } catch {
    return false;
  }
}

/** Leaves no byte of a disk; where there is no disk of its own, lets no file of the process grow. */
function fillUp(folder: string, { pid }: { readonly pid?: number | undefined }): void {
  try {
    writeFileSync(join(folder, 'filler'), Buffer.alloc(8_000_000));
  } catch {
    return;
  }
  execFileSync('prlimit', ['--pid', String(pid), '--fsize=1000:1000']);
}

test.runIf(process.platform === 'linux')(
  'a full disk ends the drill in a rollback and no pass',
  async () => {
    const stage = openStage();
    const mounted = mountSmallDisk(stage.drills);
    const running = startMini(stage, {});
    await running.until('load flows');
    const { lab } = await recordOn(stage);
    fillUp(stage.drills, running.child);
    await expectNoPass(running, mounted ? 'ENOSPC' : 'EFBIG');
    expect(await remainsOf(lab, stage)).toEqual([]);
  },
  DEADLINE_MS,
);
