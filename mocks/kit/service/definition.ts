// What makes a service out of the kit: its domain, its routes and its deep check. Types only.

import type { Context, Hono } from 'hono';

import type { Books } from '../books/books.ts';
import type { Domain, DomainBooks } from '../books/domain.ts';
import type { ServiceConfig } from '../contract.ts';
import type { WallClock } from '../time.ts';
import type { Answer } from './answers.ts';
import type { WriteOperation } from './write-desk.ts';

/** What the routes of a service may use. */
export interface ServiceTools<Own extends DomainBooks> {
  readonly config: ServiceConfig;
  readonly books: Books<Own>;
  readonly wallClock: WallClock;
  /** Serves a write through the desk. */
  readonly write: <Body>(context: Context, operation: WriteOperation<Body>) => Promise<Response>;
  /** Serves a read, which only a primary may; `read` returns null where there is nothing. */
  readonly read: (context: Context, read: () => object | null) => Response;
}

/** A write with which a service proves that it is open, by reserved accounts and ids. */
export interface DeepCheckWrite<Body> {
  readonly operation: WriteOperation<Body>;
  readonly body: Body;
  /** True where the answer shows that the operation really went through. */
  readonly isOpen: (answer: Answer) => boolean;
}

/** What a service adds to the kit. */
export interface ServiceDefinition<Own extends DomainBooks, Body> {
  readonly domain: Domain<Own>;
  /** Adds the service's routes and says which write its deep check makes. */
  readonly addRoutes: (app: Hono, tools: ServiceTools<Own>) => DeepCheckWrite<Body>;
}
