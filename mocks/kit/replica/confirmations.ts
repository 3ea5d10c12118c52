// Writes that wait until the standby has them, oldest first. This file keeps the queue and its one
// timer; what an expired wait means depends on the replication mode and is decided by its owner.

/** How the wait of a write ended. `not-awaited`: the mode or the present state asks for no wait. */
export type Confirmation = 'confirmed' | 'not-awaited' | 'unconfirmed' | 'stopped';

interface Waiter {
  readonly seq: number;
  expiresAtMs: number;
  waitsAnew: boolean;
  readonly resolve: (confirmation: Confirmation) => void;
}

/** A timer that fires this late was not slow: the whole process stood still. */
const STOOD_STILL_MS = 250;

/** The queue of waiting writes. */
export class ConfirmationQueue {
  readonly #limitMs: number;
  readonly #onExpired: () => void;
  #waiters: Waiter[] = [];
  #timer: NodeJS.Timeout | null = null;

  /** `onExpired` is called when the oldest write has waited `limitMs`; it must release some. */
  constructor(limitMs: number, onExpired: () => void) {
    this.#limitMs = limitMs;
    this.#onExpired = onExpired;
  }

  /** Waits until `seq` is confirmed or released. */
  wait(seq: number): Promise<Confirmation> {
    return new Promise((resolve) => {
      const expiresAtMs = performance.now() + this.#limitMs;
      this.#waiters.push({ seq, resolve, expiresAtMs, waitsAnew: false });
      this.#arm();
    });
  }

  /** Ends the wait of all writes up to `seq`. */
  confirmUpTo(seq: number): void {
    this.#release((waiter) => waiter.seq <= seq, 'confirmed');
  }

  /** Ends the wait of those that have waited too long. */
  releaseExpired(confirmation: Confirmation): void {
    const now = performance.now();
    this.#release((waiter) => waiter.expiresAtMs <= now, confirmation);
  }

  /** Ends every wait. */
  releaseAll(confirmation: Confirmation): void {
    this.#release(() => true, confirmation);
  }

  #release(which: (waiter: Waiter) => boolean, confirmation: Confirmation): void {
    const released = this.#waiters.filter(which);
    if (released.length > 0) this.#waiters = this.#waiters.filter((waiter) => !which(waiter));
    for (const waiter of released) waiter.resolve(confirmation);
    this.#arm();
  }

  /** All waits are equally long, so the first in the queue is the first to expire. */
  #arm(): void {
    const [oldest] = this.#waiters;
    if (oldest === undefined) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      return;
    }
    if (this.#timer !== null) return;
    const restMs = Math.max(0, oldest.expiresAtMs - performance.now());
    this.#timer = setTimeout(() => this.#expire(), Math.ceil(restMs));
  }

  /** The timer may stand for a write that was confirmed meanwhile; then it is set anew. */
  #expire(): void {
    this.#timer = null;
    const [oldest] = this.#waiters;
    const lateMs = oldest === undefined ? -1 : performance.now() - oldest.expiresAtMs;
    if (lateMs > STOOD_STILL_MS && oldest?.waitsAnew === false) this.#waitAnew();
    else if (lateMs >= 0) this.#onExpired();
    this.#arm();
  }

  /**
   * After a standstill of this process its timers fire before it reads what arrived meanwhile, and
   * that may be the news that another was promoted. Once for each write, so that the wait is
   * bounded.
   */
  #waitAnew(): void {
    const expiresAtMs = performance.now() + this.#limitMs;
    for (const waiter of this.#waiters.filter((it) => !it.waitsAnew)) {
      waiter.expiresAtMs = expiresAtMs;
      waiter.waitsAnew = true;
    }
  }
}
