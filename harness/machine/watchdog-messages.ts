// What a harness and its watchdog say to each other, a line each. Who says it when is in watch.ts and
// watchdog.ts.

import { z } from 'zod';

import { labRecordSchema } from './lab-record.ts';

/** A beat comes so often from either side. */
export const BEAT_INTERVAL_MS = 500;
/** So many intervals of one's own clock without a beat mean that the other side hangs. */
export const MOST_MISSED_BEATS = 10;

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat') }),
  /** What is to be undone, from now on. */
  z.object({ kind: z.literal('record'), record: labRecordSchema }),
  /** The lab is proven empty. */
  z.object({ kind: z.literal('farewell') }),
  /** The harness could not undo everything itself. */
  z.object({ kind: z.literal('undo') }),
]);

/** What a harness tells its watchdog. */
export type WatchdogMessage = z.infer<typeof messageSchema>;

/** Reads a line; null where it is something else, as half a line of a dead harness. */
export function parseMessage(line: string): WatchdogMessage | null {
  try {
    return messageSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
