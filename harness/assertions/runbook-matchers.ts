// Matchers on what the runbook did: detection, the order of its stages, the order of recovery. They
// rest on the stamps of the operations process, not on the load.

import type { InstrumentProblem } from '../analysis/analysis.ts';
import { type DurationText, formatDuration } from '../model/duration.ts';
import {
  type AssertionFinding,
  limitMs,
  type MatcherContext,
  matcherResult,
  serviceSubject,
} from './finding.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedService, Stage } from './recorded-drill.ts';

/** What makes stamps, their absence, or the start of their clock doubtful. */
const CONCERNS_STAGES: ReadonlySet<InstrumentProblem['code']> = new Set([
  'fault-not-confirmed',
  'fault-failed',
  'proxy-wedged',
  'steady-state-broken',
  'journal-damaged',
  'drill-incomplete',
]);

/** Why stages of a service cannot be judged; null when they can. */
function stageDoubt({ id, measurement, problems }: RecordedService): AssertionFinding | null {
  const doubt = problems.find(({ code }) => CONCERNS_STAGES.has(code));
  if (doubt !== undefined) {
    return { value: 'inconclusive', reason: `The measuring is in doubt: ${doubt.message}.` };
  }
  if (measurement.clockStartedAt === null) {
    return { value: 'inconclusive', reason: `No fault that touches ${id} was made.` };
  }
  return null;
}

/** From the clock's start to the end of the load, ms; null when one of them is missing. */
function observedMs({ measurement, data }: RecordedService): number | null {
  const { clockStartedAt } = measurement;
  const { loadEndedAt } = data.analysis;
  return clockStartedAt === null || loadEndedAt === null ? null : loadEndedAt - clockStartedAt;
}

/** A stage that did not happen: missed once `neededMs` have been observed. */
function absent(service: RecordedService, stage: Stage, neededMs: number): AssertionFinding {
  const observed = observedMs(service);
  if (observed === null) return { value: 'inconclusive', reason: 'The load never ended.' };
  const reason = `No stage "${stage}" within the ${formatDuration(observed)} that were observed.`;
  return { value: observed >= neededMs ? 'missed' : 'inconclusive', reason };
}

/** Length of the control call that started the service's clock, ms: so much later it may be. */
function bracketOf({ measurement, data }: RecordedService): number {
  const fault = data.analysis.faults.find((it) => it.injectedAt === measurement.clockStartedAt);
  return fault?.bracketMs ?? 0;
}

function detection(service: RecordedService, withinMs: number): AssertionFinding {
  const doubt = stageDoubt(service);
  if (doubt !== null) return doubt;
  const stamp = service.measurement.stages.find(({ mark }) => mark === 'detected');
  if (stamp === undefined) return absent(service, 'detected', withinMs);
  const high = stamp.atMs;
  const low = Math.max(0, high - bracketOf(service));
  const figure = `[${formatDuration(low)}, ${formatDuration(high)}]`;
  const reason = `Detected after ${figure} from the control call. Basis: 1 stamp of the runbook.`;
  if (high <= withinMs) return { value: 'met', reason };
  return { value: low > withinMs ? 'missed' : 'inconclusive', reason };
}

function toBeDetectedWithin(this: MatcherContext, received: unknown, limit: DurationText) {
  const service = serviceSubject(received, 'toBeDetectedWithin');
  const finding = detection(service, limitMs(limit, 'toBeDetectedWithin'));
  return matcherResult(
    `outage of ${service.id} to be detected within ${limit}`,
    finding,
    this.isNot,
  );
}

function reaching(service: RecordedService, stages: readonly Stage[]): AssertionFinding {
  const doubt = stageDoubt(service);
  if (doubt !== null) return doubt;
  const stamps = service.measurement.stages;
  let last = -1;
  for (const stage of stages) {
    const stamp = stamps.find(({ mark }) => mark === stage);
    if (stamp === undefined) return absent(service, stage, 0);
    if (stamp.atMs < last) {
      const reason = `"${stage}" came before its turn: ${describeStamps(service)}.`;
      return { value: 'missed', reason };
    }
    last = stamp.atMs;
  }
  return { value: 'met', reason: `The stages were ${describeStamps(service)}.` };
}

function describeStamps({ measurement }: RecordedService): string {
  return measurement.stages.map(({ mark, atMs }) => `${mark} ${formatDuration(atMs)}`).join(', ');
}

function toReachStages(this: MatcherContext, received: unknown, ...stages: readonly Stage[]) {
  const service = serviceSubject(received, 'toReachStages');
  if (stages.length === 0) return inconclusive('toReachStages: name at least one stage');
  const words = `${service.id} to reach ${stages.join(', ')} in this order`;
  return matcherResult(words, reaching(service, stages), this.isNot);
}

/** Drill time at which a service was opened again. Throws where it was not, or is in doubt. */
function openedAt(service: RecordedService): number {
  const doubt = stageDoubt(service);
  if (doubt !== null) return inconclusive(`${service.id}: ${doubt.reason}`);
  return (service.measurement.clockStartedAt ?? 0) + service.stageMs('opened');
}

function toOpenAfter(this: MatcherContext, received: unknown, other: RecordedService) {
  const service = serviceSubject(received, 'toOpenAfter');
  const earlier = serviceSubject(other, 'toOpenAfter');
  const laterMs = openedAt(service) - openedAt(earlier);
  const finding = {
    value: laterMs > 0 ? 'met' : 'missed',
    reason:
      laterMs > 0
        ? `It opened ${formatDuration(laterMs)} later.`
        : `It opened ${formatDuration(-laterMs)} earlier.`,
  } as const;
  return matcherResult(`${service.id} to open after ${earlier.id}`, finding, this.isNot);
}

/** The matchers on what the runbook did. */
export const runbookMatchers = { toBeDetectedWithin, toReachStages, toOpenAfter };
