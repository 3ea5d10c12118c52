// What the console knows of one service while the drill runs: its counters of the last half minute,
// its state derived from them, its outages and the stages of its runbook. For watching only; what
// was measured is the analysis's affair and rests on samples, never on these counters.

import type { DrillPlan } from '../plan/drill-plan.ts';

/** Answers at the front door since it started, at one moment of drill time (ms). */
export interface CounterReading {
  readonly at: number;
  readonly good: number;
  readonly bad: number;
}

/** State of a service, as far as the front door's counters tell. */
export type ServiceState = 'waiting' | 'healthy' | 'degraded' | 'down' | 'recovering' | 'recovered';

/** A stretch of bad answers; `recoveredAt` is null until the service has stayed good long enough. */
export interface Outage {
  readonly startedAt: number;
  readonly recoveredAt: number | null;
}

/** One service as the console shows it. All times are drill time in ms. */
export interface ServiceView {
  readonly service: string;
  /** Scheduled arrivals per second; 0 without load. */
  readonly ratePerSecond: number;
  /** Share of good answers below which the service counts as disturbed. */
  readonly serviceLevelRatio: number;
  /** How long it must stay good to count as recovered. */
  readonly stabilityWindowMs: number;
  /** The fault whose control call starts this service's clock; null when none touches it. */
  readonly clockFault: string | null;
  readonly readings: readonly CounterReading[];
  readonly state: ServiceState;
  readonly outages: readonly Outage[];
  /** The last reading that still showed trouble; null without an outage. */
  readonly goodSince: CounterReading | null;
  /** Since when stages count: the intent of the clock's fault. */
  readonly stagesFrom: number;
  /** Stages of the runbook, first occurrence since `stagesFrom`. */
  readonly stages: Readonly<Partial<Record<string, number>>>;
  /** The step of the runbook that failed last and how often it has. */
  readonly failedStep: {
    readonly step: string;
    readonly reason: string;
    readonly attempts: number;
  } | null;
}

/** Length of one bucket of the moving line, ms. */
export const BUCKET_MS = 500;
/** Buckets that are kept: half a minute. */
export const BUCKETS = 60;

const RECENT_MS = 1_000;
const READINGS = 4 * BUCKETS;
const OUTAGES = 16;
/** One bad answer in a second is a blip: it never makes a service degraded on screen. */
const LEAST_BAD = 2;

/** The services of a plan before the drill. */
export function servicesOf(plan: DrillPlan): readonly ServiceView[] {
  return plan.estate.services.map(({ id }) => {
    const load = plan.serviceLoads.find((it) => it.service === id);
    return {
      service: id,
      ratePerSecond: load?.ratePerSecond ?? 0,
      serviceLevelRatio: load?.serviceLevelRatio ?? 1,
      stabilityWindowMs: load?.stabilityWindowMs ?? 0,
      clockFault: clockFaultOf(plan, id),
      readings: [],
      state: 'waiting',
      outages: [],
      goodSince: null,
      stagesFrom: 0,
      stages: {},
      failedStep: null,
    };
  });
}

/** Good and bad answers between a reading and the last one, and the seconds between them. */
export function recentOf(readings: readonly CounterReading[]): {
  readonly good: number;
  readonly bad: number;
  readonly seconds: number;
} {
  const last = readings.at(-1);
  const first = readings.findLast((it) => it.at <= (last?.at ?? 0) - RECENT_MS) ?? readings[0];
  if (last === undefined || first === undefined) return { good: 0, bad: 0, seconds: 0 };
  const seconds = (last.at - first.at) / 1_000;
  return { good: last.good - first.good, bad: last.bad - first.bad, seconds };
}

/** A service as its fault is about to be made: what happened before does not count. */
export function startClock(service: ServiceView, at: number): ServiceView {
  const state = service.state === 'recovered' ? 'healthy' : service.state;
  const nothing = { outages: [], goodSince: null, stages: {}, failedStep: null };
  return { ...service, ...nothing, state, stagesFrom: at };
}

/** The outage that the drill is about: the last one that began before a planned failback. */
export function mainOutage({ outages, stages }: ServiceView): Outage | null {
  const failbackAt = stages['failback-started'] ?? Number.POSITIVE_INFINITY;
  return outages.findLast(({ startedAt }) => startedAt < failbackAt - RECENT_MS) ?? null;
}

/** A service after one more reading of its counters. */
export function observeCounters(service: ServiceView, reading: CounterReading): ServiceView {
  const readings = [...service.readings, reading].slice(-READINGS);
  const { good, bad, seconds } = recentOf(readings);
  if (seconds < RECENT_MS / 1_000) return { ...service, readings };
  const answers = good + bad;
  const share = answers === 0 ? 0 : good / answers;
  const silent = answers === 0 && service.ratePerSecond > 0;
  if (silent || (bad >= LEAST_BAD && share < service.serviceLevelRatio)) {
    return disturbed(service, { readings, reading, state: share < 0.5 ? 'down' : 'degraded' });
  }
  if (service.outages.at(-1)?.recoveredAt === null) return settling(service, readings, reading);
  const hadFault = service.outages.length > 0 && service.stagesFrom > 0;
  return { ...service, readings, state: hadFault ? 'recovered' : 'healthy' };
}

function disturbed(
  service: ServiceView,
  now: {
    readonly readings: readonly CounterReading[];
    readonly reading: CounterReading;
    readonly state: 'degraded' | 'down';
  },
): ServiceView {
  const { readings, reading, state } = now;
  const goodSince = lastTrouble(readings) ?? reading;
  const open = service.outages.at(-1)?.recoveredAt === null;
  const startedAt = firstBadAt(readings);
  const outages = open ? service.outages : [...service.outages, { startedAt, recoveredAt: null }];
  return { ...service, readings, state, outages: outages.slice(-OUTAGES), goodSince };
}

/** The good stretch restarts at a bad answer that takes it below the service level. */
function settling(
  service: ServiceView,
  readings: readonly CounterReading[],
  reading: CounterReading,
): ServiceView {
  const since = service.goodSince ?? reading;
  const bad = reading.bad - since.bad;
  const share = (reading.good - since.good) / Math.max(1, reading.good - since.good + bad);
  const previous = readings.at(-2) ?? reading;
  const leftAgain = reading.bad > previous.bad && share < service.serviceLevelRatio;
  const goodSince = leftAgain ? reading : since;
  if (reading.at - goodSince.at < service.stabilityWindowMs) {
    return { ...service, readings, state: 'recovering', goodSince };
  }
  // The trouble that ended there was before that reading; the first good answers are in the next.
  const recoveredAt = readings.find((it) => it.at > goodSince.at)?.at ?? goodSince.at;
  const outages = service.outages.map((outage, index, all) =>
    index === all.length - 1 ? { ...outage, recoveredAt } : outage,
  );
  const state = service.stagesFrom > 0 ? 'recovered' : 'healthy';
  return { ...service, readings, state, outages, goodSince: null };
}

/** The last reading that brought a bad answer, or no good one. */
function lastTrouble(readings: readonly CounterReading[]): CounterReading | undefined {
  return readings.findLast((it, index) => {
    const before = readings[index - 1];
    return before !== undefined && (it.bad > before.bad || it.good === before.good);
  });
}

/** Reading before the first bad answer among the recent ones: the outage began after it. */
function firstBadAt(readings: readonly CounterReading[]): number {
  const last = readings.at(-1)?.at ?? 0;
  const recent = readings.filter((it) => it.at >= last - 2 * RECENT_MS);
  const start = recent.find((it, index) => (recent[index + 1]?.bad ?? it.bad) > it.bad);
  return (start ?? recent[0])?.at ?? last;
}

function clockFaultOf(plan: DrillPlan, service: string): string | null {
  const stated = plan.objectives.find(
    ({ objective, clockFault }) => objective.service === service && clockFault !== null,
  );
  if (stated !== undefined) return stated.clockFault;
  const touching = plan.faults
    .filter(({ blastRadius }) => blastRadius.services.includes(service))
    .toSorted((left, right) => left.injectAtMs - right.injectAtMs);
  return touching[0]?.id ?? null;
}
