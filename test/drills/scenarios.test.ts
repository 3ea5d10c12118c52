// The library's scenarios end as each says of itself, on the machine that runs the tests. These
// drills are also the sample of the campaign `main-drill`, and are held to its limits.

import { expect, test } from 'vitest';

import { readDrillEnd } from '../campaigns/drill.ts';
import { brokenFigures } from '../campaigns/figure.ts';
import { mainDrillFigures, type MainDrillGroup } from '../campaigns/main-drill.ts';
import { drillsFolder, type Finished, runMeasured, stored, survivors } from './support.ts';

const DRILL_DEADLINE_MS = 300_000;

test(
  'dc-loss-failover passes, counts lost parcels and fails back',
  async () => {
    const drills = drillsFolder();
    const finished = await runMeasured('dc-loss-failover', drills);
    expect(finished.output).toContain('nothing left behind');
    expect(finished.status, finished.output).toBe(0);
    const { analysis } = stored(drills);
    const { recoveryPoint } = find(analysis.recoveryPoints, 'post');
    expect(recoveryPoint.kind === 'measured' && recoveryPoint.lost).toBeGreaterThan(0);
    // What was lost at the new primary came back with the old site, fenced and set aside.
    // Other services may have set aside writes too, of which nobody had been told.
    const returned = analysis.books.filter((it) => it.reading === 'second' && it.stranded > 0);
    expect(returned.map(({ instance }) => instance)).toContain('post@daejeon');
    expect(find(analysis.services, 'bank').failback).not.toBeNull();
    expect(survivors(drills)).toEqual([]);
    expect(brokenLimits('dc-loss-failover', drills, finished)).toEqual([]);
  },
  DRILL_DEADLINE_MS,
);

test(
  'dc-loss-no-standby is missed',
  async () => {
    const drills = drillsFolder();
    const finished = await runMeasured('dc-loss-no-standby', drills);
    expect(finished.status, finished.output).toBe(1);
    const { judgement } = stored(drills);
    expect(judgement.verdicts.map(({ value }) => value)).toEqual(Array(4).fill('missed'));
    expect(survivors(drills)).toEqual([]);
    expect(brokenLimits('dc-loss-no-standby', drills, finished)).toEqual([]);
  },
  DRILL_DEADLINE_MS,
);

test(
  'steady-state is the control run: nothing happens and nothing is found',
  async () => {
    const drills = drillsFolder();
    const finished = await runMeasured('steady-state', drills);
    expect(finished.status, finished.output).toBe(0);
    expect(stored(drills).analysis.reconciliation.map(({ counts }) => counts.lost)).toEqual(
      Array(4).fill(0),
    );
    expect(brokenLimits('steady-state', drills, finished)).toEqual([]);
  },
  DRILL_DEADLINE_MS,
);

test(
  'reply-lost posts nothing twice',
  async () => {
    const drills = drillsFolder();
    const finished = await runMeasured('reply-lost', drills);
    expect(finished.status, finished.output).toBe(0);
    const { analysis } = stored(drills);
    const transfers = analysis.reconciliation.find((it) => it.operation === 'bank.transfer');
    expect(transfers?.counts.duplicated).toBe(0);
    expect(transfers?.counts.recovered).toBeGreaterThan(0);
  },
  DRILL_DEADLINE_MS,
);

/** Limits of the campaign that the latest drill in the folder breaks. */
function brokenLimits(group: MainDrillGroup, drills: string, finished: Finished) {
  const drill = readDrillEnd(drills, finished);
  return brokenFigures(mainDrillFigures([{ group, index: 0, drill }]));
}

function find<Item extends { readonly service: string }>(
  items: readonly Item[],
  service: string,
): Item {
  const found = items.find((item) => item.service === service);
  if (found === undefined) throw new Error(`nothing of ${service}`);
  return found;
}
