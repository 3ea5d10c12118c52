// One step of a drill as plain lines, for logs and for what stays above the live view. Events that
// a reader of a log does not need give no line; what the counters show gives one when it changes.

import type { DrillEvent } from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';
import type { Language } from '../model/text.ts';
import { exitText, formatGlance, nameOf } from '../wording/index.ts';
import type { DrillView } from './drill-view.ts';
import { faultLines } from './fault-lines.ts';
import { detail, headline, type Line } from './line.ts';
import { counterLines, stageLines } from './service-lines.ts';
import { plainText } from './text-width.ts';
import { type Wording, wordingOf } from './wording.ts';

/** A step: an event, and the drill before and after it. */
export interface Step {
  readonly before: DrillView;
  readonly event: DrillEvent;
  readonly after: DrillView;
}

type EndEvent = Extract<
  DrillEvent,
  {
    readonly type:
      | 'interrupted'
      | 'rollback-started'
      | 'rollback-ended'
      | 'clean-verified'
      | 'harness-error';
  }
>;

/** The lines of a step, each with the drill time of its event in seconds. */
export function linesOf(step: Step, language: Language): readonly Line[] {
  const wording = wordingOf(language);
  const time = wording.figures.seconds((step.event.at / 1_000).toFixed(3).padStart(8));
  return wordsOf(step, wording).map((line) => ({
    ...line,
    text: `${time}  ${plainText(line.text)}`,
  }));
}

function wordsOf({ event, before, after }: Step, wording: Wording): readonly Line[] {
  const { lines } = wording;
  if ('fault' in event) {
    const kind = after.faults.find(({ planned }) => planned.id === event.fault)?.planned.fault.kind;
    return faultLines(event, kind === undefined ? '' : wording.names[kind], wording);
  }
  switch (event.type) {
    case 'drill-started':
      return detail(lines.started(event.drill, nameOf(wording, event.lab)));
    case 'phase-started':
      return detail(lines.phase(wording.names[event.phase]));
    case 'phase-ended':
      return phaseEnded(event, wording);
    case 'lab-opened': {
      const { processes, links, tookMs } = event;
      return detail(lines.labOpened(processes, links, formatGlance(tookMs, wording)));
    }
    case 'load-flowing':
      return detail(lines.loadFlows);
    case 'load-ended':
      return event.expected
        ? detail(lines.loadEnded)
        : headline('bad', lines.loadEndedEarly(exitText(event, wording)));
    case 'steady-state-verified':
      return detail(steadyState(event, wording));
    case 'front-door-counters':
      return counterLines(before, after, wording);
    case 'estate-event':
      return stageLines({ before, after }, event.event, wording);
    case 'process-ended':
      return event.expected
        ? []
        : headline('bad', lines.died(event.name, exitText(exitOf(event), wording)));
    case 'proxy-replaced':
      return headline('warning', lines.proxyReplaced(event.host, event.reason));
    case 'reading-taken': {
      const text = lines.readingTaken(wording.names[event.reading], event.quiet.quiet);
      return event.quiet.quiet ? detail(text) : headline('warning', text);
    }
    case 'reading-failed':
      return headline('bad', lines.readingFailed(wording.names[event.reading], event.reason));
    case 'interrupted':
    case 'rollback-started':
    case 'rollback-ended':
    case 'clean-verified':
    case 'harness-error':
      return endLines(event, after, wording);
    case 'clock-checked':
    case 'process-intended':
    case 'process-started':
    case 'load-started':
    case 'method-started':
    case 'drill-ended':
    // Whoever could show it is dead by then.
    case 'watchdog-acted':
      return [];
    default:
      return unreachable(event);
  }
}

/** A process's end in the words of an exit. */
function exitOf({ code, signal }: Extract<DrillEvent, { readonly type: 'process-ended' }>) {
  return { exitCode: code, signal };
}

function endLines(event: EndEvent, after: DrillView, wording: Wording): readonly Line[] {
  const { lines } = wording;
  switch (event.type) {
    case 'interrupted': {
      const cause = wording.names[event.cause];
      return headline('bad', lines.interrupted(cause, event.detail));
    }
    case 'rollback-started': {
      const on = after.faults.filter(({ state }) => state !== 'pending' && state !== 'healed');
      return headline('warning', lines.rollback(on.map(({ planned }) => planned.id).join(', ')));
    }
    case 'rollback-ended':
      return event.failed.length === 0
        ? headline('good', lines.rolledBack(formatGlance(event.tookMs, wording)))
        : headline('bad', lines.notRolledBack(event.failed.join(', ')));
    case 'clean-verified':
      return event.leftovers.length === 0
        ? detail(lines.clean)
        : headline('bad', lines.leftovers(event.leftovers.join(', ')));
    case 'harness-error':
      return headline('bad', lines.harnessError(event.message));
    default:
      return unreachable(event);
  }
}

function steadyState(
  { services }: Extract<DrillEvent, { readonly type: 'steady-state-verified' }>,
  { lines }: Wording,
): string {
  const shares = services.map((it) => lines.share(it.service, it.good, it.good + it.bad));
  return lines.steadyState(shares.join(', '));
}

function phaseEnded(
  event: Extract<DrillEvent, { readonly type: 'phase-ended' }>,
  wording: Wording,
): readonly Line[] {
  const { outcome } = event;
  if (outcome.kind === 'completed') return [];
  const reason =
    outcome.kind === 'timed-out' ? formatGlance(outcome.deadlineMs, wording) : outcome.reason;
  const words = wording.phaseOutcomes[outcome.kind];
  return headline('bad', wording.lines.phaseEnded(wording.names[event.phase], words, reason));
}
