// What is wrong with the measuring itself, each with the services whose objectives rest on it. What
// follows for a verdict is decided in harness/verdict.

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

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

function serviceProblems(quality: ServiceQuality): Found {
  const services = [quality.service];
  const problems: InstrumentProblem[] = [];
  const scheduled = quality.arrivals.reduce((sum, arrivals) => sum + arrivals.count, 0);
  const dropped = quality.arrivals.reduce((sum, arrivals) => sum + arrivals.dropped, 0);
  const missing = quality.arrivals.reduce((sum, arrivals) => sum + arrivals.missing, 0);
  if (scheduled === dropped) {
    const message = `${quality.service}: no samples`;
    return [{ code: 'no-samples', message, services }];
  }
  if (missing > 0) {
    const message = `${quality.service}: ${missing} operations without a sample`;
    problems.push({ code: 'samples-cut-off', message, services });
  }
  if (dropped / scheduled > MOST_DROPPED) {
    const message = `${quality.service}: ${percent(dropped / scheduled)} of arrivals were dropped`;
    problems.push({ code: 'dropped-arrivals', message, services });
  }
  for (const { operation, latenessMs } of quality.arrivals) {
    const p99 = quantile(latenessMs, 0.99) ?? 0;
    const intervalMs = quality.intervalMsOf.get(operation) ?? 0;
    if (p99 <= intervalMs) continue;
    const message = `${operation}: p99 of lateness ${p99.toFixed(1)} ms above ${intervalMs.toFixed(1)} ms`;
    problems.push({ code: 'late-arrivals', message, services });
  }
  return [...problems, ...steadyStateProblems(quality)];
}

function steadyStateProblems(quality: ServiceQuality): Found {
  const { service, steadyState, serviceLevelRatio } = quality;
  if (steadyState === null || steadyState.events === 0) {
    const message = `${service}: no event in the steady state`;
    return [{ code: 'no-steady-state', message, services: [service] }];
  }
  const share = steadyState.good / steadyState.events;
  if (share >= serviceLevelRatio) return [];
  const figures = `${percent(share)} good, ${percent(serviceLevelRatio)} needed`;
  const message = `${service}: steady state broken before the fault (${figures})`;
  return [{ code: 'steady-state-broken', message, services: [service] }];
}

function loadProblems({ input, facts, clockStepMs }: ProblemSource): Found {
  const problems: InstrumentProblem[] = [];
  const { samples, journal } = input;
  const all = { services: null };
  if (samples.attempts.count === 0) {
    problems.push({ code: 'no-samples', message: 'the load left no samples', ...all });
  }
  if (samples.cutOff !== null) {
    problems.push({ code: 'samples-cut-off', message: samples.cutOff, ...all });
  }
  if (samples.damagedLines > 0) {
    const message = `${samples.damagedLines} samples cannot be read`;
    problems.push({ code: 'samples-cut-off', message, ...all });
  }
  const ended = journal.events.find((event) => event.type === 'load-ended');
  const early = ended === undefined ? facts.methodStartedAt !== null : !ended.expected;
  if (early) {
    const how =
      ended === undefined ? 'its end is not recorded' : `exit ${ended.exitCode ?? ended.signal}`;
    problems.push({ code: 'load-ended-early', message: `the load ended early (${how})`, ...all });
  }
  if (clockStepMs > LARGEST_CLOCK_STEP_MS) {
    const message = `the wall clock moved by ${clockStepMs.toFixed(3)} ms during the drill`;
    problems.push({ code: 'clock-stepped', message, ...all });
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
      const message = `fault ${fault} could not be made: ${failed.reason}`;
      return [{ code: 'fault-failed', message, services }];
    }
    if (confirmation === 'not-injected') {
      const message = `fault ${fault} was never injected`;
      return [{ code: 'fault-failed', message, services }];
    }
    const message = `fault ${fault} was not confirmed from traffic (${confirmation})`;
    return [{ code: 'fault-not-confirmed', message, services }];
  });
}

/** Problems that single events of the journal tell of. */
function eventProblem(plan: DrillPlan, event: DrillEvent): InstrumentProblem | null {
  if (event.type === 'heal-failed') {
    const services = servicesOfFault(plan, event.fault);
    const message = `fault ${event.fault} could not be undone: ${event.reason}`;
    return { code: 'heal-failed', message, services };
  }
  if (event.type === 'heal-confirmed' && event.confirmation === 'mismatch') {
    const services = servicesOfFault(plan, event.fault);
    const message = `fault ${event.fault} was still seen after it had been undone`;
    return { code: 'heal-failed', message, services };
  }
  if (event.type === 'proxy-replaced') {
    const message = `the proxy of ${event.host} was replaced: ${event.reason}`;
    return { code: 'proxy-wedged', message, services: null };
  }
  return null;
}

function journalProblems({ input, facts }: ProblemSource): Found {
  const problems: InstrumentProblem[] = [];
  const { events, damaged } = input.journal;
  if (damaged !== null) {
    problems.push({ code: 'journal-damaged', message: damaged, services: null });
  }
  if (facts.interruption !== null) {
    const { cause, detail } = facts.interruption;
    const message = `the drill was interrupted (${cause}): ${detail}`;
    problems.push({ code: 'drill-incomplete', message, services: null });
  }
  if (facts.methodStartedAt === null) {
    const message = 'the method never started';
    problems.push({ code: 'drill-incomplete', message, services: null });
  } else if (!events.some((event) => event.type === 'drill-ended')) {
    const message = 'the journal does not tell of the end of the drill';
    problems.push({ code: 'drill-incomplete', message, services: null });
  }
  return problems;
}

function readingProblems({ input }: ProblemSource, reading: ReadingName): Found {
  const { plan, journal, readings } = input;
  const state = readingState(journal.events, reading);
  if (state === 'missing') {
    const message = `the ${reading} reading of the books is missing`;
    return [{ code: 'reading-missing', message, services: null }];
  }
  const problems: InstrumentProblem[] = [];
  if (state === 'not-quiet') {
    const message = `the ${reading} reading was taken before the writers were at rest`;
    problems.push({ code: 'reading-not-quiet', message, services: null });
  }
  const services = plan.serviceLoads
    .map(({ service }) => service)
    .filter((service) => primaryReading(readings, { service, reading }) === null);
  if (services.length > 0) {
    const message = `the ${reading} reading has no primary's books of ${services.join(', ')}`;
    problems.push({ code: 'reading-missing', message, services });
  }
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
