// How a process of the estate tells what happens to it: one JSON object a line on standard output,
// stamped with the monotonic clock. What is told is said in contract.ts; logs go to standard error.

import type { ProcessEvent } from './contract.ts';

type WithoutStamp<Event> = Event extends unknown ? Omit<Event, 'atNs'> : never;

/** A process event before it is stamped with the time. */
export type UnstampedEvent = WithoutStamp<ProcessEvent>;

/** Takes an event at the moment that it happens; tests give one that collects. */
export type TellEvent = (event: UnstampedEvent) => void;

/** Stamps an event with CLOCK_MONOTONIC (now, where no time is given) and prints it as one line. */
export function printEvent(event: UnstampedEvent, atNs = process.hrtime.bigint()): void {
  const line = JSON.stringify({ atNs: atNs.toString(), ...event });
  process.stdout.write(`${line}\n`);
}

/** Writes one line for people to standard error. */
export function log(message: string): void {
  process.stderr.write(`${message}\n`);
}
