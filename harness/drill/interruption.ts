// What ends a drill before its time, once: the first cause counts. Everything that waits in a drill
// waits against it.

import type { InterruptCause } from '../journal/events.ts';

/** Thrown by whatever waits when the drill is interrupted; never leaves the drill. */
export class Interrupted extends Error {}

/** The first cause that ended a drill early. */
export interface Cause {
  readonly cause: InterruptCause;
  readonly detail: string;
}

/** A switch that is thrown at most once. */
export class Interruption {
  readonly #controller = new AbortController();
  #cause: Cause | null = null;

  /** For what waits outside the drill's own phases. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The first cause; null while the drill may go on. */
  get cause(): Cause | null {
    return this.#cause;
  }

  /** Throws the switch; later causes are ignored. Says whether this was the first. */
  raise(cause: InterruptCause, detail: string): boolean {
    if (this.#cause !== null) return false;
    this.#cause = { cause, detail };
    this.#controller.abort();
    return true;
  }

  /** Waits so long, or rejects with `Interrupted` as soon as the switch is thrown. */
  async pause(durationMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const elapsed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.max(0, durationMs));
    });
    try {
      await this.race(elapsed);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The work's result, or a rejection with `Interrupted`; the work itself is not ended. */
  async race<Value>(work: Promise<Value>): Promise<Value> {
    const { signal } = this.#controller;
    let onAbort = (): void => undefined;
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(new Interrupted('interrupted'));
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([work, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
