// What ended a drill early, told from the events that show it: never from the words that stand with it.

import { expect, test } from 'vitest';
import { interruptionOf, leftoverOf } from '../../../harness/analysis/interruption.ts';
import type { DrillEvent, DrillEventBody } from '../../../harness/journal/events.ts';
import type { DrillPlan } from '../../../harness/plan/drill-plan.ts';
import type { Interruption } from '../../../harness/statements/index.ts';
import { planOf } from './history.ts';

const PLAN: DrillPlan = {
  ...planOf(),
  stopConditions: [
    { service: 'card', floor: 0.5, overMs: 1_000 },
    { service: 'bank', floor: 0.9, overMs: 1_000 },
  ],
};
const WORDS = 'words that nobody reads';

const at = (time: number, body: DrillEventBody): DrillEvent => ({ at: time, ...body });
const interrupted = (
  cause: Extract<DrillEventBody, { readonly type: 'interrupted' }>['cause'],
): DrillEvent => at(99_000, { type: 'interrupted', cause, detail: WORDS });
const counters = (time: number, good: number, bad: number): DrillEvent =>
  at(time, {
    type: 'front-door-counters',
    services: { bank: { good, bad }, card: { good: 1_000 + time, bad: 0 } },
  });
const phase = (
  name: 'warm-up' | 'steady-state',
  tookMs: number,
  outcome: Extract<DrillEventBody, { readonly type: 'phase-ended' }>['outcome'],
): readonly DrillEvent[] => [
  at(1_000, { type: 'phase-started', phase: name, deadlineMs: 5_000 }),
  at(1_000 + tookMs, { type: 'phase-ended', phase: name, outcome }),
];
const failed = { kind: 'failed', reason: 'no answer' } as const;

const undone = at(99_000, {
  type: 'watchdog-acted',
  cause: 'harness-died',
  removed: ['process k6 (7)'],
  left: [],
  verified: true,
  tookMs: 300,
});

const CASES: readonly (readonly [string, readonly DrillEvent[], Interruption | null])[] = [
  ['nothing', [], null],
  ['a signal', [interrupted('signal')], { kind: 'signal', signal: WORDS }],
  [
    'a broken stop condition, the first that broke',
    [
      counters(10_000, 0, 0),
      counters(10_500, 30, 0),
      counters(11_000, 50, 10),
      counters(12_000, 50, 90),
      interrupted('stop-condition'),
    ],
    {
      kind: 'stop-condition',
      broken: { service: 'bank', good: 50, events: 60, overMs: 1_000, floor: 0.9 },
    },
  ],
  [
    'a stop condition that the counters do not show: too few answers, too short a window',
    [counters(10_000, 0, 0), counters(10_500, 0, 90), counters(11_000, 0, 19)],
    null,
  ],
  [
    'a phase that failed',
    [...phase('warm-up', 900, failed), interrupted('phase-failed')],
    { kind: 'phase-failed', phase: 'warm-up', said: 'no answer' },
  ],
  [
    'a phase that failed at its deadline',
    [...phase('warm-up', 5_000, failed), interrupted('phase-failed')],
    { kind: 'phase-timed-out', phase: 'warm-up', deadlineMs: 5_000 },
  ],
  [
    'a phase that timed out',
    [
      ...phase('warm-up', 5_000, { kind: 'timed-out', deadlineMs: 5_000 }),
      interrupted('phase-failed'),
    ],
    { kind: 'phase-timed-out', phase: 'warm-up', deadlineMs: 5_000 },
  ],
  [
    'a steady state that did not hold',
    [
      at(1_800, {
        type: 'steady-state-verified',
        services: [
          { service: 'bank', good: 97, bad: 3 },
          { service: 'card', good: 100, bad: 0 },
        ],
      }),
      ...phase('steady-state', 900, failed),
      interrupted('phase-failed'),
    ],
    { kind: 'no-steady-state', services: [{ service: 'bank', good: 97, bad: 3 }] },
  ],
  [
    'a failure outside every phase',
    [interrupted('phase-failed')],
    { kind: 'phase-failed', phase: null, said: WORDS },
  ],
  [
    'a process that died, and what followed from it',
    [
      at(1, { type: 'process-ended', name: 'k6', code: 0, signal: null, expected: true }),
      at(2, { type: 'process-ended', name: 'edge', code: 1, signal: null, expected: false }),
      at(3, { type: 'load-ended', exitCode: 99, signal: null, expected: false }),
      interrupted('process-died'),
    ],
    { kind: 'process-died', process: 'edge', exit: { exitCode: 1, signal: null } },
  ],
  [
    'a load that ended early',
    [
      at(3, { type: 'load-ended', exitCode: null, signal: 'SIGKILL', expected: false }),
      interrupted('process-died'),
    ],
    { kind: 'load-ended-early', exit: { exitCode: null, signal: 'SIGKILL' } },
  ],
  [
    'a death that the journal does not hold',
    [interrupted('process-died')],
    { kind: 'process-died', process: null, exit: { exitCode: null, signal: null } },
  ],
  [
    'an error of the harness before everything else',
    [interrupted('signal'), at(99_001, { type: 'harness-error', message: 'boom' })],
    { kind: 'harness-error', said: 'boom' },
  ],
  ['a watchdog that died', [interrupted('watchdog-died')], { kind: 'watchdog-died' }],
  ['a harness that died', [undone], { kind: 'harness-ended', how: 'harness-died' }],
  [
    'a drill that had been interrupted before its harness died',
    [interrupted('watchdog-died'), undone],
    { kind: 'watchdog-died' },
  ],
];

test.each(CASES)('%s', (_, events, interruption) => {
  expect(interruptionOf(PLAN, events)).toEqual(interruption);
});

test('a stop condition that the journal does not show is still one', () => {
  expect(interruptionOf(PLAN, [interrupted('stop-condition')])).toEqual({
    kind: 'stop-condition',
    broken: null,
  });
});

test('what the lab names is told apart; whatever else it says is quoted', () => {
  const words = [
    'process bank@gongju (4711)',
    'container drill-edge',
    'network drill-edge',
    'folder /tmp/x',
    'not known: EPERM',
  ];
  expect(words.map(leftoverOf)).toEqual([
    { kind: 'process', name: 'bank@gongju', pid: 4_711 },
    { kind: 'container', name: 'drill-edge' },
    { kind: 'network', name: 'drill-edge' },
    { kind: 'folder', path: '/tmp/x' },
    { kind: 'not-known', said: 'not known: EPERM' },
  ]);
});
