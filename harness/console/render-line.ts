// One event as one plain line; null for what a reader of a log does not need.

import type { DrillEvent } from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';

/** A line for an event. */
export function renderLine(event: DrillEvent): string | null {
  const words = wordsOf(event);
  return words === null ? null : `${(event.at / 1_000).toFixed(3).padStart(8)} s  ${words}`;
}

function wordsOf(event: DrillEvent): string | null {
  switch (event.type) {
    case 'drill-started':
      return `drill ${event.drill} in lab ${event.lab}`;
    case 'phase-started':
      return `phase ${event.phase}`;
    case 'phase-ended':
      return event.outcome.kind === 'completed'
        ? null
        : `phase ${event.phase} ${event.outcome.kind}${'reason' in event.outcome ? `: ${event.outcome.reason}` : ''}`;
    case 'lab-opened':
      return `lab open: ${event.processes} processes, ${event.links} links (${(event.tookMs / 1_000).toFixed(1)} s)`;
    case 'load-flowing':
      return 'load flows';
    case 'load-ended':
      return event.expected ? 'load ended' : `load ended early (${event.signal ?? event.exitCode})`;
    case 'steady-state-verified':
      return `steady state: ${event.services.map((it) => `${it.service} ${it.good}/${it.good + it.bad}`).join(', ')} good`;
    case 'fault-injected':
      return `fault ${event.fault} on`;
    case 'fault-failed':
      return `fault ${event.fault} could not be made: ${event.reason}`;
    case 'fault-confirmed':
      return `fault ${event.fault} ${event.confirmation} on ${event.probes.length} links`;
    case 'fault-healed':
      return `fault ${event.fault} undone (${event.cause})`;
    case 'heal-confirmed':
      return `fault ${event.fault} gone: ${event.confirmation}`;
    case 'heal-failed':
      return `fault ${event.fault} could not be undone: ${event.reason}`;
    case 'proxy-replaced':
      return `Toxiproxy of ${event.host} replaced: ${event.reason}`;
    case 'estate-event':
      return estateWords(event.event);
    case 'reading-taken':
      return `${event.reading} reading of the books (${event.quiet.quiet ? 'writers at rest' : 'writers NOT at rest'})`;
    case 'interrupted':
      return `interrupted (${event.cause}): ${event.detail}`;
    case 'rollback-started':
      return 'rollback';
    case 'rollback-ended':
      return `rollback done${event.failed.length > 0 ? `, NOT undone: ${event.failed.join(', ')}` : ''}`;
    case 'clean-verified':
      return event.leftovers.length === 0
        ? 'nothing left behind'
        : `left behind: ${event.leftovers.join(', ')}`;
    case 'harness-error':
      return `error in the harness: ${event.message}`;
    case 'process-intended':
    case 'process-started':
    case 'process-ended':
    case 'clock-checked':
    case 'load-started':
    case 'method-started':
    case 'fault-intended':
    case 'heal-intended':
    case 'front-door-counters':
    case 'reading-failed':
    case 'drill-ended':
      return null;
    default:
      return unreachable(event);
  }
}

function estateWords(event: {
  readonly type: string;
  readonly [field: string]: unknown;
}): string | null {
  const { service, mark, site, step, reason } = event;
  if (event.type === 'runbook') return `${String(service)}: ${String(mark)} (${String(site)})`;
  if (event.type === 'runbook-failed') {
    return `${String(service)}: step ${String(step)} failed: ${String(reason)}`;
  }
  return null;
}
