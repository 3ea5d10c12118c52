// The thin edge of the console: writes what the renderers make to a stream. A reader that is gone, a
// full disk or a mistake in a renderer never disturbs the drill.

import { createLogUpdate } from 'log-update';

import type { DrillEvent } from '../journal/events.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { advance, type DrillView, viewOf } from './drill-view.ts';
import { painterOf, takesColour } from './paint.ts';
import { linesOf } from './render-lines.ts';
import { renderLive } from './render-live.ts';

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

/** At most eight redraws a second. */
const REDRAW_MS = 125;
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

/** Opens a console. */
export function createConsole(options: ConsoleOptions): DrillConsole {
  const { stream } = options;
  let open = true;
  // Stays for good: what was written just before the end may fail after it.
  stream.on('error', () => (open = false));
  const view = viewOfMode(options);
  const guarded = (act: () => void): void => {
    if (!open) return;
    try {
      act();
    } catch (error) {
      open = false;
      view.stop();
      stream.write(`console: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
  return {
    onEvent: (event) => guarded(() => view.onEvent(event)),
    close(finalText) {
      guarded(() => {
        view.stop();
        if (finalText !== undefined) stream.write(`${finalText}\n`);
      });
      open = false;
    },
  };
}

interface ModeView {
  readonly onEvent: (event: DrillEvent) => void;
  readonly stop: () => void;
}

function viewOfMode(options: ConsoleOptions): ModeView {
  const { mode, stream } = options;
  switch (mode) {
    case 'quiet':
      return { onEvent: () => undefined, stop: () => undefined };
    case 'json':
      return {
        onEvent: (event) => stream.write(`${JSON.stringify(event)}\n`),
        stop: () => undefined,
      };
    case 'lines':
      return linesView(options);
    case 'live':
      return stream.isTTY && process.env.TERM !== 'dumb' ? liveView(options) : linesView(options);
    default:
      return mode satisfies never;
  }
}

function linesView({ plan, stream, language }: ConsoleOptions): ModeView {
  const paint = painterOf(takesColour(stream));
  let view = viewOf(plan);
  return {
    onEvent(event) {
      const before = view;
      view = advance(before, event);
      for (const { tone, text } of linesOf({ before, event, after: view }, language)) {
        stream.write(`${paint(tone, text)}\n`);
      }
    },
    stop: () => undefined,
  };
}

/** Redraws when something happened and as time goes on; headlines stay above the moving block. */
function liveView({ plan, stream, language }: ConsoleOptions): ModeView {
  const colour = takesColour(stream);
  const paint = painterOf(colour);
  const update = createLogUpdate(stream, { showCursor: true });
  let view: DrillView = viewOf(plan);
  // Events carry the time at which they happened, never a later one: the largest difference to the
  // clock is the nearest.
  let offsetMs = Number.NEGATIVE_INFINITY;
  const draw = (): void => {
    const nowMs = Math.max(view.at, performance.now() + offsetMs);
    const { columns = 80, rows } = stream;
    // One column and one row less, because some terminals move on when the last is filled.
    const size = { columns: columns - 1, ...(rows > 0 && { rows: rows - 1 }) };
    update(renderLive(view, { ...size, colour, nowMs, language }));
  };
  const showCursor = (): void => void stream.write(SHOW_CURSOR);
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  process.once('exit', showCursor);
  stream.write(HIDE_CURSOR);
  return {
    onEvent(event) {
      const before = view;
      view = advance(before, event);
      offsetMs = Math.max(offsetMs, event.at - performance.now());
      const headlines = linesOf({ before, event, after: view }, language).filter(
        ({ weight }) => weight === 'headline',
      );
      if (headlines.length === 0) return;
      update.persist(headlines.map(({ tone, text }) => paint(tone, text)).join('\n'));
      draw();
    },
    stop() {
      clearInterval(timer);
      process.removeListener('exit', showCursor);
      draw();
      update.done();
      showCursor();
    },
  };
}
