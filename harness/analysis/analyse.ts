// From the loaded data of a drill to its analysis. Pure: the same data give the same analysis, with
// or without a lab.

import type { Analysis, Interval } from './analysis.ts';
import type { AnalysisInput } from './analysis-input.ts';
import { type Arrivals, arrivalsOf, indexFirstAttempts } from './arrivals.ts';
import { booksOf } from './books.ts';
import { drillClock } from './drill-clock.ts';
import { instrumentQuality } from './instrument.ts';
import { instrumentProblems, type ServiceQuality } from './instrument-problems.ts';
import { measureIntegrity } from './integrity.ts';
import { type JournalFacts, journalFacts } from './journal-facts.ts';
import { type MeasuredService, measureService, steadyStateOf } from './measure-service.ts';
import { type ReconciledOperation, reconcileAll } from './reconciliation.ts';
import { exposureWindow, measureRecoveryPoint } from './recovery-point.ts';
import { primaryReading } from './server-ledger.ts';
import {
  countGood,
  eventsBetween,
  operationsOf,
  type ServiceEvents,
  serviceEvents,
} from './service-events.ts';

interface ServiceResult {
  readonly measured: MeasuredService;
  readonly quality: ServiceQuality;
  readonly arrivals: readonly Arrivals[];
  /** When the last scheduled event was, for services without an effect. */
  readonly lastEventAt: number;
}

function steadyStateCount(
  facts: JournalFacts,
  events: ServiceEvents,
): ServiceQuality['steadyState'] {
  const steady = steadyStateOf(facts);
  if (steady === null) return null;
  const range = eventsBetween(events, steady.startedAt, steady.endedAt);
  return { good: countGood(events, range), events: range.to - range.from };
}

function measureServices(
  { plan, journal, samples }: AnalysisInput,
  facts: JournalFacts,
): readonly ServiceResult[] {
  const clock = drillClock(journal.events, samples.baseWallMs);
  const source = { samples, firstAttempts: indexFirstAttempts(samples), clock };
  return plan.serviceLoads.map((load) => {
    const operations = operationsOf(plan, load.service);
    const arrivals = operations.map((operation) => arrivalsOf(operation, source));
    const events = serviceEvents(load, arrivals, source);
    return {
      measured: measureService(plan, facts, { load, events }),
      quality: {
        service: load.service,
        intervalMsOf: new Map(operations.map((one) => [one.operation, one.intervalMs])),
        arrivals,
        serviceLevelRatio: load.serviceLevelRatio,
        steadyState: steadyStateCount(facts, events),
      },
      arrivals,
      lastEventAt: events.count === 0 ? 0 : (events.scheduledAt[events.count - 1] ?? 0),
    };
  });
}

/** The first effect on a service; without one, the end of its load stands in for it. */
function effectOrEnd({ measured, lastEventAt }: ServiceResult): Interval {
  return measured.effectAt ?? { low: lastEventAt, best: lastEventAt, high: lastEventAt };
}

function reconciled(
  input: AnalysisInput,
  results: readonly ServiceResult[],
): readonly ReconciledOperation[] {
  const { plan, journal, samples, readings } = input;
  const ended = journal.events.find((event) => event.type === 'load-ended');
  const exposure = results.map((result) => {
    const { service } = result.measured.measurement;
    return [service, exposureWindow(plan, service, effectOrEnd(result).best)] as const;
  });
  return reconcileAll({
    plan,
    samples,
    readings,
    clock: drillClock(journal.events, samples.baseWallMs),
    samplesComplete: samples.cutOff === null && ended?.expected === true,
    exposure: new Map(exposure),
  });
}

/**
 * Analyses a drill. Never throws because of what the drill left behind: whatever could not be measured
 * is stated as unknown, and what is wrong with the measuring stands in `instrument.problems`.
 */
export function analyse(input: AnalysisInput): Analysis {
  const { plan, journal, samples, readings } = input;
  const facts = journalFacts(plan, journal.events);
  const results = measureServices(input, facts);
  const operations = reconciled(input, results);
  const operationsOfService = (service: string): readonly ReconciledOperation[] =>
    operations.filter(({ result }) => result.service === service);
  const clockStepMs = drillClock(journal.events, samples.baseWallMs).stepMs;
  const services = results.map(({ quality }) => quality);
  const problems = instrumentProblems({ input, facts, clockStepMs, services });
  const arrivals = results.flatMap((result) => result.arrivals);
  return {
    format: 2,
    drill: facts.drill,
    methodStartedAt: facts.methodStartedAt,
    loadEndedAt: facts.loadEndedAt,
    instrument: instrumentQuality({ input, facts, clockStepMs, arrivals, problems }),
    faults: facts.faults,
    services: results.map(({ measured }) => measured.measurement),
    reconciliation: operations.map(({ result }) => result),
    recoveryPoints: results.map((result) => {
      const { service } = result.measured.measurement;
      const recoveryPoint = measureRecoveryPoint(operationsOfService(service), {
        effectAt: effectOrEnd(result),
        hasPrimaryBooks: primaryReading(readings, { service, reading: 'first' }) !== null,
      });
      return { service, recoveryPoint };
    }),
    integrity: results.map(({ quality: { service } }) => ({
      service,
      integrity: measureIntegrity(service, readings, operationsOfService(service)),
    })),
    books: booksOf(readings),
    interruption: facts.interruption,
    rollbackFailed: facts.rollbackFailed,
    leftovers: facts.leftovers,
  };
}
