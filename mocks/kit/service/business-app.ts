// The business plane of a service instance: the routes that all services share, with the service's
// own among them. It is a function from request to response and opens no socket.

import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';

import type { Books } from '../books/books.ts';
import type { DomainBooks } from '../books/domain.ts';
import { limitBody } from '../body-limit.ts';
import type { DeepCheck, ServiceConfig } from '../contract.ts';
import { type CounterBoard, countRequests } from '../counters.ts';
import { answerProbe } from '../probe.ts';
import { EPOCH_HEADER } from '../replica/messages.ts';
import type { Replica } from '../replica/replica.ts';
import type { WallClock } from '../time.ts';
import { jsonResponse, respond } from './answers.ts';
import type { DeepCheckWrite, ServiceDefinition } from './definition.ts';
import { epochOf, operatorRoutes, readJson, replicationRoutes } from './replication-routes.ts';
import { WriteDesk } from './write-desk.ts';

/** What the business plane is made of. */
export interface BusinessParts<Own extends DomainBooks> {
  readonly config: ServiceConfig;
  readonly books: Books<Own>;
  readonly replica: Replica;
  readonly counters: CounterBoard;
  readonly wallClock: WallClock;
}

/** Prefix of the keys of deep checks: such operations belong to no customer. */
export const MONITOR_PREFIX = 'monitor:';

const LARGEST_BODY_BYTES = 16_000;
// A batch is at most 256,000 characters of entries; characters take up to three bytes and quotes
// are escaped.
const LARGEST_BATCH_BYTES = 2_000_000;

/** Builds the business plane. */
export function createBusinessApp<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
  parts: BusinessParts<Own>,
): Hono {
  const { config, replica, counters } = parts;
  const desk = new WriteDesk(parts);
  const app = new Hono();
  app.use(countRequests(counters));
  app.use('/replication/*', limitBody(LARGEST_BATCH_BYTES));
  app.route('/replication', replicationRoutes(replica));
  app.use(limitBody(LARGEST_BODY_BYTES));
  app.route('/operator', operatorRoutes(replica));
  const { service, site } = config;
  app.get('/alive', () => jsonResponse(200, { service, site, alive: true }));
  app.post('/probe', (context) => answerProbe(context.req.raw));
  const deepCheck = definition.addRoutes(app, {
    ...parts,
    write: async (context, operation) => {
      const request = {
        key: context.req.header('idempotency-key'),
        epoch: expectedEpoch(context),
        body: await readJson(context.req.raw),
      };
      return respond(await desk.perform(operation, request));
    },
    read: (context, read) => readResponse(replica.refuseRead(expectedEpoch(context)), read),
  });
  app.post('/deep-check', async (context) =>
    runDeepCheck(deepCheck, { desk, replica, config, epoch: expectedEpoch(context) }),
  );
  return app;
}

/** Carries out the deep check: a real write by the ordinary road, with a key of its own. */
async function runDeepCheck<Body>(
  { operation, body, isOpen }: DeepCheckWrite<Body>,
  parts: {
    readonly desk: WriteDesk;
    readonly replica: Replica;
    readonly config: ServiceConfig;
    readonly epoch: number | null;
  },
): Promise<Response> {
  const { service, site } = parts.config;
  const key = `${MONITOR_PREFIX}${service}:${randomUUID()}`;
  const answer = await parts.desk.perform(operation, { key, body, epoch: parts.epoch });
  if (answer.status !== 200) return respond(answer);
  if (!isOpen(answer)) return jsonResponse(503, { error: 'not-open', cause: answer.body });
  const { epoch } = parts.replica.state();
  const open: DeepCheck = { service, site, open: true, epoch };
  return jsonResponse(200, open);
}

function readResponse(notServed: object | null, read: () => object | null): Response {
  if (notServed !== null) return jsonResponse(503, notServed);
  const found = read();
  return found === null ? jsonResponse(404, { error: 'not-found' }) : jsonResponse(200, found);
}

function expectedEpoch(context: Context): number | null {
  return epochOf(context.req.header(EPOCH_HEADER));
}
