// What the console knows of one fault: where it stands between planned and undone, and what traffic
// said of it. Making and undoing faults is the drill's affair.

import type { Confirmation, DrillEvent, HealCause, ProbeObservation } from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';
import type { PlannedFault } from '../plan/drill-plan.ts';

/** Where a fault stands. `failed`: it could not be made, or could not be undone. */
export type FaultState = 'pending' | 'injecting' | 'on' | 'healing' | 'healed' | 'failed';

/** What the probes of a confirmation saw, most frequent first. */
export interface Sighting {
  readonly confirmation: Confirmation;
  readonly seen: readonly { readonly signature: string; readonly links: number }[];
}

/** One fault as the console shows it. All times are drill time in ms. */
export interface FaultView {
  readonly planned: PlannedFault;
  readonly state: FaultState;
  /** The control call that made it. */
  readonly calledAt: number | null;
  /** The control call that undid it. */
  readonly healedAt: number | null;
  readonly healCause: HealCause | null;
  readonly confirmed: Sighting | null;
  readonly healConfirmed: Sighting | null;
  readonly failure: {
    readonly act: 'inject' | 'heal';
    readonly reason: string;
    /** What a person can do by hand. */
    readonly commands: readonly string[];
  } | null;
}

/** Events that are about one fault. */
export type FaultEvent = Extract<DrillEvent, { readonly fault: string }>;

/** A fault that nothing has been done about yet. */
export function pendingFault(planned: PlannedFault): FaultView {
  return {
    planned,
    state: 'pending',
    calledAt: null,
    healedAt: null,
    healCause: null,
    confirmed: null,
    healConfirmed: null,
    failure: null,
  };
}

/** A fault after an event about it. */
export function advanceFault(fault: FaultView, event: FaultEvent): FaultView {
  switch (event.type) {
    case 'fault-intended':
      return { ...fault, state: 'injecting' };
    case 'fault-injected':
      return { ...fault, state: 'on', calledAt: event.calledAt };
    case 'fault-failed': {
      const failure = { act: 'inject', reason: event.reason, commands: [] } as const;
      return { ...fault, state: 'failed', failure };
    }
    case 'fault-confirmed':
      return { ...fault, confirmed: sightingOf(event.confirmation, event.probes) };
    case 'heal-intended':
      return { ...fault, state: 'healing', healCause: event.cause };
    case 'fault-healed':
      return { ...fault, state: 'healed', healCause: event.cause, healedAt: event.calledAt };
    case 'heal-confirmed':
      return { ...fault, healConfirmed: sightingOf(event.confirmation, event.probes) };
    case 'heal-failed': {
      const { reason, commands } = event;
      return { ...fault, state: 'failed', failure: { act: 'heal', reason, commands } };
    }
    default:
      return unreachable(event);
  }
}

/** Gathers what probes saw. */
export function sightingOf(
  confirmation: Confirmation,
  probes: readonly ProbeObservation[],
): Sighting {
  const links = new Map<string, number>();
  for (const { seen } of probes) links.set(seen, (links.get(seen) ?? 0) + 1);
  const seen = [...links]
    .map(([signature, count]) => ({ signature, links: count }))
    .toSorted((left, right) => right.links - left.links);
  return { confirmation, seen };
}
