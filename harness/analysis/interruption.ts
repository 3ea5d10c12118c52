// What ended a drill before its time, told from the events that show it rather than from the words
// that the journal keeps with it; and what was left behind.

import type { DrillEvent } from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';
import type { DrillPlan, PlannedStopCondition } from '../plan/drill-plan.ts';
import type { Interruption, Leftover } from '../statements/index.ts';

type Interrupted = Extract<DrillEvent, { readonly type: 'interrupted' }>;
type Counters = Extract<DrillEvent, { readonly type: 'front-door-counters' }>;
type Broken = Extract<Interruption, { readonly kind: 'stop-condition' }>['broken'];

/** Fewer answers than this decide nothing; the same as in harness/drill. */
const LEAST_ANSWERS = 20;
/** Counters come at intervals, so a window counts as whole a little before it is. */
const WHOLE_WINDOW = 0.9;

/** When the counters first break a stop condition, and with what; null when they never do. */
function firstBreak(
  { service, floor, overMs }: PlannedStopCondition,
  readings: readonly Counters[],
): { readonly at: number; readonly broken: Broken } | null {
  let from = 0;
  for (const last of readings) {
    while (last.at - (readings[from]?.at ?? last.at) > overMs) from += 1;
    const first = readings[from] ?? last;
    if (last.at - first.at < overMs * WHOLE_WINDOW) continue;
    const good = (last.services[service]?.good ?? 0) - (first.services[service]?.good ?? 0);
    const bad = (last.services[service]?.bad ?? 0) - (first.services[service]?.bad ?? 0);
    const answers = good + bad;
    if (answers < LEAST_ANSWERS || good / answers >= floor) continue;
    return { at: last.at, broken: { service, good, events: answers, overMs, floor } };
  }
  return null;
}

/** The stop condition that the counters of the journal break first; null when they break none. */
function brokenStopCondition(plan: DrillPlan, events: readonly DrillEvent[]): Broken {
  const readings = events.filter((event) => event.type === 'front-door-counters');
  const breaks = plan.stopConditions.flatMap((it) => firstBreak(it, readings) ?? []);
  return breaks.toSorted((one, other) => one.at - other.at)[0]?.broken ?? null;
}

/** Services whose steady state was below their service level, where that ended the drill. */
function withoutSteadyState(plan: DrillPlan, events: readonly DrillEvent[]) {
  const verified = events.find((event) => event.type === 'steady-state-verified');
  return (verified?.services ?? []).filter(({ service, good, bad }) => {
    const level = plan.serviceLoads.find((load) => load.service === service)?.serviceLevelRatio;
    return good === 0 || good < (level ?? 0) * (good + bad);
  });
}

function failedPhase(plan: DrillPlan, events: readonly DrillEvent[], said: string): Interruption {
  for (const event of events) {
    if (event.type !== 'phase-ended') continue;
    const { phase, outcome } = event;
    if (outcome.kind === 'timed-out') {
      return { kind: 'phase-timed-out', phase, deadlineMs: outcome.deadlineMs };
    }
    if (outcome.kind !== 'failed') continue;
    const services = phase === 'steady-state' ? withoutSteadyState(plan, events) : [];
    if (services.length > 0) return { kind: 'no-steady-state', services };
    const started = events.find((it) => it.type === 'phase-started' && it.phase === phase);
    if (started?.type === 'phase-started' && event.at - started.at >= started.deadlineMs) {
      return { kind: 'phase-timed-out', phase, deadlineMs: started.deadlineMs };
    }
    return { kind: 'phase-failed', phase, said: outcome.reason };
  }
  return { kind: 'phase-failed', phase: null, said };
}

function deadProcess(events: readonly DrillEvent[]): Interruption {
  for (const event of events) {
    if (event.type === 'load-ended' && !event.expected) {
      const { exitCode, signal } = event;
      return { kind: 'load-ended-early', exit: { exitCode, signal } };
    }
    if (event.type === 'process-ended' && !event.expected) {
      const { name, code, signal } = event;
      return { kind: 'process-died', process: name, exit: { exitCode: code, signal } };
    }
  }
  const exit = { exitCode: null, signal: null };
  return { kind: 'process-died', process: null, exit };
}

/**
 * What ended the drill before its time; null when nothing did. An error of the harness itself
 * weighs more than what ended the drill first. A harness that died could not tell; whoever undid its
 * drill did.
 */
export function interruptionOf(
  plan: DrillPlan,
  events: readonly DrillEvent[],
): Interruption | null {
  const error = events.find((event) => event.type === 'harness-error');
  if (error !== undefined) return { kind: 'harness-error', said: error.message };
  const interrupted = events.find((event) => event.type === 'interrupted');
  if (interrupted !== undefined) return causeOf(plan, events, interrupted);
  const undone = events.find((event) => event.type === 'watchdog-acted');
  return undone === undefined ? null : { kind: 'harness-ended', how: undone.cause };
}

function causeOf(
  plan: DrillPlan,
  events: readonly DrillEvent[],
  { cause, detail }: Interrupted,
): Interruption {
  switch (cause) {
    case 'signal':
      return { kind: 'signal', signal: detail };
    case 'stop-condition':
      return { kind: 'stop-condition', broken: brokenStopCondition(plan, events) };
    case 'phase-failed':
      return failedPhase(plan, events, detail);
    case 'process-died':
      return deadProcess(events);
    case 'watchdog-died':
      return { kind: 'watchdog-died' };
    default:
      return unreachable(cause);
  }
}

const PROCESS = /^process (.+) \((\d+)\)$/;
const NAMED = /^(container|network) (.+)$/;
const FOLDER = /^folder (.+)$/;

/** What was left behind, from the words in which the lab names it. */
export function leftoverOf(words: string): Leftover {
  const [, process, pid] = PROCESS.exec(words) ?? [];
  if (process !== undefined) return { kind: 'process', name: process, pid: Number(pid) };
  const [, kind, name] = NAMED.exec(words) ?? [];
  if (kind === 'container' && name !== undefined) return { kind, name };
  if (kind === 'network' && name !== undefined) return { kind, name };
  const [, path] = FOLDER.exec(words) ?? [];
  return path === undefined ? { kind: 'not-known', said: words } : { kind: 'folder', path };
}
