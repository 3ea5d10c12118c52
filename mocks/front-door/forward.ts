// Requests passed on to the sites, and the connections to them. One attempt each: a retry here would
// hide a failure or double a write. Which site it is, is decided elsewhere.

import type { Agent, IncomingHttpHeaders } from 'node:http';

import { type Address, addressOf, exchange, keptConnections } from '../kit/exchange.ts';
import { unreachable } from '../kit/unreachable.ts';

/** What came back from a site. */
export type Forwarded =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: Buffer<ArrayBuffer>;
    }
  | { readonly kind: 'failed'; readonly reason: 'upstream-timeout' | 'upstream-unreachable' };

/** A request to pass on. */
export interface Outgoing {
  /** Path at the site, with its query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Milliseconds for the whole answer. */
  readonly timeoutMs: number;
}

/** The way to one instance. */
interface Road {
  readonly address: Address;
  /** What stands before every path there. */
  readonly base: string;
  readonly agent: Agent;
}

const RETURNED_HEADERS = ['content-type', 'firedrill-replayed'];

/** The connections of one front door to its sites. */
export class Forwarder {
  readonly #roads = new Map<string, Road>();

  /** Passes a request on to the instance at a URL; what goes wrong is a value. */
  async forward(instanceUrl: string, outgoing: Outgoing): Promise<Forwarded> {
    const { address, base, agent } = this.#roadTo(instanceUrl);
    const path = `${base}${outgoing.path}`;
    const headers = { ...outgoing.headers, 'content-length': String(outgoing.body.length) };
    const exchanged = await exchange(address, { ...outgoing, path, agent, headers });
    switch (exchanged.kind) {
      case 'answered':
        return { ...exchanged, headers: returnedOf(exchanged.headers) };
      case 'timed-out':
        return { kind: 'failed', reason: 'upstream-timeout' };
      case 'broken':
      case 'given-up':
        return { kind: 'failed', reason: 'upstream-unreachable' };
      default:
        return unreachable(exchanged);
    }
  }

  /** Drops all connections to an instance, so that no request waits on those of a dead site. */
  drop(instanceUrl: string): void {
    this.#roads.get(instanceUrl)?.agent.destroy();
    this.#roads.delete(instanceUrl);
  }

  /** Drops every connection. */
  close(): void {
    for (const instanceUrl of this.#roads.keys()) this.drop(instanceUrl);
  }

  #roadTo(instanceUrl: string): Road {
    const known = this.#roads.get(instanceUrl);
    if (known !== undefined) return known;
    const url = new URL(instanceUrl);
    const base = url.pathname.replace(/\/$/, '');
    const road = { address: addressOf(url), base, agent: keptConnections() };
    this.#roads.set(instanceUrl, road);
    return road;
  }
}

function returnedOf(headers: Readonly<IncomingHttpHeaders>): Record<string, string> {
  const returned: Record<string, string> = {};
  for (const name of RETURNED_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') returned[name] = value;
  }
  return returned;
}
