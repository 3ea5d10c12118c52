// A running drill as the console shows it: a pure reduction of the journal's events, so that a
// recorded drill can be shown again. Rendering and time stand elsewhere.

import type {
  DrillEvent,
  EstateEvent,
  InterruptCause,
  Phase,
  PhaseOutcome,
} from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { advanceFault, type FaultEvent, type FaultView, pendingFault } from './fault-view.ts';
import { observeCounters, type ServiceView, servicesOf, startClock } from './service-view.ts';

/** Phases in the order in which a drill goes through them. */
export const PHASES = [
  'open-lab',
  'warm-up',
  'steady-state',
  'method',
  'first-reading',
  'heal',
  'drain',
  'second-reading',
  'close-lab',
  'verify-clean',
] as const satisfies readonly Phase[];

/** One phase as the console shows it. All times are drill time in ms. */
export interface PhaseView {
  readonly phase: Phase;
  readonly state: 'pending' | 'running' | PhaseOutcome['kind'];
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** From its start. */
  readonly deadlineMs: number | null;
}

/** A drill as the console shows it. All times are drill time in ms. */
export interface DrillView {
  readonly plan: DrillPlan;
  /** Time of the latest event. */
  readonly at: number;
  readonly phases: readonly PhaseView[];
  readonly methodStartedAt: number | null;
  readonly load: 'not-started' | 'flowing' | 'ended' | 'ended-early';
  readonly faults: readonly FaultView[];
  readonly services: readonly ServiceView[];
  readonly interruption: { readonly cause: InterruptCause; readonly detail: string } | null;
  readonly rollback:
    | { readonly state: 'running' }
    | { readonly state: 'ended'; readonly failed: readonly string[] }
    | null;
  /** What is left of ours; null until it has been looked for. */
  readonly leftovers: readonly string[] | null;
  readonly harnessError: string | null;
  readonly ended: boolean;
}

/** A drill before its first event. */
export function viewOf(plan: DrillPlan): DrillView {
  return {
    plan,
    at: 0,
    phases: PHASES.map((phase) => ({
      phase,
      state: 'pending',
      startedAt: null,
      endedAt: null,
      deadlineMs: null,
    })),
    methodStartedAt: null,
    load: 'not-started',
    faults: plan.faults.map(pendingFault),
    services: servicesOf(plan),
    interruption: null,
    rollback: null,
    leftovers: null,
    harnessError: null,
    ended: false,
  };
}

/** The drill after one more event. Events of the estate may come late; time never goes back. */
export function advance(view: DrillView, event: DrillEvent): DrillView {
  return change({ ...view, at: Math.max(view.at, event.at) }, event);
}

function change(view: DrillView, event: DrillEvent): DrillView {
  if ('fault' in event) return advanceFaults(view, event);
  switch (event.type) {
    case 'phase-started':
    case 'phase-ended':
      return { ...view, phases: advancePhases(view.phases, event) };
    case 'load-flowing':
      return { ...view, load: 'flowing' };
    case 'load-ended':
      return { ...view, load: event.expected ? 'ended' : 'ended-early' };
    case 'method-started':
      return { ...view, methodStartedAt: event.at };
    case 'front-door-counters':
      return { ...view, services: view.services.map((it) => observed(it, event)) };
    case 'estate-event':
      return { ...view, services: advanceStages(view.services, event.event, event.at) };
    case 'interrupted':
      return { ...view, interruption: { cause: event.cause, detail: event.detail } };
    case 'rollback-started':
      return { ...view, rollback: { state: 'running' } };
    case 'rollback-ended':
      return { ...view, rollback: { state: 'ended', failed: event.failed } };
    case 'clean-verified':
      return verified(view, event);
    case 'harness-error':
      return { ...view, harnessError: event.message };
    case 'drill-ended':
      return { ...view, ended: true };
    case 'drill-started':
    case 'clock-checked':
    case 'process-intended':
    case 'process-started':
    case 'process-ended':
    case 'lab-opened':
    case 'load-started':
    case 'steady-state-verified':
    case 'proxy-replaced':
    case 'reading-taken':
    case 'reading-failed':
    case 'watchdog-acted':
      return view;
    default:
      return unreachable(event);
  }
}

function advancePhases(
  phases: readonly PhaseView[],
  event: Extract<DrillEvent, { readonly type: 'phase-started' | 'phase-ended' }>,
): readonly PhaseView[] {
  return phases.map((it) => {
    if (it.phase !== event.phase) return it;
    if (event.type === 'phase-ended') {
      return { ...it, state: event.outcome.kind, endedAt: event.at };
    }
    return { ...it, state: 'running', startedAt: event.at, deadlineMs: event.deadlineMs };
  });
}

function advanceFaults(view: DrillView, event: FaultEvent): DrillView {
  const faults = view.faults.map((it) =>
    it.planned.id === event.fault ? advanceFault(it, event) : it,
  );
  if (event.type !== 'fault-intended') return { ...view, faults };
  const services = view.services.map((it) =>
    it.clockFault === event.fault ? startClock(it, event.at) : it,
  );
  return { ...view, faults, services };
}

function observed(
  service: ServiceView,
  event: Extract<DrillEvent, { readonly type: 'front-door-counters' }>,
): ServiceView {
  const counters = event.services[service.service];
  return counters === undefined ? service : observeCounters(service, { at: event.at, ...counters });
}

function advanceStages(
  services: readonly ServiceView[],
  event: EstateEvent,
  at: number,
): readonly ServiceView[] {
  return services.map((it) => {
    if (it.service !== event.service || at < it.stagesFrom) return it;
    const { type, mark, step, reason } = event;
    // A single failed probe happens in healthy times too; what counts is that the monitor decides.
    if (type === 'runbook' && mark !== undefined && mark !== 'first-failed-probe') {
      return { ...it, stages: { [mark]: at, ...it.stages } };
    }
    if (type !== 'runbook-failed' || typeof step !== 'string') return it;
    const attempts = it.failedStep?.step === step ? it.failedStep.attempts + 1 : 1;
    return { ...it, failedStep: { step, reason: String(reason), attempts } };
  });
}

function verified(
  view: DrillView,
  event: Extract<DrillEvent, { readonly type: 'clean-verified' }>,
): DrillView {
  const { leftovers, at } = event;
  const phases = view.phases.map((it): PhaseView => {
    if (it.phase !== 'verify-clean') return it;
    const startedAt = it.startedAt ?? at;
    return {
      ...it,
      state: leftovers.length === 0 ? 'completed' : 'failed',
      startedAt,
      endedAt: at,
    };
  });
  return { ...view, leftovers, phases };
}
