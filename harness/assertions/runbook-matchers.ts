// Matchers on what the runbook did: detection, the order of its stages, the order of recovery. They
// rest on the stamps of the operations process, not on the load.

import type { DurationText } from '../model/duration.ts';
import type { Stage } from '../model/runbook.ts';
import type { ProblemCode } from '../statements/index.ts';
import {
  type Answer,
  limitMs,
  type MatcherContext,
  matcherResult,
  serviceSubject,
} from './finding.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedService } from './recorded-drill.ts';

/** What makes stamps, their absence, or the start of their clock doubtful. */
const CONCERNS_STAGES: ReadonlySet<ProblemCode> = new Set([
  'fault-not-confirmed',
  'fault-not-injected',
  'fault-failed',
  'proxy-wedged',
  'steady-state-broken',
  'journal-damaged',
  'drill-interrupted',
  'method-not-started',
  'end-not-recorded',
]);

/** Why stages of a service cannot be judged; null when they can. */
function stageDoubt({ measurement, problems }: RecordedService): Answer | null {
  const problem = problems.find(({ code }) => CONCERNS_STAGES.has(code));
  if (problem !== undefined) {
    return { value: 'inconclusive', finding: { kind: 'in-doubt', problem } };
  }
  return measurement.clockStartedAt === null
    ? { value: 'inconclusive', finding: { kind: 'no-fault-made' } }
    : null;
}

/** From the clock's start to the end of the load, ms; null when one of them is missing. */
function observedOf({ measurement, data }: RecordedService): number | null {
  const { clockStartedAt } = measurement;
  const { loadEndedAt } = data.analysis;
  return clockStartedAt === null || loadEndedAt === null ? null : loadEndedAt - clockStartedAt;
}

/** A stage that did not happen: missed once `neededMs` have been observed. */
function absent(service: RecordedService, stage: Stage, neededMs: number): Answer {
  const observedMs = observedOf(service);
  if (observedMs === null) return { value: 'inconclusive', finding: { kind: 'load-not-ended' } };
  const finding = { kind: 'stage-absent', stage, observedMs } as const;
  return { value: observedMs >= neededMs ? 'missed' : 'inconclusive', finding };
}

/** Length of the control call that started the service's clock, ms: so much later it may be. */
function bracketOf({ measurement, data }: RecordedService): number {
  const fault = data.analysis.faults.find((it) => it.injectedAt === measurement.clockStartedAt);
  return fault?.bracketMs ?? 0;
}

function detection(service: RecordedService, withinMs: number): Answer {
  const doubt = stageDoubt(service);
  if (doubt !== null) return doubt;
  const stamp = service.measurement.stages.find(({ mark }) => mark === 'detected');
  if (stamp === undefined) return absent(service, 'detected', withinMs);
  const high = stamp.atMs;
  const low = Math.max(0, high - bracketOf(service));
  const finding = { kind: 'detected', afterMs: { low, best: high, high } } as const;
  if (high <= withinMs) return { value: 'met', finding };
  return { value: low > withinMs ? 'missed' : 'inconclusive', finding };
}

function toBeDetectedWithin(this: MatcherContext, received: unknown, limit: DurationText) {
  const service = serviceSubject(received, 'toBeDetectedWithin');
  const withinMs = limitMs(limit, 'toBeDetectedWithin');
  const asked = { kind: 'be-detected-within', service: service.id, limitMs: withinMs } as const;
  return matcherResult(asked, detection(service, withinMs), this.isNot);
}

function reaching(service: RecordedService, stages: readonly Stage[]): Answer {
  const doubt = stageDoubt(service);
  if (doubt !== null) return doubt;
  const marks = service.measurement.stages;
  const stamps = marks.map(({ mark, atMs }) => ({ stage: mark, atMs }));
  let last = -1;
  for (const stage of stages) {
    const stamp = marks.find(({ mark }) => mark === stage);
    if (stamp === undefined) return absent(service, stage, 0);
    if (stamp.atMs < last) {
      return { value: 'missed', finding: { kind: 'stage-out-of-turn', stage, stamps } };
    }
    last = stamp.atMs;
  }
  return { value: 'met', finding: { kind: 'stages', stamps } };
}

function toReachStages(this: MatcherContext, received: unknown, ...stages: readonly Stage[]) {
  const service = serviceSubject(received, 'toReachStages');
  if (stages.length === 0) {
    return inconclusive({ kind: 'no-stage-named', matcher: 'toReachStages' });
  }
  const asked = { kind: 'reach-stages', service: service.id, stages } as const;
  return matcherResult(asked, reaching(service, stages), this.isNot);
}

/** Drill time at which a service was opened again. Throws where it was not, or is in doubt. */
function openedAt(service: RecordedService): number {
  const doubt = stageDoubt(service);
  if (doubt !== null) {
    const { finding } = doubt;
    return inconclusive({ kind: 'stages-in-doubt', service: service.id, finding });
  }
  return (service.measurement.clockStartedAt ?? 0) + service.stageMs('opened');
}

function toOpenAfter(this: MatcherContext, received: unknown, other: RecordedService) {
  const service = serviceSubject(received, 'toOpenAfter');
  const earlier = serviceSubject(other, 'toOpenAfter');
  const byMs = openedAt(service) - openedAt(earlier);
  const answer: Answer = {
    value: byMs > 0 ? 'met' : 'missed',
    finding: { kind: 'opened-later', byMs },
  };
  const asked = { kind: 'open-after', service: service.id, other: earlier.id } as const;
  return matcherResult(asked, answer, this.isNot);
}

/** The matchers on what the runbook did. */
export const runbookMatchers = { toBeDetectedWithin, toReachStages, toOpenAfter };
