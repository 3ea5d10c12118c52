// The reduction of a journal's events: states of services, faults, phases, and what goes wrong.

import { expect, test } from 'vitest';

import { mainOutage } from '../../../harness/console/service-view.ts';
import { CALLED_AT, probes, stage, stepFailed, viewAt } from './recorded.ts';

const statesAt = (time: number) => viewAt(time).services.map(({ state }) => state);

test('the state of each service follows the counters and the runbook', () => {
  const moments = [900, 11_000, 13_500, 16_500, 19_000, 40_000];
  expect(moments.map((time) => [time, ...statesAt(time)])).toEqual([
    [900, 'waiting', 'waiting'],
    [11_000, 'healthy', 'healthy'],
    [13_500, 'down', 'degraded'],
    [16_500, 'recovering', 'recovering'],
    [19_000, 'recovered', 'healthy'],
    [40_000, 'recovered', 'healthy'],
  ]);
});

test('an outage ends with the first good answers that stay, within one reading of the counters', () => {
  const bank = viewAt(40_000).services[0];
  expect(bank && mainOutage(bank)).toEqual({ startedAt: 12_500, recoveredAt: 15_250 });
  expect(bank?.stages).toEqual({
    detected: 14_203,
    declared: 14_210,
    'promote-started': 14_220,
    promoted: 14_803,
    repointed: 14_810,
    opened: 14_903,
  });
});

test('counters are kept for half a minute and more, and never without bound', () => {
  expect(viewAt(40_000).services[0]?.readings).toHaveLength(157);
  const many = Array.from({ length: 1_000 }, (_, index) => ({
    at: 50_000 + index * 250,
    type: 'front-door-counters' as const,
    services: { bank: { good: 10_000 + index, bad: 0 } },
  }));
  expect(viewAt(40_000, many).services[0]?.readings).toHaveLength(240);
});

test('a fault goes from pending to undone, with what traffic said', () => {
  const faultAt = (time: number) => viewAt(time).faults[0];
  const states = [11_000, 12_010, 12_100, 25_100, 26_000].map((time) => faultAt(time)?.state);
  expect(states).toEqual(['pending', 'injecting', 'on', 'healing', 'healed']);
  expect(faultAt(27_000)).toMatchObject({
    calledAt: CALLED_AT,
    healedAt: 25_003,
    healCause: 'timeline',
    confirmed: { confirmation: 'confirmed', seen: [{ signature: 'stall', links: 16 }] },
    healConfirmed: { confirmation: 'confirmed', seen: [{ signature: 'healthy', links: 16 }] },
    failure: null,
  });
});

test('a confirmation that saw different things names the most frequent first', () => {
  const view = viewAt(12_100, [
    {
      at: 12_900,
      type: 'fault-confirmed',
      fault: 'fire',
      confirmation: 'mismatch',
      probes: [...probes('healthy', 2), ...probes('stall', 5)],
    },
  ]);
  expect(view.faults[0]?.confirmed).toEqual({
    confirmation: 'mismatch',
    seen: [
      { signature: 'stall', links: 5 },
      { signature: 'healthy', links: 2 },
    ],
  });
});

test('a fault that cannot be made, and one that cannot be undone, are told apart', () => {
  const notMade = viewAt(12_010, [
    { at: 12_020, type: 'fault-failed', fault: 'fire', reason: 'no answer' },
  ]);
  expect(notMade.faults[0]).toMatchObject({ state: 'failed', failure: { act: 'inject' } });
  const commands = ['kill -CONT 1'];
  const notUndone = viewAt(25_010, [
    { at: 25_500, type: 'heal-failed', fault: 'fire', reason: 'no answer', commands },
  ]);
  expect(notUndone.faults[0]).toMatchObject({
    state: 'failed',
    failure: { act: 'heal', reason: 'no answer', commands },
  });
});

test('events of the estate that come late keep their own time, and time never goes back', () => {
  const late = viewAt(13_000, [stage(12_900, 'detected'), stage(11_000, 'declared')]);
  expect([late.at, late.services[0]?.stages]).toEqual([13_000, { detected: 12_900 }]);
});

test('a step that keeps failing is counted, a new step starts anew', () => {
  const view = viewAt(14_300, [
    stepFailed(14_400, 'promote', 'refused'),
    stepFailed(14_500, 'promote', 'reset'),
  ]);
  expect(view.services[0]?.failedStep).toEqual({ step: 'promote', reason: 'reset', attempts: 2 });
  const next = viewAt(14_300, [
    stepFailed(14_400, 'promote', 'refused'),
    stepFailed(14_500, 'verify', '503'),
  ]);
  expect(next.services[0]?.failedStep).toEqual({ step: 'verify', reason: '503', attempts: 1 });
});

test('interruption, rollback, leftovers and errors stand in the view', () => {
  const view = viewAt(13_000, [
    { at: 13_100, type: 'interrupted', cause: 'signal', detail: 'SIGINT' },
    {
      at: 13_101,
      type: 'phase-ended',
      phase: 'method',
      outcome: { kind: 'interrupted', reason: 'interrupted' },
    },
    { at: 13_102, type: 'rollback-started' },
    { at: 13_500, type: 'rollback-ended', undone: [], failed: ['fire'], tookMs: 398 },
    { at: 13_600, type: 'load-ended', exitCode: null, signal: 'SIGTERM', expected: false },
    { at: 13_700, type: 'clean-verified', leftovers: ['toxiproxy-edge'] },
    { at: 13_800, type: 'harness-error', message: 'no' },
    { at: 13_900, type: 'drill-ended' },
  ]);
  expect(view).toMatchObject({
    interruption: { cause: 'signal', detail: 'SIGINT' },
    rollback: { state: 'ended', failed: ['fire'] },
    load: 'ended-early',
    leftovers: ['toxiproxy-edge'],
    harnessError: 'no',
    ended: true,
  });
  const settled = view.phases.filter(({ state }) => state !== 'pending' && state !== 'completed');
  expect(settled.map(({ phase, state }) => [phase, state])).toEqual([
    ['method', 'interrupted'],
    ['verify-clean', 'failed'],
  ]);
});

test('what happened before the fault does not count as its outage', () => {
  const bad = (at: number, good: number) => ({
    at,
    type: 'front-door-counters' as const,
    services: { bank: { good, bad: 40 } },
  });
  const planned = viewAt(11_000).plan.faults[0];
  if (planned === undefined) throw new Error('the plan has changed');
  const disturbed = viewAt(11_000, [bad(11_250, 1_040), bad(11_500, 1_080)]);
  expect(disturbed.services[0]).toMatchObject({ state: 'degraded' });
  const atFault = viewAt(11_000, [
    bad(11_250, 1_040),
    { at: 12_001, type: 'fault-intended', fault: 'fire', planned },
  ]);
  expect(atFault.services[0]).toMatchObject({ outages: [], stages: {}, stagesFrom: 12_001 });
});
