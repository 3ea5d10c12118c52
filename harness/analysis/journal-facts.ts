// What the journal tells, gathered once: phases, faults, runbook stages, readings. No judgement and
// no samples here.

import type { Confirmation, DrillEvent, Phase, ReadingName } from '../journal/events.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { Analysis } from './analysis.ts';
import { interruptionOf, leftoverOf } from './interruption.ts';

/** A stage of a runbook in drill time. */
export interface RunbookStage {
  readonly service: string;
  readonly mark: string;
  readonly at: number;
}

/** The facts of a drill's journal; all times are drill time in ms. */
export interface JournalFacts {
  readonly drill: string;
  readonly methodStartedAt: number | null;
  readonly loadEndedAt: number | null;
  readonly phases: ReadonlyMap<
    Phase,
    { readonly startedAt: number; readonly endedAt: number | null }
  >;
  readonly faults: Analysis['faults'];
  readonly stages: readonly RunbookStage[];
  readonly interruption: Analysis['interruption'];
  readonly rollbackFailed: readonly string[];
  readonly leftovers: Analysis['leftovers'];
}

type FaultFacts = Analysis['faults'][number];

function gatherPhases(events: readonly DrillEvent[]): JournalFacts['phases'] {
  const phases = new Map<Phase, { startedAt: number; endedAt: number | null }>();
  for (const event of events) {
    if (event.type === 'phase-started') {
      phases.set(event.phase, { startedAt: event.at, endedAt: null });
    } else if (event.type === 'phase-ended') {
      const phase = phases.get(event.phase);
      if (phase !== undefined) phase.endedAt = event.at;
    }
  }
  return phases;
}

function gatherFault(events: readonly DrillEvent[], fault: string): FaultFacts {
  let injectedAt: number | null = null;
  let bracketMs: number | null = null;
  let healedAt: number | null = null;
  let healCause: string | null = null;
  let confirmation: Confirmation | 'not-injected' = 'not-injected';
  for (const event of events) {
    if (event.type === 'fault-injected' && event.fault === fault) {
      injectedAt = event.calledAt;
      bracketMs = event.acknowledgedAt - event.calledAt;
      if (confirmation === 'not-injected') confirmation = 'inconclusive';
    } else if (event.type === 'fault-confirmed' && event.fault === fault) {
      confirmation = event.confirmation;
    } else if (event.type === 'fault-healed' && event.fault === fault) {
      healedAt = event.calledAt;
      healCause = event.cause;
    }
  }
  return { fault, injectedAt, bracketMs, healedAt, healCause, confirmation };
}

function gatherStages(events: readonly DrillEvent[]): readonly RunbookStage[] {
  return events.flatMap((event) => {
    if (event.type !== 'estate-event' || event.event.type !== 'runbook') return [];
    const { service, mark } = event.event;
    if (service === undefined || mark === undefined) return [];
    return [{ service, mark, at: event.at }];
  });
}

/** What is left behind by the last who looked: the harness, or whoever undid the lab after it. */
function gatherLeftovers(events: readonly DrillEvent[]): Analysis['leftovers'] {
  const last = events.findLast(
    ({ type }) => type === 'clean-verified' || type === 'watchdog-acted',
  );
  if (last?.type === 'clean-verified') return last.leftovers.map(leftoverOf);
  return last?.type === 'watchdog-acted' ? last.left.map(leftoverOf) : [];
}

/** Gathers the facts of a journal, in one stable order. */
export function journalFacts(plan: DrillPlan, events: readonly DrillEvent[]): JournalFacts {
  const started = events.find((event) => event.type === 'drill-started');
  return {
    drill: started?.drill ?? plan.scenario.id,
    methodStartedAt: events.find((event) => event.type === 'method-started')?.at ?? null,
    loadEndedAt: events.find((event) => event.type === 'load-ended')?.at ?? null,
    phases: gatherPhases(events),
    faults: plan.faults.map((planned) => gatherFault(events, planned.id)),
    stages: gatherStages(events),
    interruption: interruptionOf(plan, events),
    rollbackFailed: events.flatMap((event) =>
      event.type === 'rollback-ended' ? event.failed : [],
    ),
    leftovers: gatherLeftovers(events),
  };
}

/** Whether a reading was taken, and from writers at rest. */
export function readingState(
  events: readonly DrillEvent[],
  reading: ReadingName,
): 'quiet' | 'not-quiet' | 'missing' {
  const taken = events.find((event) => event.type === 'reading-taken' && event.reading === reading);
  if (taken?.type !== 'reading-taken') return 'missing';
  return taken.quiet.quiet ? 'quiet' : 'not-quiet';
}
