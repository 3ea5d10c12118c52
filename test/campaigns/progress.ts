// What moves while a campaign runs, on standard error: one line that is overwritten in a terminal,
// and elsewhere a line for each case and one every ten seconds.

import { createLogUpdate } from 'log-update';

import type { CampaignCase } from './campaign.ts';
import { durationText } from './section.ts';

const TERMINAL_EVERY_MS = 500;
const LINES_EVERY_MS = 10_000;

/** The progress of one campaign. */
export interface Progress {
  /** The next case begins. */
  next(one: CampaignCase): void;
  /** What the case is doing. */
  moving(text: string): void;
  close(): void;
}

/** Starts to show the progress over so many cases. */
export function createProgress(stream: NodeJS.WriteStream, cases: number): Progress {
  const live = stream.isTTY ? createLogUpdate(stream) : null;
  const startedMs = performance.now();
  let [begun, name, doing] = [0, '', ''];
  const line = (): string => {
    const now = durationText(performance.now() - startedMs);
    return [`[${begun}/${cases}] ${now}`, name, doing].filter((it) => it !== '').join(' · ');
  };
  const show = (): void => {
    if (live === null) stream.write(`${line()}\n`);
    else live(line().slice(0, stream.columns - 1));
  };
  const timer = setInterval(show, live === null ? LINES_EVERY_MS : TERMINAL_EVERY_MS);
  return {
    next({ group, index }) {
      begun += 1;
      name = `${group} ${index + 1}`;
      doing = '';
      show();
    },
    moving(text) {
      doing = text;
    },
    close() {
      clearInterval(timer);
      live?.clear();
    },
  };
}
