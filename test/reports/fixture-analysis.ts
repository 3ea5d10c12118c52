// The measurements that the report fixtures start from: two services fail over in 2.1 s, the post
// loses six parcels.

import type { Analysis, SeriesBucket, ServiceMeasurement } from '../../harness/analysis/index.ts';

/** Drill time of the method's start, ms. */
export const METHOD_AT = 6_000;
/** Drill time of the control call, ms. */
export const CLOCK_AT = 7_000;
const HEALED_AT = 19_000;
/** Drill time of the load's end, ms. */
export const LOAD_ENDED_AT = 26_000;
const BUCKET_MS = 250;

/** Buckets of a service that is bad from the fault until it recovers, with a steady ripple. */
export function seriesOf(perBucket: number, badUntil: number): readonly SeriesBucket[] {
  const buckets: SeriesBucket[] = [];
  for (let at = 1_000; at < LOAD_ENDED_AT; at += BUCKET_MS) {
    const bad = at >= CLOCK_AT && at < badUntil ? perBucket - 1 : 0;
    const p50Ms = bad > 0 ? null : 6 + ((at / BUCKET_MS) % 5);
    buckets.push({
      at,
      good: perBucket - bad,
      bad,
      p50Ms,
      p99Ms: p50Ms === null ? null : p50Ms * 6,
    });
  }
  return buckets;
}

/** Stages of the runbook, ms since the clock's start. */
export const STAGES = [
  { mark: 'first-failed-probe', atMs: 334.778 },
  { mark: 'detected', atMs: 1_839.47 },
  { mark: 'declared', atMs: 1_840.914 },
  { mark: 'promote-started', atMs: 1_841.417 },
  { mark: 'promoted', atMs: 1_953.498 },
  { mark: 'repointed', atMs: 1_959.308 },
  { mark: 'verified', atMs: 2_100.032 },
  { mark: 'opened', atMs: 2_105.247 },
  { mark: 'failback-started', atMs: 15_000 },
  { mark: 'failback-ended', atMs: 15_400 },
];

/** What was measured of a service that failed over. */
export function measurementOf(service: 'bank' | 'post'): ServiceMeasurement {
  const ratePerSecond = service === 'bank' ? 75 : 50;
  const bad = service === 'bank' ? 158 : 103;
  const events = ratePerSecond * 20;
  return {
    service,
    ratePerSecond,
    stabilityWindowMs: 299_000 / ratePerSecond,
    events,
    good: events - bad,
    bad,
    clockStartedAt: CLOCK_AT,
    firstEffectMs: { low: 0, best: 12.5, high: 25.75 },
    recovery: {
      kind: 'recovered',
      timeToRecoverMs: { low: 2_101.2, best: 2_114.533_333, high: 2_127.9 },
      endedWithFault: false,
      flaps: 1,
    },
    firstSuccessMs: 2_110.4,
    tailMs: 750,
    stages: STAGES,
    availability: { raw: 1 - bad / events, corrected: 1 - (bad + 20) / events },
    lostRequestSeconds: 2.106_66,
    baselineLatencyMs: { p50: 7.38, p95: 21.5, p99: 48.25 },
    errors: [
      { outcome: 'http-5xx', count: bad - 9, firstAt: CLOCK_AT + 12.5, lastAt: CLOCK_AT + 2_050 },
      { outcome: 'late-answer', count: 9, firstAt: CLOCK_AT + 2_060, lastAt: CLOCK_AT + 2_100 },
    ],
    series: seriesOf(service === 'bank' ? 18 : 12, CLOCK_AT + 2_100),
    failback: { startedAt: 22_000, endedAt: 22_400, badEvents: 0, disruptionMs: 0 },
  };
}

const NONE = {
  ok: 0,
  failed: 0,
  lost: 0,
  recovered: 0,
  duplicated: 0,
  unexpected: 0,
  indeterminate: 0,
  stranded: 0,
};

function reconciliationOf(): Analysis['reconciliation'] {
  return [
    {
      operation: 'bank.transfer',
      service: 'bank',
      attempted: 1_250,
      acknowledged: 1_148,
      counts: { ...NONE, ok: 1_148, recovered: 3, indeterminate: 99 },
      won: { ...NONE, ok: 5_740_000, recovered: 11_000 },
      examples: {},
      exposedAcknowledged: 250,
    },
    {
      operation: 'post.accept',
      service: 'post',
      attempted: 625,
      acknowledged: 574,
      counts: { ...NONE, ok: 568, stranded: 6, indeterminate: 51 },
      won: { ...NONE, ok: 2_272_000, stranded: 25_000 },
      examples: {
        stranded: [
          { key: 'post.accept:419', won: 5_000, acknowledgedAt: 6_812.25 },
          { key: 'post.accept:424', won: null, acknowledgedAt: null },
        ],
      },
      exposedAcknowledged: 125,
    },
  ];
}

/** The analysis of the passed drill. */
export function analysisOf(): Analysis {
  const none = { ledgerSumWon: null, moneyWon: null, expectedMoneyWon: null };
  const books = (reading: 'first' | 'second') => [
    {
      reading,
      instance: 'bank@gongju',
      role: 'primary',
      epoch: 2,
      operations: 10_152,
      stranded: 0,
      ledgerSumWon: 0,
      moneyWon: 1_010_996_788_867,
      expectedMoneyWon: 1_010_996_788_867,
    },
    {
      reading,
      instance: 'post@daejeon',
      role: 'fenced',
      epoch: 1,
      operations: 1_723,
      stranded: 6,
      ...none,
    },
  ];
  return {
    format: 2,
    drill: '2026-01-02T03-04-05-678Z-dc-loss-failover',
    methodStartedAt: METHOD_AT,
    loadEndedAt: LOAD_ENDED_AT,
    instrument: {
      attempts: 3_125,
      scheduled: 3_125,
      dropped: 0,
      latenessMs: { p50: 0.614, p99: 1.928, max: 8.31 },
      clockStepMs: 0.000_142,
      confirmations: [{ fault: 'daejeon-dark', confirmation: 'confirmed', bracketMs: 46.968 }],
      problems: [],
    },
    faults: [
      {
        fault: 'daejeon-dark',
        injectedAt: CLOCK_AT,
        bracketMs: 46.968,
        healedAt: HEALED_AT,
        healCause: 'timeline',
        confirmation: 'confirmed',
      },
    ],
    services: [measurementOf('bank'), measurementOf('post')],
    reconciliation: reconciliationOf(),
    recoveryPoints: [
      {
        service: 'bank',
        recoveryPoint: {
          kind: 'measured',
          lost: 0,
          lostWon: 0,
          ageMs: { low: 0, best: 0, high: 0 },
          exposedAcknowledged: 250,
        },
      },
      {
        service: 'post',
        recoveryPoint: {
          kind: 'measured',
          lost: 6,
          lostWon: 25_000,
          ageMs: { low: 187.75, best: 200.25, high: 213.5 },
          exposedAcknowledged: 125,
        },
      },
    ],
    integrity: [
      { service: 'bank', integrity: { kind: 'intact' } },
      { service: 'post', integrity: { kind: 'intact' } },
    ],
    books: [...books('first'), ...books('second')],
    interruption: null,
    rollbackFailed: [],
    leftovers: [],
  };
}
