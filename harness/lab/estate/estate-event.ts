// The lines that a process of the estate prints: events with their own stamps. What an event means is
// for others to say.

import type { EstateEvent } from '../../journal/events.ts';

/** An event with the stamp of the process that told it, CLOCK_MONOTONIC in nanoseconds. */
export interface StampedEvent {
  readonly atNs: bigint;
  readonly body: EstateEvent;
}

/** Reads one line; null where it is no event. */
export function parseEstateEvent(line: string): StampedEvent | null {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return null;
    if (!('atNs' in parsed) || !('type' in parsed)) return null;
    const { atNs, type, ...rest } = parsed;
    if (typeof atNs !== 'string' || typeof type !== 'string') return null;
    return { atNs: BigInt(atNs), body: { type, ...rest } };
  } catch {
    return null;
  }
}
