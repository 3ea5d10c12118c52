// Calls from one process of the estate to another: JSON both ways, one attempt, one deadline, and
// the outcome as a value. Nothing is retried here, because only the caller knows whether a second
// attempt is safe.

import type { IncomingHttpHeaders } from 'node:http';

import { addressOf, exchange, keptConnections } from './exchange.ts';
import { unreachable } from './unreachable.ts';

/** What to send, and how long to wait for the whole answer. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the call counts as failed, the body of the answer included. */
  readonly timeoutMs: number;
  /** Ends the call early, for example because the process stops. */
  readonly signal?: AbortSignal;
}

/**
 * Outcome of a call. `failed` says nothing about whether the other side acted: the request may have
 * arrived and the answer got lost.
 */
export type CallOutcome =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** The answer's JSON; its text where it is not JSON; null where it is empty. */
      readonly body: unknown;
      /** By name, in lower case. */
      readonly headers: Readonly<IncomingHttpHeaders>;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

/** All calls of this process share their connections. */
const agent = keptConnections();

/** Makes one HTTP call over kept-alive connections. Never throws; a time-out is a failed call. */
export async function call(url: string, options: CallOptions): Promise<CallOutcome> {
  const { method = 'GET', timeoutMs, signal } = options;
  const message = messageOf(options);
  try {
    const where = new URL(url);
    const path = `${where.pathname}${where.search}`;
    const sent = { ...message, agent, method, path, timeoutMs };
    const exchanged = await exchange(addressOf(where), sent, signal);
    switch (exchanged.kind) {
      case 'answered': {
        const { status, headers } = exchanged;
        return { outcome: 'answered', status, body: parseBody(exchanged.body.toString()), headers };
      }
      case 'timed-out':
        return failed(`no answer within ${timeoutMs} ms`);
      case 'given-up':
        return failed('ended by the caller');
      case 'broken':
        return failed(reasonOf(exchanged.error));
      default:
        return unreachable(exchanged);
    }
  } catch (error) {
    return failed(reasonOf(error));
  }
}

function messageOf({ headers = {}, body }: CallOptions) {
  if (body === undefined) return { headers };
  const json = JSON.stringify(body);
  const own = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(json)),
  };
  return { headers: { ...own, ...headers }, body: json };
}

function parseBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function failed(reason: string): CallOutcome {
  return { outcome: 'failed', reason };
}

/** The code that the network gives (`ECONNREFUSED` …) where there is one, else the error's words. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
