// What is wrong with the measuring itself, each with the services whose objectives rest on it. What
// follows for a verdict is decided in harness/verdict; the words stand in harness/wording.

import type { DrillEvent, ReadingName } from '../journal/events.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { InstrumentProblem } from './analysis.ts';
import type { AnalysisInput } from './analysis-input.ts';
import type { Arrivals } from './arrivals.ts';
import { type JournalFacts, readingState } from './journal-facts.ts';
import { quantile } from './quantile.ts';
import { primaryReading } from './server-ledger.ts';

/** Above this share of drops nothing can be met (design decision 7). */
const MOST_DROPPED = 0.001;
/** A larger step between wall and monotonic clock spoils the times (reference §1.5). */
const LARGEST_CLOCK_STEP_MS = 1;

/** One service's load as the problems need it. */
export interface ServiceQuality {
  readonly service: string;
  readonly intervalMsOf: ReadonlyMap<string, number>;
  readonly arrivals: readonly Arrivals[];
  readonly serviceLevelRatio: number;
  /** Good and all events of the steady state; null when there was none. */
  readonly steadyState: { readonly good: number; readonly events: number } | null;
}

/** What the problems are found in. */
export interface ProblemSource {
  readonly input: AnalysisInput;
  readonly facts: JournalFacts;
  readonly clockStepMs: number;
  readonly services: readonly ServiceQuality[];
}

type Found = readonly InstrumentProblem[];

/** Concerns every service. */
const ALL = { services: null };

function serviceProblems(quality: ServiceQuality): Found {
  const services = [quality.service];
  const problems: InstrumentProblem[] = [];
  const sumOf = (of: 'count' | 'dropped' | 'missing'): number =>
    quality.arrivals.reduce((sum, arrivals) => sum + arrivals[of], 0);
  const scheduled = sumOf('count');
  const dropped = sumOf('dropped');
  const missing = sumOf('missing');
  if (scheduled === dropped) return [{ code: 'no-samples', services }];
  if (missing > 0) problems.push({ code: 'samples-missing', operations: missing, services });
  if (dropped / scheduled > MOST_DROPPED) {
    const limit = MOST_DROPPED;
    problems.push({ code: 'dropped-arrivals', dropped, scheduled, limit, services });
  }
  for (const { operation, latenessMs } of quality.arrivals) {
    const p99Ms = quantile(latenessMs, 0.99) ?? 0;
    const limitMs = quality.intervalMsOf.get(operation) ?? 0;
    if (p99Ms <= limitMs) continue;
    problems.push({ code: 'late-arrivals', operation, p99Ms, limitMs, services });
  }
  return [...problems, ...steadyStateProblems(quality)];
}

function steadyStateProblems(quality: ServiceQuality): Found {
  const { service, steadyState, serviceLevelRatio: needed } = quality;
  const services = [service];
  if (steadyState === null || steadyState.events === 0) {
    return [{ code: 'no-steady-state', services }];
  }
  const { good, events } = steadyState;
  return good / events >= needed
    ? []
    : [{ code: 'steady-state-broken', good, events, needed, services }];
}

function loadProblems({ input, facts, clockStepMs }: ProblemSource): Found {
  const problems: InstrumentProblem[] = [];
  const { samples, journal } = input;
  if (samples.attempts.count === 0) problems.push({ code: 'no-samples', ...ALL });
  if (samples.cutOff !== null) {
    problems.push({ code: 'samples-cut-off', damage: samples.cutOff, ...ALL });
  }
  if (samples.damagedLines > 0) {
    problems.push({ code: 'samples-damaged', lines: samples.damagedLines, ...ALL });
  }
  const ended = journal.events.find((event) => event.type === 'load-ended');
  const early = ended === undefined ? facts.methodStartedAt !== null : !ended.expected;
  if (early) {
    const exit = ended === undefined ? null : { exitCode: ended.exitCode, signal: ended.signal };
    problems.push({ code: 'load-ended-early', exit, ...ALL });
  }
  if (clockStepMs > LARGEST_CLOCK_STEP_MS) {
    const limitMs = LARGEST_CLOCK_STEP_MS;
    problems.push({ code: 'clock-stepped', stepMs: clockStepMs, limitMs, ...ALL });
  }
  return problems;
}

function servicesOfFault(plan: DrillPlan, fault: string): readonly string[] | null {
  return plan.faults.find(({ id }) => id === fault)?.blastRadius.services ?? null;
}

function faultProblems({ input, facts }: ProblemSource): Found {
  const { events } = input.journal;
  return facts.faults.flatMap(({ fault, confirmation }): Found => {
    const services = servicesOfFault(input.plan, fault);
    if (confirmation === 'confirmed') return [];
    const failed = events.find((event) => event.type === 'fault-failed' && event.fault === fault);
    if (failed?.type === 'fault-failed') {
      return [{ code: 'fault-failed', fault, said: failed.reason, services }];
    }
    return confirmation === 'not-injected'
      ? [{ code: 'fault-not-injected', fault, services }]
      : [{ code: 'fault-not-confirmed', fault, confirmation, services }];
  });
}

/** Problems that single events of the journal tell of. */
function eventProblem(plan: DrillPlan, event: DrillEvent): InstrumentProblem | null {
  if (event.type === 'heal-failed') {
    const { fault, reason } = event;
    return { code: 'heal-failed', fault, said: reason, services: servicesOfFault(plan, fault) };
  }
  if (event.type === 'heal-confirmed' && event.confirmation === 'mismatch') {
    const { fault } = event;
    return { code: 'heal-not-confirmed', fault, services: servicesOfFault(plan, fault) };
  }
  if (event.type === 'proxy-replaced') {
    return { code: 'proxy-wedged', host: event.host, said: event.reason, ...ALL };
  }
  return null;
}

function journalProblems({ input, facts }: ProblemSource): Found {
  const problems: InstrumentProblem[] = [];
  const { events, damaged } = input.journal;
  if (damaged !== null) problems.push({ code: 'journal-damaged', damage: damaged, ...ALL });
  if (facts.interruption !== null) {
    problems.push({ code: 'drill-interrupted', interruption: facts.interruption, ...ALL });
  }
  if (facts.methodStartedAt === null) {
    problems.push({ code: 'method-not-started', ...ALL });
  } else if (!events.some((event) => event.type === 'drill-ended')) {
    problems.push({ code: 'end-not-recorded', ...ALL });
  }
  return problems;
}

function readingProblems({ input }: ProblemSource, reading: ReadingName): Found {
  const { plan, journal, readings } = input;
  const state = readingState(journal.events, reading);
  if (state === 'missing') return [{ code: 'reading-missing', reading, ...ALL }];
  const problems: InstrumentProblem[] = [];
  if (state === 'not-quiet') problems.push({ code: 'reading-not-quiet', reading, ...ALL });
  const services = plan.serviceLoads
    .map(({ service }) => service)
    .filter((service) => primaryReading(readings, { service, reading }) === null);
  if (services.length > 0) problems.push({ code: 'reading-without-primary', reading, services });
  return problems;
}

/** Everything wrong with the measuring, in a stable order. */
export function instrumentProblems(source: ProblemSource): Found {
  const { plan, journal } = source.input;
  return [
    ...journalProblems(source),
    ...loadProblems(source),
    ...source.services.flatMap(serviceProblems),
    ...faultProblems(source),
    ...journal.events.flatMap((event) => eventProblem(plan, event) ?? []),
    ...readingProblems(source, 'first'),
    ...readingProblems(source, 'second'),
  ];
}
