// Schema of what was measured of one service: recovery, its decomposition, the series for plots.

import { z } from 'zod';

import { count, duration, interval, list, object } from '../../harness/statements/kit.ts';
import { notMeasured } from '../../harness/statements/measurement.ts';
import { localizedText, time } from './kit.ts';

/** When and how a service recovered; durations run from the clock's start. */
export const recovery = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('recovered'),
    timeToRecoverMs: interval.describe('start of the first window that is good and stays good'),
    endedWithFault: z.boolean().describe('true when it came only after the fault was undone'),
    flaps: count,
  }),
  object({ kind: z.literal('not-recovered'), observedMs: duration }),
  object({ kind: z.literal('not-affected'), goodEvents: count }),
  object({ kind: z.literal('unknown'), reason: notMeasured }),
]);

/** Stretches of the time to recover, in the runbook's order. */
export const STRETCH_NAMES = [
  'detect',
  'decide',
  'promote',
  'repoint',
  'verify',
  'open',
  'stabilise',
] as const;

/** One stretch of the time to recover; durations run from the clock's start. */
export const stretch = object({
  stretch: z.enum(STRETCH_NAMES),
  fromMs: duration,
  toMs: duration,
  reached: z.boolean().describe('false when its end did not come within the observation'),
});

const bucket = object({
  atMs: time,
  good: count,
  bad: count,
  p50Ms: duration.nullable(),
  p99Ms: duration.nullable(),
});

const errorKind = object({ outcome: z.string(), count, firstMs: time, lastMs: time });

/** What was measured of one service. */
export const service = object({
  service: z.string(),
  title: localizedText,
  ratePerSecond: z.number(),
  stabilityWindowMs: duration,
  serviceLevelRatio: z.number().nullable().describe('share of events that must be good'),
  goodWithinMs: duration.nullable().describe('ms; the slowest answer that is still good'),
  events: count.describe('first attempts in the method, by scheduled arrival'),
  good: count,
  bad: count,
  clockStartedMs: time.nullable().describe('control call of the first fault on this service'),
  firstEffectMs: interval.nullable().describe('ms since the start of the clock'),
  recovery,
  stretches: list(stretch).describe('decomposition of the time to recover'),
  firstSuccessMs: duration.nullable().describe('ms since the start of the clock'),
  tailMs: duration.nullable().describe('ms from stable until the latency tail was normal again'),
  stages: list(object({ mark: z.string(), atMs: time })),
  availability: object({ raw: z.number(), corrected: z.number() }),
  lostRequestSeconds: z.number(),
  baselineLatencyMs: object({ p50: duration, p95: duration, p99: duration }).nullable(),
  errors: list(errorKind),
  failback: object({
    startedMs: time,
    endedMs: time.nullable(),
    badEvents: count,
    disruptionMs: duration,
  }).nullable(),
  bucketMs: duration.nullable().describe('ms; width of a bucket of the series'),
  series: list(bucket).describe('for plots only; never used to measure'),
});
