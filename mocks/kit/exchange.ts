// One HTTP request and its whole answer: one attempt, one deadline, and the outcome as a value.
// Nothing is retried, not even where a kept connection turns out to be closed, because a retry here
// would hide a failure or double a write. What is sent, and what an outcome means, is not known here.

import http, { Agent, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';

/** Where a request goes, as Node's client takes it. */
export type Address = Pick<RequestOptions, 'protocol' | 'hostname' | 'port'>;

/** What to send, over which connections, and how long to wait. */
export interface ExchangeOptions {
  readonly agent: Agent;
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body. */
  readonly body?: string | Buffer;
  /** Milliseconds for the whole answer, its body included. */
  readonly timeoutMs: number;
}

/** How an exchange ended. All but `answered` say nothing about whether the other side acted. */
export type Exchanged =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<IncomingHttpHeaders>;
      readonly body: Buffer<ArrayBuffer>;
    }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'broken'; readonly error: Error };

// Idle connections are given up long before the services would close them, so that a request is
// hardly ever written to a connection that is closing.
const IDLE_MS = 20_000;

/** Connections that are kept open between exchanges. */
export function keptConnections(): Agent {
  return new Agent({ keepAlive: true, timeout: IDLE_MS });
}

/** The address in a URL. */
export function addressOf(url: URL): Address {
  const { protocol, hostname, port } = urlToHttpOptions(url);
  return { protocol, hostname, port };
}

/**
 * Sends a request and waits for its answer; `signal` gives it up early. Rejects only where the
 * request cannot be made at all.
 */
export function exchange(
  address: Address,
  { agent, method, path, headers, body, timeoutMs }: ExchangeOptions,
  signal?: AbortSignal,
): Promise<Exchanged> {
  if (signal?.aborted === true) return Promise.resolve({ kind: 'given-up' });
  return new Promise((resolve) => {
    // Asked of the module anew: tests put an interceptor in this function's place there.
    const call = http.request({ ...address, agent, method, path, headers });
    const end = (exchanged: Exchanged): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      resolve(exchanged);
    };
    const giveUp = (): void => {
      end({ kind: 'given-up' });
      call.destroy();
    };
    const timer = setTimeout(() => {
      end({ kind: 'timed-out' });
      call.destroy();
    }, timeoutMs);
    // After the end of an exchange errors may still come; nobody waits for them any more.
    const fail = (error: Error): void => end({ kind: 'broken', error });
    signal?.addEventListener('abort', giveUp, { once: true });
    call.on('error', fail);
    call.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        end({ kind: 'answered', status, headers: answered, body: Buffer.concat(chunks) });
      });
    });
    call.end(body);
  });
}
