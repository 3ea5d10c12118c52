// The versioned route table of the front door, and the requests that wait on a held route. No
// sockets here.

import type { Route, RouteTable } from '../kit/contract.ts';

const WAITING_LIMIT = 2_000;

/** Routes by service; every change makes a new version. */
export class Routes {
  #version = 1;
  readonly #routes: Map<string, Route>;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(routes: readonly Route[]) {
    this.#routes = new Map(routes.map((route) => [route.service, route]));
  }

  /** The table as clients of `/routes` see it. */
  table(): RouteTable {
    return { version: this.#version, routes: [...this.#routes.values()] };
  }

  /** The present route of a service. */
  find(service: string): Route | undefined {
    return this.#routes.get(service);
  }

  /** Replaces one route if the version is the present one; says whether it did. */
  replace(route: Route, expectedVersion: number): boolean {
    if (expectedVersion !== this.#version) return false;
    this.#routes.set(route.service, route);
    this.#version += 1;
    if (route.state !== 'held') {
      for (const wake of this.#waiting.get(route.service) ?? []) wake();
    }
    return true;
  }

  /**
   * The route once it is not held any more; the held route itself when the limit has passed, when
   * too many wait already, or when the signal says that nobody waits for the answer.
   */
  async settled(
    service: string,
    { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
  ): Promise<Route | undefined> {
    const route = this.#routes.get(service);
    if (route?.state !== 'held') return route;
    const waiting = this.#waiting.get(service) ?? new Set();
    this.#waiting.set(service, waiting);
    if (waiting.size >= WAITING_LIMIT || signal.aborted) return route;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, limitMs);
      signal.addEventListener('abort', wake, { once: true });
      waiting.add(wake);
    });
    return this.#routes.get(service);
  }
}
