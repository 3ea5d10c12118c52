// One step of a drill as plain lines, for logs and for what stays above the live view. Events that
// a reader of a log does not need give no line; what the counters show gives one when it changes.

import type { DrillEvent } from '../journal/events.ts';
import { formatDuration } from '../model/duration.ts';
import type { Language } from '../model/text.ts';
import type { DrillView } from './drill-view.ts';
import { counterLines, type Line, stageLines } from './service-lines.ts';
import { type FaultView, sightingOf } from './fault-view.ts';
import type { Tone } from './paint.ts';
import { plainText } from './text-width.ts';
import { nameOf, type Wording, wordingOf } from './wording.ts';

/** A step: an event, and the drill before and after it. */
export interface Step {
  readonly before: DrillView;
  readonly event: DrillEvent;
  readonly after: DrillView;
}

/** The lines of a step, each with the drill time of its event in seconds. */
export function linesOf(step: Step, language: Language): readonly Line[] {
  const time = `${(step.event.at / 1_000).toFixed(3).padStart(8)} s`;
  return wordsOf(step, wordingOf(language)).map((line) => ({
    ...line,
    text: `${time}  ${plainText(line.text)}`,
  }));
}

function wordsOf(step: Step, wording: Wording): readonly Line[] {
  const { event, before, after } = step;
  const { lines } = wording;
  switch (event.type) {
    case 'drill-started':
      return detail(lines.started(event.drill, event.lab));
    case 'phase-started':
      return detail(lines.phase(wording.phases[event.phase]));
    case 'phase-ended':
      return phaseEnded(event, wording);
    case 'lab-opened': {
      const { processes, links, tookMs } = event;
      return detail(lines.labOpened(processes, links, formatDuration(tookMs)));
    }
    case 'load-flowing':
      return detail(lines.loadFlows);
    case 'load-ended':
      return event.expected
        ? detail(lines.loadEnded)
        : headline('bad', lines.loadEndedEarly(event.signal ?? `exit ${event.exitCode}`));
    case 'steady-state-verified': {
      const shares = event.services.map((it) => lines.share(it.service, it.good, it.good + it.bad));
      return detail(lines.steadyState(shares.join(', ')));
    }
    case 'front-door-counters':
      return counterLines(before, after, wording);
    case 'estate-event':
      return stageLines(step, event.event, wording);
    case 'process-ended':
      return event.expected
        ? []
        : headline('bad', lines.died(event.name, event.signal ?? `exit ${event.code}`));
    case 'reading-taken': {
      const text = lines.readingTaken(wording.readings[event.reading], event.quiet.quiet);
      return event.quiet.quiet ? detail(text) : headline('warning', text);
    }
    case 'reading-failed':
      return headline('bad', lines.readingFailed(wording.readings[event.reading], event.reason));
    default:
      return faultWords(step, wording);
  }
}

function faultWords({ event, after }: Step, wording: Wording): readonly Line[] {
  const { lines } = wording;
  switch (event.type) {
    case 'fault-injected': {
      const took = formatDuration(event.acknowledgedAt - event.calledAt);
      const kind = faultOf(after, event.fault)?.planned.fault.kind;
      const words = kind === undefined ? '' : wording.faultKinds[kind];
      return headline('warning', lines.made(event.fault, words, took));
    }
    case 'fault-failed':
      return headline('bad', lines.notMade(event.fault, event.reason));
    case 'fault-confirmed': {
      const seen = seenWords(event, wording);
      return event.confirmation === 'confirmed'
        ? headline('warning', lines.on(event.fault, seen))
        : headline('bad', lines.notConfirmed(event.fault, seen));
    }
    case 'fault-healed':
      return headline('good', lines.undone(event.fault, wording.healCauses[event.cause]));
    case 'heal-confirmed': {
      const seen = seenWords(event, wording);
      return event.confirmation === 'confirmed'
        ? headline('good', lines.gone(event.fault, seen))
        : headline('bad', lines.notGone(event.fault, seen));
    }
    case 'heal-failed':
      return headline('bad', lines.notUndone(event.fault, event.reason, event.commands));
    case 'proxy-replaced':
      return headline('warning', lines.proxyReplaced(event.host, event.reason));
    default:
      return endWords({ event, after }, wording);
  }
}

function endWords({ event, after }: Omit<Step, 'before'>, wording: Wording): readonly Line[] {
  const { lines } = wording;
  switch (event.type) {
    case 'interrupted': {
      const cause = wording.interruptCauses[event.cause];
      return headline('bad', lines.interrupted(cause, event.detail));
    }
    case 'rollback-started': {
      const on = after.faults.filter(({ state }) => !['pending', 'healed'].includes(state));
      return headline('warning', lines.rollback(on.map(({ planned }) => planned.id).join(', ')));
    }
    case 'rollback-ended':
      return event.failed.length === 0
        ? headline('good', lines.rolledBack(formatDuration(event.tookMs)))
        : headline('bad', lines.notRolledBack(event.failed.join(', ')));
    case 'clean-verified':
      return event.leftovers.length === 0
        ? detail(lines.clean)
        : headline('bad', lines.leftovers(event.leftovers.join(', ')));
    case 'harness-error':
      return headline('bad', lines.harnessError(event.message));
    default:
      // Intents, processes that start and clock checks say nothing that another line does not.
      return [];
  }
}

function phaseEnded(
  event: Extract<DrillEvent, { readonly type: 'phase-ended' }>,
  wording: Wording,
): readonly Line[] {
  const { outcome } = event;
  if (outcome.kind === 'completed') return [];
  const reason = outcome.kind === 'timed-out' ? formatDuration(outcome.deadlineMs) : outcome.reason;
  const words = wording.phaseOutcomes[outcome.kind];
  return headline('bad', wording.lines.phaseEnded(wording.phases[event.phase], words, reason));
}

/** `confirmed: stall on 16 links`. */
function seenWords(
  event: Extract<DrillEvent, { readonly type: 'fault-confirmed' | 'heal-confirmed' }>,
  wording: Wording,
): string {
  return sightingWords(sightingOf(event.confirmation, event.probes), wording);
}

/** A sighting in words: `confirmed: stall on 16 links`. */
export function sightingWords(
  { confirmation, seen }: NonNullable<FaultView['confirmed']>,
  wording: Wording,
): string {
  const parts = seen.map(({ signature, links }) =>
    wording.live.seen(nameOf(wording, signature), links),
  );
  const verdict = wording.confirmations[confirmation];
  return parts.length === 0 ? verdict : `${verdict}: ${parts.join(', ')}`;
}

function faultOf(view: DrillView, id: string): FaultView | undefined {
  return view.faults.find(({ planned }) => planned.id === id);
}

function detail(text: string): readonly Line[] {
  return [{ weight: 'detail', tone: 'plain', text }];
}

function headline(tone: Tone, text: string): readonly Line[] {
  return [{ weight: 'headline', tone, text }];
}
