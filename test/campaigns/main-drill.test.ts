// The figures of the main drill's campaign: what breaks a limit, and that no run is hidden.

import { expect, test } from 'vitest';

import type { Analysis } from '../../harness/analysis/index.ts';
import type { DrillEnd } from './drill.ts';
import { brokenFigures, valueText } from './figure.ts';
import { mainDrillFigures, type MainDrillOutcome, mainDrillRemarks } from './main-drill.ts';

const SERVICES = ['bank', 'card', 'insurance', 'post'];

/** A main drill as it should go, with what differs. */
function failover(
  index: number,
  {
    lost = 20,
    recoveryMs = 5_000,
    codes = [],
    ...differs
  }: Partial<DrillEnd> & {
    readonly lost?: number;
    readonly recoveryMs?: number | null;
    readonly codes?: readonly string[];
  } = {},
): MainDrillOutcome {
  const recovery =
    recoveryMs === null
      ? { kind: 'not-recovered', observedMs: 30_000 }
      : { kind: 'recovered', timeToRecoverMs: { low: 0, best: recoveryMs, high: 90_000 } };
  const analysis = {
    instrument: {
      latenessMs: { p50: 1, p99: 4 + index, max: 9 },
      dropped: index,
      problems: codes.map((code) => ({ code })),
    },
    services: SERVICES.map((service) => ({ service, recovery })),
    recoveryPoints: [{ service: 'post', recoveryPoint: { kind: 'measured', lost } }],
  } as unknown as Analysis;
  const drill = { status: 0, tookMs: 95_000 + index, analysis, leftBehind: 0, ...differs };
  return { group: 'dc-loss-failover', index, drill };
}

const broken = (outcomes: readonly MainDrillOutcome[]) =>
  brokenFigures(mainDrillFigures(outcomes)).map(
    (figure) => `${figure.figure}: ${valueText(figure)}`,
  );

test('ten good drills hold', () => {
  const outcomes = Array.from({ length: 10 }, (_, index) => failover(index, { lost: 20 + index }));
  const figures = mainDrillFigures(outcomes);
  expect(brokenFigures(figures)).toEqual([]);
  expect(mainDrillRemarks(outcomes)).toEqual([]);
  expect(figures.map((figure) => `${figure.figure}: ${valueText(figure)}`)).toEqual([
    'dc-loss-failover: ends with 0: 10 of 10 drills',
    'dc-loss-failover: lost parcels counted: 10 of 10 drills',
    'lost parcels, least: 20 parcels',
    'lost parcels, median: 24 parcels',
    'lost parcels, most: 29 parcels',
    ...SERVICES.flatMap((service) => [
      `${service}: recovered: 10 of 10 drills`,
      `${service}: time to recover, least: 5 s`,
      `${service}: time to recover, median: 5 s`,
      `${service}: time to recover, most: 5 s`,
    ]),
    'duration of a drill, median: 95 s',
    'duration of a drill, most: 95 s',
    'lateness of arrivals, p99, median: 8 ms',
    'lateness of arrivals, p99, most: 13 ms',
    'arrivals dropped, all drills: 45 arrivals',
    'drills whose instrument found the machine too busy: 0 of 10 drills',
    'processes and files left behind, all drills: 0',
  ]);
});

test.each<[string, Parameters<typeof failover>[1], readonly string[]]>([
  ['another status', { status: 2 }, ['dc-loss-failover: ends with 0: 1 of 2 drills']],
  ['a signal', { status: null }, ['dc-loss-failover: ends with 0: 1 of 2 drills']],
  ['no lost parcel', { lost: 0 }, ['lost parcels, least: 0 parcels']],
  ['a drill that takes long', { tookMs: 110_100 }, ['duration of a drill, most: 110.1 s']],
  ['something left', { leftBehind: 1 }, ['processes and files left behind, all drills: 1']],
  [
    'a service that does not recover',
    { recoveryMs: null },
    SERVICES.map((service) => `${service}: recovered: 1 of 2 drills`),
  ],
  [
    'a service that recovers late',
    { recoveryMs: 12_100 },
    SERVICES.map((service) => `${service}: time to recover, most: 12.1 s`),
  ],
  [
    'a drill that left nothing to read',
    { status: 70, analysis: null, leftBehind: null },
    [
      'dc-loss-failover: ends with 0: 1 of 2 drills',
      'dc-loss-failover: lost parcels counted: 1 of 2 drills',
      ...SERVICES.map((service) => `${service}: recovered: 1 of 2 drills`),
      'processes and files left behind, all drills: not measured',
    ],
  ],
])('%s breaks the limit', (_, differs, expected) => {
  expect(broken([failover(0), failover(1, differs)])).toEqual(expected);
});

test('a drill that was too busy counts, and is named', () => {
  const busy = failover(1, { status: 2, codes: ['late-arrivals', 'late-arrivals', 'no-samples'] });
  const outcomes = [failover(0), busy, failover(2, { codes: ['dropped-arrivals'] })];
  const figures = mainDrillFigures(outcomes);
  expect(figures.find(({ figure }) => figure.includes('too busy'))).toMatchObject({
    value: 2,
    of: 3,
  });
  expect(broken(outcomes)).toEqual(['dc-loss-failover: ends with 0: 2 of 3 drills']);
  expect(mainDrillRemarks(outcomes)).toEqual([
    'dc-loss-failover, drill 2: ended with 2: late-arrivals, no-samples; the machine was too busy.',
    'dc-loss-failover, drill 3: ended with 0: dropped-arrivals; the machine was too busy.',
  ]);
});

test.each<[MainDrillOutcome['group'], number, readonly string[], readonly string[]]>([
  ['dc-loss-no-standby', 1, [], []],
  ['dc-loss-no-standby', 0, [], ['dc-loss-no-standby: ends with 1: 0 of 1 drills']],
  ['steady-state', 0, [], []],
  ['steady-state', 1, [], ['steady-state: ends with 0: 0 of 1 drills']],
  ['k6-killed', 2, ['load-ended-early'], []],
  [
    'k6-killed',
    2,
    ['late-arrivals'],
    ['k6-killed: ends with 2 and says that the load ended early: 0 of 1 drills'],
  ],
])('%s that ends with %s and %s', (group, status, codes, expected) => {
  const { drill } = failover(0, { status, codes });
  expect(broken([{ group, index: 0, drill }])).toEqual(expected);
});
