// One request passed on to a site: one attempt, one deadline, never a retry, because a retry here
// would hide a failure or double a write. Which site it is, is decided elsewhere.

import { Agent, type IncomingMessage, request } from 'node:http';

/** What came back from a site. */
export type Forwarded =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
    }
  | { readonly kind: 'failed'; readonly reason: 'upstream-timeout' | 'upstream-unreachable' };

/** A request to pass on. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds for the whole answer. */
  readonly timeoutMs: number;
}

// Idle connections are given up long before the services would close them, so that a request is
// hardly ever written to a connection that is closing.
const IDLE_MS = 20_000;
const RETURNED_HEADERS = ['content-type', 'firedrill-replayed'];

/** The connections of one front door to its sites. */
export class Forwarder {
  readonly #agents = new Map<string, Agent>();

  /** Passes a request on; what goes wrong is a value. */
  forward(outgoing: Outgoing): Promise<Forwarded> {
    const agent = this.#agentOf(new URL(outgoing.url).origin);
    return new Promise((resolve) => {
      let timedOut = false;
      const call = request(outgoing.url, {
        agent,
        method: outgoing.method,
        headers: { ...outgoing.headers, 'content-length': String(outgoing.body.length) },
      });
      const timer = setTimeout(() => {
        timedOut = true;
        call.destroy();
      }, outgoing.timeoutMs);
      const fail = (): void => {
        clearTimeout(timer);
        resolve({ kind: 'failed', reason: timedOut ? 'upstream-timeout' : 'upstream-unreachable' });
      };
      call.on('error', fail);
      call.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(timer);
          resolve(answered(response, Buffer.concat(chunks)));
        });
      });
      call.end(outgoing.body);
    });
  }

  /** Drops all connections to an origin, so that no request waits on those of a dead site. */
  drop(origin: string): void {
    this.#agents.get(origin)?.destroy();
    this.#agents.delete(origin);
  }

  /** Drops every connection. */
  close(): void {
    for (const origin of this.#agents.keys()) this.drop(origin);
  }

  #agentOf(origin: string): Agent {
    const agent = this.#agents.get(origin) ?? new Agent({ keepAlive: true, timeout: IDLE_MS });
    this.#agents.set(origin, agent);
    return agent;
  }
}

function answered(response: IncomingMessage, body: Buffer): Forwarded {
  const headers = new Headers();
  for (const name of RETURNED_HEADERS) {
    const value = response.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return { kind: 'answered', status: response.statusCode ?? 502, headers, body };
}
