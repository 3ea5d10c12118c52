// One request passed on to a site: one attempt, one deadline, never a retry, because a retry here would
// hide a failure or double a write.

import { Agent, request } from 'node:http';

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
  readonly timeoutMs: number;
}

// Idle connections are given up long before the services would close them, so that a request is
// hardly ever written to a connection that is closing.
const IDLE_MS = 20_000;
const agents = new Map<string, Agent>();

/** Drops the connections to a target, so that no request waits on a dead site's connection. */
export function dropConnections(origin: string): void {
  agents.get(origin)?.destroy();
  agents.delete(origin);
}

/** Passes a request on. */
export function forward(outgoing: Outgoing): Promise<Forwarded> {
  const { origin } = new URL(outgoing.url);
  const agent = agents.get(origin) ?? new Agent({ keepAlive: true, timeout: IDLE_MS });
  agents.set(origin, agent);
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
      response.on('aborted', fail);
      response.on('end', () => {
        clearTimeout(timer);
        const headers = new Headers();
        for (const name of ['content-type', 'firedrill-replayed']) {
          const value = response.headers[name];
          if (typeof value === 'string') headers.set(name, value);
        }
        const body = Buffer.concat(chunks);
        resolve({ kind: 'answered', status: response.statusCode ?? 502, headers, body });
      });
    });
    call.end(outgoing.body);
  });
}
