// Whole analyses of hand-built drills.

import { expect, test } from 'vitest';
import { analyse } from '../../../harness/analysis/index.ts';
import type { Analysis } from '../../../harness/analysis/index.ts';
import { downUntil, FAULT_AT, GOOD, historyOf, LOST, REFUSED } from './history.ts';

function bank(analysis: Analysis) {
  const [service] = analysis.services;
  if (service === undefined) throw new Error('the history has a bank');
  return service;
}

const codes = (analysis: Analysis) => analysis.instrument.problems.map(({ code }) => code);

test('a drill without a fault: nothing bad, nothing lost, no problem', () => {
  const analysis = analyse(historyOf({ noFault: true }));
  expect(analysis.instrument).toEqual({
    attempts: 4_000,
    scheduled: 4_000,
    dropped: 0,
    latenessMs: { p50: 0, p99: 0, max: 0 },
    clockStepMs: 0,
    confirmations: [],
    problems: [],
  });
  const { series, ...rest } = bank(analysis);
  expect(series).toHaveLength(160);
  expect(series[0]).toEqual({ at: 0, good: 25, bad: 0, p50Ms: 4, p99Ms: 4 });
  expect(rest).toEqual({
    service: 'bank',
    ratePerSecond: 100,
    stabilityWindowMs: 2_990,
    events: 3_000,
    good: 3_000,
    bad: 0,
    clockStartedAt: null,
    firstEffectMs: null,
    recovery: { kind: 'not-affected', goodEvents: 3_000 },
    firstSuccessMs: null,
    tailMs: null,
    stages: [],
    availability: { raw: 1, corrected: 1 },
    lostRequestSeconds: 0,
    baselineLatencyMs: { p50: 4, p95: 4, p99: 4 },
    errors: [],
    failback: null,
  });
  expect(analysis.recoveryPoints).toEqual([
    {
      service: 'bank',
      recoveryPoint: {
        kind: 'measured',
        lost: 0,
        lostWon: 0,
        ageMs: { low: 0, best: 0, high: 0 },
        exposedAcknowledged: 500,
      },
    },
  ]);
  expect(analysis.integrity).toEqual([{ service: 'bank', integrity: { kind: 'intact' } }]);
});

test('a failover: effect and recovery as intervals from the control call', () => {
  const analysis = analyse(historyOf({ fate: downUntil(17_000) }));
  const measured = bank(analysis);
  // Refused 12,010 … 16,990; last good before starts at 12,000, the first good again at 17,000.
  expect(measured.firstEffectMs).toEqual({ low: 0, best: 7, high: 8 });
  expect(measured.recovery).toEqual({
    kind: 'recovered',
    timeToRecoverMs: { low: 16_990 - FAULT_AT, best: 17_000 - FAULT_AT, high: 17_004 - FAULT_AT },
    endedWithFault: false,
    flaps: 0,
  });
  expect(measured.firstSuccessMs).toBe(17_004 - FAULT_AT);
  expect(measured.tailMs).toBe(0);
  expect(measured.bad).toBe(499);
  expect(measured.lostRequestSeconds).toBeCloseTo(4.99);
  expect(measured.errors).toEqual([
    { outcome: 'connection-refused', count: 499, firstAt: 12_010, lastAt: 16_990 },
  ]);
  expect(analysis.reconciliation[0]?.counts).toEqual({
    ok: 3_501,
    failed: 499,
    lost: 0,
    recovered: 0,
    duplicated: 0,
    unexpected: 0,
    indeterminate: 0,
    stranded: 0,
  });
  expect(analysis.instrument.problems).toEqual([]);
});

test('requests in flight when the fault is made are part of the effect', () => {
  const stall = { outcome: 'timeout', durationMs: 1_500, effects: [0, 0] } as const;
  const fate = (at: number) => (at >= 11_990 && at < 17_000 ? stall : GOOD);
  const measured = bank(analyse(historyOf({ fate })));
  expect(measured.firstEffectMs).toEqual({ low: 0, best: 0, high: 13_490 - FAULT_AT });
});

test('never recovered: observed to the end of the load', () => {
  const measured = bank(analyse(historyOf({ fate: downUntil(99_000) })));
  expect(measured.recovery).toEqual({ kind: 'not-recovered', observedMs: 40_000 - FAULT_AT });
  expect(measured.firstSuccessMs).toBeNull();
});

test('good again too late for a window: certain only up to the last bad event', () => {
  const measured = bank(analyse(historyOf({ fate: downUntil(38_000) })));
  expect(measured.recovery).toEqual({ kind: 'not-recovered', observedMs: 37_990 - FAULT_AT });
});

test('flapping: stable begins behind the last episode that leaves the service level', () => {
  const fate = (at: number) => {
    const isDown = at > FAULT_AT && at < 14_000;
    const isFlap = (at >= 15_000 && at < 15_200) || (at >= 20_000 && at < 20_100);
    return isDown || isFlap ? REFUSED : GOOD;
  };
  const measured = bank(analyse(historyOf({ fate })));
  expect(measured.recovery).toEqual({
    kind: 'recovered',
    timeToRecoverMs: { low: 20_090 - FAULT_AT, best: 20_100 - FAULT_AT, high: 20_104 - FAULT_AT },
    endedWithFault: false,
    flaps: 2,
  });
});

test('a single bad event after recovery stays within the service level', () => {
  const fate = (at: number) => ((at > FAULT_AT && at < 14_000) || at === 30_000 ? REFUSED : GOOD);
  const measured = bank(analyse(historyOf({ fate })));
  expect(measured.recovery).toMatchObject({ timeToRecoverMs: { best: 14_000 - FAULT_AT } });
});

test('recovery after the heal ended with the fault', () => {
  const measured = bank(analyse(historyOf({ fate: downUntil(17_000), healedAt: 16_995 })));
  expect(measured.recovery).toMatchObject({ kind: 'recovered', endedWithFault: true });
});

test('the observation of recovery ends where a failback begins', () => {
  const mark = (at: number, name: string) =>
    ({
      at,
      type: 'estate-event',
      process: 'operations',
      event: { type: 'runbook', service: 'bank', mark: name, site: 'daejeon' },
    }) as const;
  const fate = (at: number) =>
    (at > FAULT_AT && at < 14_000) || (at >= 30_000 && at < 30_500) ? REFUSED : GOOD;
  const events = (
    given: Parameters<NonNullable<Parameters<typeof historyOf>[0]>['events'] & {}>[0],
  ) => [
    ...given,
    mark(12_900, 'detected'),
    mark(29_990, 'failback-started'),
    mark(31_000, 'failback-ended'),
  ];
  const measured = bank(analyse(historyOf({ fate, events })));
  expect(measured.recovery).toMatchObject({ timeToRecoverMs: { best: 14_000 - FAULT_AT } });
  expect(measured.failback).toEqual({
    startedAt: 29_990,
    endedAt: 31_000,
    badEvents: 50,
    disruptionMs: 500,
  });
  expect(measured.stages[0]).toEqual({ mark: 'detected', atMs: 12_900 - FAULT_AT });
});

test('drops are bad events on the grid and keep the numbers behind them in place', () => {
  const fate = (at: number) => (at >= 20_000 && at < 20_080 ? null : GOOD);
  const analysis = analyse(historyOf({ fate, noFault: true }));
  expect(analysis.instrument).toMatchObject({ scheduled: 4_000, dropped: 8 });
  expect(analysis.instrument.latenessMs.max).toBe(0);
  expect(codes(analysis)).toEqual(['dropped-arrivals']);
  expect(bank(analysis).errors).toEqual([
    { outcome: 'dropped', count: 8, firstAt: 20_000, lastAt: 20_070 },
  ]);
});

test.each([0, 1, 7])('%i acknowledged writes lost are counted exactly', (lost) => {
  const fate = (at: number) => {
    const isLost = at > 12_000 - lost * 10 && at <= 12_000;
    return isLost ? LOST : downUntil(17_000)(at);
  };
  const analysis = analyse(historyOf({ fate }));
  const safeAt = 12_004 - lost * 10;
  const best = lost === 0 ? 0 : 12_010 - safeAt;
  expect(analysis.recoveryPoints[0]?.recoveryPoint).toMatchObject({ lost, ageMs: { best } });
  expect(analysis.reconciliation[0]?.counts.lost).toBe(lost);
  expect(analysis.reconciliation[0]?.examples.lost ?? []).toHaveLength(Math.min(5, lost));
});

test('stranded on the returned site counts as lost, with its amount', () => {
  const fate = (at: number) =>
    at === 12_000 ? { ...LOST, stranded: true } : downUntil(17_000)(at);
  const analysis = analyse(historyOf({ fate }));
  expect(analysis.reconciliation[0]?.counts).toMatchObject({ stranded: 1, lost: 0 });
  expect(analysis.recoveryPoints[0]?.recoveryPoint).toMatchObject({ lost: 1, lostWon: 100 });
});

test('duplicates in the second reading, strangers and unbalanced books break integrity', () => {
  const fate = (at: number) => (at === 15_000 ? { ...GOOD, effects: [1, 2] as const } : GOOD);
  const stranger = { kind: 'transfer', won: 5, seq: 1, epoch: 1, effects: 1 };
  const extraOperations = [
    { ...stranger, key: 'bank.transfer:999999' },
    { ...stranger, key: 'monitor:17' },
  ];
  const analysis = analyse(historyOf({ fate, extraOperations, ledgerSumWon: 3 }));
  expect(analysis.integrity[0]?.integrity).toEqual({
    kind: 'broken',
    findings: [
      { kind: 'ledger-not-zero', instance: 'bank@gongju', reading: 'first', sumWon: 3 },
      { kind: 'ledger-not-zero', instance: 'bank@gongju', reading: 'second', sumWon: 3 },
      { kind: 'duplicated', operation: 'bank.transfer', operations: 1 },
      { kind: 'unexpected', operation: 'bank.transfer', operations: 1 },
    ],
  });
});

test('a timed-out write that stands was recovered; one that does not stays indeterminate', () => {
  const fate = (at: number) => {
    if (at === 20_000) return { outcome: 'timeout', durationMs: 1_500 };
    if (at === 20_010) return { outcome: 'timeout', durationMs: 1_500, effects: [0, 0] as const };
    return GOOD;
  };
  const analysis = analyse(historyOf({ fate }));
  expect(analysis.reconciliation[0]?.counts).toMatchObject({ recovered: 1, indeterminate: 1 });
});

test('no acknowledgement in the exposure window: data loss is unknown', () => {
  const fate = (at: number) => (at > 6_000 && at < 17_000 ? REFUSED : GOOD);
  const analysis = analyse(historyOf({ fate }));
  // The first bad event that ends after the control call starts the effect; the ones before are old.
  expect(analysis.recoveryPoints[0]?.recoveryPoint).toEqual({
    kind: 'unknown',
    reason: { kind: 'nothing-exposed' },
  });
  expect(codes(analysis)).toEqual(['steady-state-broken']);
});

test('good answers that the outage held are taken from the corrected availability', () => {
  const held = { outcome: 'ok', durationMs: 200 };
  const fate = (at: number) => {
    if (at >= 16_800 && at < 17_000) return held;
    return downUntil(16_800)(at);
  };
  const { availability } = bank(analyse(historyOf({ fate })));
  expect(availability.raw).toBeCloseTo((3_000 - 479) / 3_000);
  // Held requests behind the last bad one belong to the window that is stable.
  expect(availability.corrected).toBeLessThanOrEqual(availability.raw);
});
