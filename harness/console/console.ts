// The thin edge of the console: writes what the renderers make to a stream. A reader that is gone, a
// full disk or a mistake in a renderer never disturbs the drill.

import type { DrillEvent } from '../journal/events.ts';
import { messageOf, unreachable } from '../model/problem.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { advance, viewOf } from './drill-view.ts';
import { createLiveScreen } from './live-screen.ts';
import { painterOf, takesColour } from './paint.ts';
import { linesOf, type Step } from './render-lines.ts';

/** What a console is opened with. */
export interface ConsoleOptions {
  readonly plan: DrillPlan;
  /** `live` falls back to `lines` on a stream that is no terminal, or one that cannot move. */
  readonly mode: 'live' | 'lines' | 'json' | 'quiet';
  readonly stream: NodeJS.WriteStream;
  readonly language: Language;
}

/** A console of one drill. Neither call throws. */
export interface DrillConsole {
  onEvent(event: DrillEvent): void;
  /** Ends the view, restores the cursor, writes the last words. Nothing is written afterwards. */
  close(finalText?: string): void;
}

/** What a mode does with events; `stop` is called once, whatever happened. */
interface ModeWriter {
  readonly onEvent: (event: DrillEvent) => void;
  readonly stop: () => void;
}

/** Opens a console. */
export function createConsole(options: ConsoleOptions): DrillConsole {
  const { stream } = options;
  let open = true;
  const writer = writerOf(options, guarded);
  const shut = (): void => {
    if (!open) return;
    open = false;
    writer.stop();
  };
  // The listener stays for good: what was written just before the end may fail after it.
  stream.on('error', shut);

  /** Runs something that writes; a mistake in it ends the console and is said once. */
  function guarded(write: () => void): void {
    if (!open) return;
    try {
      write();
    } catch (error) {
      shut();
      stream.write(`console: ${messageOf(error)}\n`);
    }
  }

  return {
    onEvent: (event) => guarded(() => writer.onEvent(event)),
    close(finalText) {
      if (finalText === undefined || !open) return shut();
      shut();
      stream.write(`${finalText}\n`);
    },
  };
}

function writerOf(options: ConsoleOptions, guarded: (write: () => void) => void): ModeWriter {
  const { mode, stream } = options;
  const stop = (): void => undefined;
  switch (mode) {
    case 'quiet':
      return { onEvent: () => undefined, stop };
    case 'json':
      return { onEvent: (event) => stream.write(`${JSON.stringify(event)}\n`), stop };
    case 'lines':
      return { onEvent: reducing(options, lineWriter(options)), stop };
    case 'live': {
      if (!stream.isTTY || process.env.TERM === 'dumb') {
        return { onEvent: reducing(options, lineWriter(options)), stop };
      }
      const screen = createLiveScreen(options, guarded);
      return { onEvent: reducing(options, screen.show), stop: screen.stop };
    }
    default:
      return unreachable(mode);
  }
}

/** Turns events into steps. */
function reducing({ plan }: ConsoleOptions, take: (step: Step) => void): ModeWriter['onEvent'] {
  let before = viewOf(plan);
  return (event) => {
    const after = advance(before, event);
    take({ before, event, after });
    before = after;
  };
}

function lineWriter({ stream, language }: ConsoleOptions): (step: Step) => void {
  const paint = painterOf(takesColour(stream));
  return (step) => {
    for (const { tone, text } of linesOf(step, language)) stream.write(`${paint(tone, text)}\n`);
  };
}
