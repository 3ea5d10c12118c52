// What a drill tells while it runs: plain lines, or JSON lines for programs. Prints only what the
// journal's events say.

import type { DrillEvent } from '../journal/events.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { renderLine } from './render-line.ts';

/** A console of one drill. */
export interface DrillConsole {
  onEvent(event: DrillEvent): void;
  close(): void;
}

/** Opens a console. A reader that is gone (broken pipe) never disturbs the drill. */
export function createConsole(options: {
  readonly plan: DrillPlan;
  readonly mode: 'live' | 'lines' | 'json' | 'quiet';
  readonly stream: NodeJS.WriteStream;
  readonly language: Language;
}): DrillConsole {
  const { mode, stream } = options;
  let open = true;
  stream.on('error', () => (open = false));
  const write = (line: string | null): void => {
    if (open && line !== null) stream.write(`${line}\n`);
  };
  return {
    onEvent(event) {
      if (mode === 'quiet') return;
      write(mode === 'json' ? JSON.stringify(event) : renderLine(event));
    },
    close() {
      open = false;
    },
  };
}
