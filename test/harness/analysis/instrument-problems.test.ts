// What is wrong with the measuring, as data: each problem with its figures and the services that it
// concerns, from hand-built drills.

import { expect, test } from 'vitest';
import { analyse, type InstrumentProblem } from '../../../harness/analysis/index.ts';
import type { DrillEvent } from '../../../harness/journal/events.ts';
import {
  clockChecked,
  downUntil,
  GOOD,
  type HistoryOptions,
  historyOf,
  REFUSED,
} from './history.ts';

const RECOVERED = { fate: downUntil(17_000) };

type Change = (events: readonly DrillEvent[]) => readonly DrillEvent[];

const add =
  (...added: readonly DrillEvent[]): Change =>
  (events) => [...events, ...added];
const without =
  (...types: readonly DrillEvent['type'][]): Change =>
  (events) =>
    events.filter(({ type }) => !types.includes(type));
const changed = <Type extends DrillEvent['type']>(
  type: Type,
  change: (event: Extract<DrillEvent, { readonly type: Type }>) => DrillEvent,
): Change => {
  const isThat = (event: DrillEvent): event is Extract<DrillEvent, { readonly type: Type }> =>
    event.type === type;
  return (events) => events.map((event) => (isThat(event) ? change(event) : event));
};

const bank = { services: ['bank'] };
const all = { services: null };
const fault = 'fire';
const failed: DrillEvent = { at: 12_003, type: 'fault-failed', fault, reason: 'no answer' };

const CASES: readonly (readonly [string, HistoryOptions, readonly InstrumentProblem[]])[] = [
  ['nothing', RECOVERED, []],
  [
    'a load that was killed',
    {
      ...RECOVERED,
      events: changed('load-ended', (event) => ({
        ...event,
        expected: false,
        exitCode: null,
        signal: 'SIGKILL',
      })),
    },
    [{ code: 'load-ended-early', exit: { exitCode: null, signal: 'SIGKILL' }, ...all }],
  ],
  [
    'a load whose end is not recorded',
    { ...RECOVERED, events: without('load-ended') },
    [{ code: 'load-ended-early', exit: null, ...all }],
  ],
  [
    'samples that are cut off',
    { ...RECOVERED, cutOff: { kind: 'last-line-cut-off' } },
    [{ code: 'samples-cut-off', damage: { kind: 'last-line-cut-off' }, ...all }],
  ],
  [
    'dropped arrivals',
    { noFault: true, fate: (at) => (at >= 20_000 && at < 20_080 ? null : GOOD) },
    [{ code: 'dropped-arrivals', dropped: 8, scheduled: 4_000, limit: 0.001, ...bank }],
  ],
  [
    'a clock that stepped',
    { ...RECOVERED, events: add(clockChecked(30_000, 2)) },
    [{ code: 'clock-stepped', stepMs: 2, limitMs: 1, ...all }],
  ],
  [
    'a steady state that was broken',
    { noFault: true, fate: (at) => (at >= 6_000 && at < 6_500 ? REFUSED : GOOD) },
    [{ code: 'steady-state-broken', good: 450, events: 500, needed: 0.99, ...bank }],
  ],
  [
    'a fault that could not be made',
    { events: (events) => [...without('fault-injected', 'fault-confirmed')(events), failed] },
    [{ code: 'fault-failed', fault, said: 'no answer', ...bank }],
  ],
  [
    'a fault that was never made',
    { events: without('fault-injected', 'fault-confirmed') },
    [{ code: 'fault-not-injected', fault, ...bank }],
  ],
  [
    'a fault that traffic refuted',
    {
      ...RECOVERED,
      events: changed('fault-confirmed', (event) => ({ ...event, confirmation: 'mismatch' })),
    },
    [{ code: 'fault-not-confirmed', fault, confirmation: 'mismatch', ...bank }],
  ],
  [
    'a fault that could not be undone',
    {
      ...RECOVERED,
      events: add({ at: 45_100, type: 'heal-failed', fault, reason: 'no answer', commands: [] }),
    },
    [{ code: 'heal-failed', fault, said: 'no answer', ...bank }],
  ],
  [
    'a fault that was still seen',
    {
      ...RECOVERED,
      events: add({
        at: 45_100,
        type: 'heal-confirmed',
        fault,
        confirmation: 'mismatch',
        probes: [],
      }),
    },
    [{ code: 'heal-not-confirmed', fault, ...bank }],
  ],
  [
    'a proxy that was replaced',
    {
      ...RECOVERED,
      events: add({
        at: 15_000,
        type: 'proxy-replaced',
        host: 'edge',
        reason: 'a call expired',
        tookMs: 40,
      }),
    },
    [{ code: 'proxy-wedged', host: 'edge', said: 'a call expired', ...all }],
  ],
  [
    'a journal that is damaged and has no end',
    {
      ...RECOVERED,
      damaged: { kind: 'record', record: 12 },
      events: without('drill-ended'),
    },
    [
      { code: 'journal-damaged', damage: { kind: 'record', record: 12 }, ...all },
      { code: 'end-not-recorded', ...all },
    ],
  ],
  [
    'a drill that a signal ended',
    {
      ...RECOVERED,
      events: add({ at: 41_000, type: 'interrupted', cause: 'signal', detail: 'SIGINT' }),
    },
    [
      {
        code: 'drill-interrupted',
        interruption: { kind: 'signal', signal: 'SIGINT' },
        ...all,
      },
    ],
  ],
  [
    'a drill without a method',
    { noFault: true, events: without('method-started') },
    [{ code: 'method-not-started', ...all }],
  ],
  [
    'readings that were not taken, not quiet, or without a primary',
    {
      ...RECOVERED,
      withoutReading: 'second',
      events: changed('reading-taken', (event) => ({
        ...event,
        quiet: { ...event.quiet, quiet: event.reading === 'second' },
      })),
    },
    [
      { code: 'reading-not-quiet', reading: 'first', ...all },
      { code: 'reading-without-primary', reading: 'second', ...bank },
    ],
  ],
  [
    'no reading at all',
    { ...RECOVERED, events: without('reading-taken') },
    [
      { code: 'reading-missing', reading: 'first', ...all },
      { code: 'reading-missing', reading: 'second', ...all },
    ],
  ],
];

test.each(CASES)('%s', (_, options, problems) => {
  expect(analyse(historyOf(options)).instrument.problems).toEqual(problems);
});
