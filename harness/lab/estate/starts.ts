// What is being started in a lab: nothing new once it is closing, and closing waits for the rest. What is
// started is not known here.

/** The starts of one lab. */
export class Starts {
  readonly #running = new Set<Promise<unknown>>();
  #closing = false;

  /** Whether closing has begun. */
  get closing(): boolean {
    return this.#closing;
  }

  /** Starts something; rejects once the lab is closing. */
  async whileOpen<Value>(start: () => Promise<Value>): Promise<Value> {
    if (this.#closing) throw new Error('the lab is closing');
    const starting = start();
    this.#running.add(starting);
    try {
      return await starting;
    } finally {
      this.#running.delete(starting);
    }
  }

  /** Refuses what comes from now on. */
  refuse(): void {
    this.#closing = true;
  }

  /** Waits until nothing is being started any more, however it ended. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }
}
