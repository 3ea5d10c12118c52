// What was measured of each service, as the report holds it.

import type { Analysis, Recovery, ServiceMeasurement } from '../../harness/analysis/index.ts';
import type { DrillPlan } from '../../harness/plan/drill-plan.ts';
import type { DrillReport } from '../drill-report.ts';
import { stretchesOf } from './stretches.ts';
import { roundInterval, roundMs, roundMsOrNull, type TimeBase } from './time-base.ts';

type ReportService = DrillReport['services'][number];

function recoveryOf(recovery: Recovery): ReportService['recovery'] {
  if (recovery.kind === 'recovered') {
    return { ...recovery, timeToRecoverMs: roundInterval(recovery.timeToRecoverMs) };
  }
  if (recovery.kind === 'not-recovered') {
    return { ...recovery, observedMs: roundMs(recovery.observedMs) };
  }
  return recovery;
}

function failbackOf({ failback }: ServiceMeasurement, base: TimeBase): ReportService['failback'] {
  if (failback === null) return null;
  return {
    startedMs: base.time(failback.startedAt),
    endedMs: base.timeOrNull(failback.endedAt),
    badEvents: failback.badEvents,
    disruptionMs: roundMs(failback.disruptionMs),
  };
}

function baselineOf({ baselineLatencyMs }: ServiceMeasurement): ReportService['baselineLatencyMs'] {
  if (baselineLatencyMs === null) return null;
  const { p50, p95, p99 } = baselineLatencyMs;
  return { p50: roundMs(p50), p95: roundMs(p95), p99: roundMs(p99) };
}

function seriesOf({ series }: ServiceMeasurement, base: TimeBase): ReportService['series'] {
  return series.map(({ at, good, bad, p50Ms, p99Ms }) => ({
    atMs: base.time(at),
    good,
    bad,
    p50Ms: roundMsOrNull(p50Ms),
    p99Ms: roundMsOrNull(p99Ms),
  }));
}

function stagesOf(measurement: ServiceMeasurement, base: TimeBase): ReportService['stages'] {
  const { clockStartedAt, stages } = measurement;
  if (clockStartedAt === null) return [];
  return stages.map(({ mark, atMs }) => ({ mark, atMs: base.time(clockStartedAt + atMs) }));
}

/** Width of a bucket: the least distance between two starts. */
function bucketMsOf({ series }: ServiceMeasurement): number | null {
  const [first, second] = series;
  return first === undefined || second === undefined ? null : roundMs(second.at - first.at);
}

function serviceOf(
  plan: DrillPlan,
  measurement: ServiceMeasurement,
  base: TimeBase,
): ReportService {
  const { service, events, good, bad, availability, lostRequestSeconds } = measurement;
  const load = plan.serviceLoads.find((candidate) => candidate.service === service);
  const known = plan.estate.services.find(({ id }) => id === service);
  const { firstEffectMs } = measurement;
  return {
    service,
    title: known?.title ?? { en: service, ko: service },
    ratePerSecond: measurement.ratePerSecond,
    stabilityWindowMs: roundMs(measurement.stabilityWindowMs),
    serviceLevelRatio: load?.serviceLevelRatio ?? null,
    goodWithinMs: load?.goodWithinMs ?? null,
    events,
    good,
    bad,
    clockStartedMs: base.timeOrNull(measurement.clockStartedAt),
    firstEffectMs: firstEffectMs === null ? null : roundInterval(firstEffectMs),
    recovery: recoveryOf(measurement.recovery),
    stretches: stretchesOf(measurement),
    firstSuccessMs: roundMsOrNull(measurement.firstSuccessMs),
    tailMs: roundMsOrNull(measurement.tailMs),
    stages: stagesOf(measurement, base),
    availability,
    lostRequestSeconds: roundMs(lostRequestSeconds),
    baselineLatencyMs: baselineOf(measurement),
    errors: measurement.errors.map(({ outcome, count, firstAt, lastAt }) => ({
      outcome,
      count,
      firstMs: base.time(firstAt),
      lastMs: base.time(lastAt),
    })),
    failback: failbackOf(measurement, base),
    bucketMs: bucketMsOf(measurement),
    series: seriesOf(measurement, base),
  };
}

/** Every measured service, in the analysis' order. */
export function buildServices(
  plan: DrillPlan,
  analysis: Analysis,
  base: TimeBase,
): readonly ReportService[] {
  return analysis.services.map((measurement) => serviceOf(plan, measurement, base));
}
