// The moving block on a terminal: redraws as events come and as time goes on, keeps headlines above
// it in the scrollback, hides the cursor and always brings it back. What is drawn is render-live's.

import { createLogUpdate } from 'log-update';

import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { viewOf } from './drill-view.ts';
import { painterOf, takesColour } from './paint.ts';
import { renderLive } from './render-live.ts';
import { linesOf, type Step } from './render-lines.ts';

/** A screen that shows one drill. */
export interface LiveScreen {
  readonly show: (step: Step) => void;
  /** Draws the last state, leaves it there and brings the cursor back. */
  readonly stop: () => void;
}

/** At most eight redraws a second, and one more for each headline. */
const REDRAW_MS = 125;
const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';

/** Opens the screen; `guarded` runs what writes, and keeps its errors from the drill. */
export function createLiveScreen(
  options: {
    readonly plan: DrillPlan;
    readonly stream: NodeJS.WriteStream;
    readonly language: Language;
  },
  guarded: (write: () => void) => void,
): LiveScreen {
  const { plan, stream, language } = options;
  const colour = takesColour(stream);
  const paint = painterOf(colour);
  const update = createLogUpdate(stream, { showCursor: true });
  let view = viewOf(plan);
  // An event is seen after it happened, so the largest difference to this clock is the truest.
  let drillClockOffsetMs = Number.NEGATIVE_INFINITY;

  const draw = (): void => {
    const nowMs = Math.max(view.at, performance.now() + drillClockOffsetMs);
    // One column and one row less: a terminal may move on when the last one is filled. Some
    // pseudo-terminals state no size.
    const columns = (stream.columns || 80) - 1;
    const rows = (stream.rows || 24) - 1;
    update(renderLive(view, { columns, rows, colour, nowMs, language }));
  };
  const showCursor = (): void => {
    stream.write(SHOW_CURSOR);
  };

  stream.write(HIDE_CURSOR);
  process.once('exit', showCursor);
  const timer = setInterval(() => guarded(draw), REDRAW_MS);
  timer.unref();

  return {
    show(step) {
      view = step.after;
      drillClockOffsetMs = Math.max(drillClockOffsetMs, step.event.at - performance.now());
      const headlines = linesOf(step, language).filter(({ weight }) => weight === 'headline');
      if (headlines.length === 0) return;
      update.persist(headlines.map(({ tone, text }) => paint(tone, text)).join('\n'));
      draw();
    },
    stop() {
      clearInterval(timer);
      process.removeListener('exit', showCursor);
      try {
        draw();
      } catch {
        // A drawing that fails has been told already; the cursor comes back all the same.
      }
      update.done();
      showCursor();
    },
  };
}
