// A fault point for tests of what happens when the harness dies: named in the environment, reached in the
// code. Without the variable nothing of it is there. It knows nothing of what dies with it.

import type { Journal } from '../journal/journal.ts';

/** Where the process ends itself, as from outside with `kill -KILL`. */
export interface KillPoint {
  /** The journal, or one that ends the process at the point. */
  watched(journal: Journal): Journal;
  /** Says that a place in the code is reached that is no event of the journal; `after:<place>`. */
  reach(place: string): void;
}

const VARIABLE = 'FIREDRILL_KILL_AT';
/** `before:fault-intended:1`: before the first event of this kind is written; `after`: once it is. */
const POINT = /^(before|after):([a-z-]+):([1-9]\d*)$/;
const NOWHERE: KillPoint = { watched: (journal) => journal, reach: () => undefined };

/** The point that an environment names; nowhere, where it names none. Throws for what is no point. */
export function killPointOf(env: NodeJS.ProcessEnv): KillPoint {
  const named = env[VARIABLE] ?? '';
  if (named === '') return NOWHERE;
  const [, when, what, count] = POINT.exec(named) ?? [];
  if (count === undefined) throw new Error(`${VARIABLE}: "${named}" is no fault point`);
  let left = Number(count);
  const dieAt = (place: string): void => {
    if (place !== `${when}:${what}`) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  return {
    watched: (journal) => ({
      ...journal,
      append(body, atNs) {
        dieAt(`before:${body.type}`);
        const event = journal.append(body, atNs);
        dieAt(`after:${body.type}`);
        return event;
      },
    }),
    reach: (place) => dieAt(`after:${place}`),
  };
}
