// Whole drills in containers end as they do in the embedded lab. Without an engine this is one visible
// skip, which counts as a failure where CI=true.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { findEngine } from '../../harness/lab/containers/engine.ts';
import { findLabelled } from '../../harness/lab/containers/labels.ts';
import { containersFigures } from '../campaigns/containers.ts';
import { readDrillEnd } from '../campaigns/drill.ts';
import { brokenFigures } from '../campaigns/figure.ts';
import { drillsFolder, runMeasured, start, stored } from './support.ts';

const DRILL_DEADLINE_MS = 400_000;
const engine = await findEngine();

test(
  'dc-loss-failover passes in containers too, and leaves nothing on the engine',
  async ({ skip }) => {
    if (!engine.ok) return skip(engine.error.map(({ message }) => message).join(' '));
    const drills = drillsFolder();
    const finished = await runMeasured('dc-loss-failover', drills, 'containers');
    expect(finished.output).toContain('nothing left behind');
    expect(finished.status, finished.output).toBe(0);
    const { analysis, folder } = stored(drills);
    const post = analysis.recoveryPoints.find(({ service }) => service === 'post');
    expect(post?.recoveryPoint).toMatchObject({ kind: 'measured' });
    expect(readFileSync(join(folder, 'journal'), 'utf8')).toContain('"lab":"containers"');
    const drill = readDrillEnd(drills, finished);
    const outcome = { kind: 'drill', group: 'dc-loss-failover', index: 0, drill } as const;
    expect(brokenFigures(containersFigures([outcome]))).toEqual([]);
    expect(await findLabelled(engine.value.docker, null)).toEqual([]);
  },
  DRILL_DEADLINE_MS,
);

test('without an engine a drill in containers ends with 69 and names the lab that needs none', async () => {
  const environment = { DOCKER_HOST: 'unix:///nowhere/docker.sock' };
  const options = ['run', 'mini', '--lab', 'containers', '--drills', drillsFolder()];
  const finished = await start(options, environment).finished;
  expect(finished.status).toBe(69);
  expect(finished.output).toContain('--lab processes');
}, 60_000);

test('planning names the lab that can be silent', () => {
  const scenario = join(import.meta.dirname, '../fixtures/scenarios/silence.ts');
  const entry = join(import.meta.dirname, '../../harness/bin/firedrill.js');
  const plan = (lab: string) =>
    spawnSync(process.execPath, [entry, 'plan', scenario, '--lab', lab], { encoding: 'utf8' });
  expect(plan('containers')).toMatchObject({ status: 0 });
  const refused = plan('processes');
  expect(refused.status).toBe(64);
  expect(refused.stderr).toContain('The lab "containers" can.');
});
