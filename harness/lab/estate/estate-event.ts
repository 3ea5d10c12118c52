// The lines that a process of the estate prints: events with their own stamps. What an event means is
// for others to say.

import type { EstateEvent } from '../../journal/events.ts';
import type { LabListener } from '../lab.ts';

/** An event with the stamp of the process that told it, CLOCK_MONOTONIC in nanoseconds. */
interface StampedEvent {
  readonly atNs: bigint;
  readonly body: EstateEvent;
}

/** Tells an event on; `ready` is for whoever starts the process, and what is no event is for nobody. */
export function relayLine(
  line: string,
  {
    name,
    listener,
    ready,
  }: { readonly name: string; readonly listener: LabListener; readonly ready: () => void },
): void {
  const event = parseEstateEvent(line);
  if (event === null) return;
  if (event.body.type === 'ready') ready();
  else listener({ type: 'estate-event', process: name, event: event.body }, event.atNs);
}

function parseEstateEvent(line: string): StampedEvent | null {
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
