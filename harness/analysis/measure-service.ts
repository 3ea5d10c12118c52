// All measurements of one service, put together from the files that make one each.

import type { DrillPlan, PlannedServiceLoad } from '../plan/drill-plan.ts';
import type { NotMeasured } from '../statements/index.ts';
import type { Interval, Recovery, ServiceMeasurement } from './analysis.ts';
import { lostRequestSeconds, measureAvailability } from './availability.ts';
import { type Effect, findEffect } from './effect.ts';
import { errorTaxonomy } from './errors.ts';
import { measureFailback } from './failback.ts';
import type { JournalFacts } from './journal-facts.ts';
import { baselineLatency, tailMs } from './latency.ts';
import { firstSuccessAt, measureRecovery } from './recovery-time.ts';
import { seriesOf } from './series.ts';
import {
  countGood,
  type EventRange,
  eventAt,
  eventsBetween,
  eventsEndAt,
  type ServiceEvents,
} from './service-events.ts';
import { stageAt, stagesOf } from './stages.ts';

/** The fault whose control call starts a service's clock; null when none touches it. */
export function clockFaultOf(plan: DrillPlan, service: string): string | null {
  const objectives = plan.objectives.filter(({ objective }) => objective.service === service);
  const timed = objectives.find(({ objective }) => objective.kind === 'recovery-time');
  const named = (timed ?? objectives.find(({ clockFault }) => clockFault !== null))?.clockFault;
  if (named !== undefined && named !== null) return named;
  const touching = plan.faults.filter((fault) => fault.blastRadius.services.includes(service));
  const first = touching.toSorted((left, right) => left.injectAtMs - right.injectAtMs)[0];
  return first?.id ?? null;
}

/** Bounds of the steady state in drill time; null when it never was. */
export function steadyStateOf(
  facts: JournalFacts,
): { readonly startedAt: number; readonly endedAt: number } | null {
  const phase = facts.phases.get('steady-state');
  if (phase === undefined) return null;
  const endedAt = phase.endedAt ?? facts.methodStartedAt;
  return endedAt === null ? null : { startedAt: phase.startedAt, endedAt };
}

/** A service's measurement and, for the data loss, its effect in drill time. */
export interface MeasuredService {
  readonly measurement: ServiceMeasurement;
  readonly effectAt: Interval | null;
}

function relative(at: Interval, to: number): Interval {
  return { low: at.low - to, best: at.best - to, high: at.high - to };
}

interface Outage {
  readonly clockStartedAt: number | null;
  readonly effect: Effect | null;
  readonly recovery: Recovery;
  readonly observed: EventRange;
  readonly observationEndedAt: number;
}

/** Finds the effect and the recovery of a service, observed up to a failback or the load's end. */
function measureOutage(
  plan: DrillPlan,
  facts: JournalFacts,
  on: { readonly load: PlannedServiceLoad; readonly events: ServiceEvents },
): Outage {
  const { load, events } = on;
  const faultId = clockFaultOf(plan, load.service);
  const fault = facts.faults.find((candidate) => candidate.fault === faultId);
  const clockStartedAt = fault?.injectedAt ?? null;
  const observationEndedAt =
    stageAt(facts.stages, load.service, 'failback-started') ?? eventsEndAt(events, load.intervalMs);
  const clockAt = clockStartedAt ?? facts.methodStartedAt;
  const to = eventAt(events, observationEndedAt);
  const nothing = { clockStartedAt, effect: null, observationEndedAt };
  const observed = { from: clockAt === null ? to : Math.min(eventAt(events, clockAt), to), to };
  const unknown = (reason: NotMeasured): Outage => ({
    ...nothing,
    observed,
    recovery: { kind: 'unknown', reason },
  });
  if (clockAt === null) return unknown({ kind: 'method-not-started' });
  const effect = findEffect(events, clockAt, to);
  if (faultId !== null && clockStartedAt === null) {
    return unknown({ kind: 'fault-not-injected', fault: faultId });
  }
  if (effect !== null && clockStartedAt === null) {
    return unknown({ kind: 'disturbed-without-fault' });
  }
  const healedAt = fault?.healedAt ?? null;
  const recovery = measureRecovery({
    load,
    events,
    clockAt,
    effect,
    observed,
    observationEndedAt,
    healedAt,
  });
  return { clockStartedAt, effect, recovery, observed, observationEndedAt };
}

/** When the outage was over, for the L-edge correction; drill time in ms. */
function outageEdges(outage: Outage): { startedAt: number; endedAt: number } | null {
  if (outage.effect === null || outage.clockStartedAt === null) return null;
  const { recovery } = outage;
  const endedAt =
    recovery.kind === 'recovered'
      ? outage.clockStartedAt + recovery.timeToRecoverMs.high
      : outage.observationEndedAt;
  return { startedAt: outage.effect.at.low, endedAt };
}

function outageMeasurement(
  outage: Outage,
  events: ServiceEvents,
  steady: ReturnType<typeof steadyStateOf>,
): Pick<
  ServiceMeasurement,
  'clockStartedAt' | 'firstEffectMs' | 'recovery' | 'firstSuccessMs' | 'tailMs'
> {
  const { clockStartedAt, effect, recovery } = outage;
  const shared = { clockStartedAt, recovery };
  if (clockStartedAt === null || effect === null) {
    return { ...shared, firstEffectMs: null, firstSuccessMs: null, tailMs: null };
  }
  const success = firstSuccessAt(events, effect, outage.observed.to);
  const tail =
    recovery.kind !== 'recovered' || steady === null
      ? null
      : tailMs(events, steady, {
          stableAt: clockStartedAt + recovery.timeToRecoverMs.best,
          observationEndedAt: outage.observationEndedAt,
        });
  return {
    ...shared,
    firstEffectMs: relative(effect.at, clockStartedAt),
    firstSuccessMs: success === null ? null : success.at - clockStartedAt,
    tailMs: tail,
  };
}

/** Measures one service from its events and the facts of the journal. */
export function measureService(
  plan: DrillPlan,
  facts: JournalFacts,
  on: { readonly load: PlannedServiceLoad; readonly events: ServiceEvents },
): MeasuredService {
  const { load, events } = on;
  const methodAt = facts.methodStartedAt;
  const from = methodAt === null ? events.count : eventAt(events, methodAt);
  const method = { from, to: events.count };
  const steady = steadyStateOf(facts);
  const steadyRange =
    steady === null ? { from: 0, to: 0 } : eventsBetween(events, steady.startedAt, steady.endedAt);
  const outage = measureOutage(plan, facts, on);
  const baselineLatencyMs = baselineLatency(events, steadyRange);
  const good = countGood(events, method);
  const bad = method.to - method.from - good;
  const measurement: ServiceMeasurement = {
    service: load.service,
    ratePerSecond: load.ratePerSecond,
    stabilityWindowMs: load.stabilityWindowMs,
    events: good + bad,
    good,
    bad,
    ...outageMeasurement(outage, events, steady),
    stages: stagesOf(facts.stages, load.service, outage.clockStartedAt),
    availability: measureAvailability({
      events,
      range: method,
      goodWithinMs: load.goodWithinMs,
      baselineP99Ms: baselineLatencyMs?.p99 ?? null,
      outage: outageEdges(outage),
    }),
    lostRequestSeconds: lostRequestSeconds(bad, load.ratePerSecond),
    baselineLatencyMs,
    errors: errorTaxonomy(events, method),
    series: seriesOf(events),
    failback: measureFailback(events, facts.stages, {
      service: load.service,
      eventsEndAt: eventsEndAt(events, load.intervalMs),
    }),
  };
  return { measurement, effectAt: outage.effect?.at ?? null };
}
