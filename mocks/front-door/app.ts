// The front door: `/<service>/…` goes to the site that the route table names. It stands outside
// both sites and knows nothing of why a route changes. Routes of peers and operators are not served
// here: they are for those who hold an instance's own address.

import { Hono } from 'hono';
import { z } from 'zod';

import { limitBody } from '../kit/body-limit.ts';
import type { FrontDoorConfig, Route } from '../kit/contract.ts';
import { countRequests, createCounters } from '../kit/counters.ts';
import { answerProbe } from '../kit/probe.ts';
import { frameShape, type Planes } from '../kit/process.ts';
import { jsonResponse } from '../kit/service/answers.ts';
import { unreachable } from '../kit/unreachable.ts';
import { Forwarder } from './forward.ts';
import { Routes } from './route-table.ts';

const BODY_LIMIT_BYTES = 16_000;
const PASSED_HEADERS = ['content-type', 'idempotency-key', 'firedrill-probe'];
const INNER_PATHS = ['operator', 'replication'];

const routeSchema: z.ZodType<Route> = z.strictObject({
  service: z.string(),
  site: z.string(),
  epoch: z.int().positive(),
  state: z.enum(['open', 'held', 'closed']),
});

/** Schema of the configuration. */
export const frontDoorConfigSchema: z.ZodType<FrontDoorConfig> = z.strictObject({
  ...frameShape,
  routes: z.array(routeSchema),
  instances: z.record(z.string(), z.record(z.string(), z.url())),
  upstreamTimeoutMs: z.number().positive(),
  holdLimitMs: z.number().positive(),
});

/** What the front door needs to know apart from where it listens. */
export type FrontDoorOptions = Omit<FrontDoorConfig, 'listen' | 'adminSocketPath'>;

/** Builds both planes. */
export function createFrontDoor(options: FrontDoorOptions): Planes {
  const routes = new Routes(options.routes);
  const forwarder = new Forwarder();
  const counters = createCounters();
  const business = new Hono();
  business.use(countRequests(counters));
  business.use(limitBody(BODY_LIMIT_BYTES));
  business.get('/alive', () => jsonResponse(200, { alive: true }));
  business.post('/probe', (context) => answerProbe(context.req.raw));
  business.route('/routes', routeRoutes(options, routes, forwarder));
  business.all('/:service/*', async (context) => {
    const service = context.req.param('service');
    const [, , path = ''] = context.req.path.split('/', 3);
    if (routes.find(service) === undefined) return jsonResponse(404, { error: 'unknown-service' });
    if (INNER_PATHS.includes(path)) return jsonResponse(404, { error: 'not-a-business-route' });
    const answer = await pass(service, context.req.raw, { options, routes, forwarder });
    counters.countAnswer(service, answer.status < 500 ? 'good' : 'bad');
    return answer;
  });

  const admin = new Hono();
  // A service that was not asked yet has its zeros too.
  const unasked = Object.fromEntries(
    options.routes.map(({ service }) => [service, { good: 0, bad: 0 }]),
  );
  admin.get('/counters', (context) => {
    const counts = counters.snapshot();
    return context.json({ ...counts, answers: { ...unasked, ...counts.answers } });
  });
  admin.get('/routes', (context) => context.json(routes.table()));
  return { business, admin, stop: () => forwarder.close() };
}

/** `/routes`: the table, and its change by whoever runs the recovery. */
function routeRoutes({ instances }: FrontDoorOptions, routes: Routes, forwarder: Forwarder): Hono {
  const app = new Hono();
  app.get('/', (context) => context.json(routes.table()));
  app.put('/:service', async (context) => {
    const before = routes.find(context.req.param('service'));
    if (before === undefined) return jsonResponse(404, { error: 'unknown-service' });
    const parsed = routeSchema.safeParse(await context.req.json().catch(() => undefined));
    if (!parsed.success || parsed.data.service !== before.service) {
      return jsonResponse(400, { error: 'bad-route' });
    }
    const route = parsed.data;
    const sites = instances[route.service] ?? {};
    if (sites[route.site] === undefined) return jsonResponse(400, { error: 'unknown-site' });
    const expectedVersion = context.req.header('if-match');
    if (expectedVersion === undefined) return jsonResponse(428, { error: 'if-match-missing' });
    if (!routes.replace(route, Number(expectedVersion))) return jsonResponse(412, routes.table());
    const former = sites[before.site];
    if (former !== undefined && before.site !== route.site) forwarder.drop(former);
    return context.json(routes.table());
  });
  return app;
}

/** Passes one request on to where its service is routed. */
async function pass(
  service: string,
  incoming: Request,
  parts: {
    readonly options: FrontDoorOptions;
    readonly routes: Routes;
    readonly forwarder: Forwarder;
  },
): Promise<Response> {
  const { options, routes, forwarder } = parts;
  const body = Buffer.from(await incoming.arrayBuffer());
  let route = routes.find(service);
  if (route?.state === 'held') {
    const { signal } = incoming;
    route = await routes.settled(service, { limitMs: options.holdLimitMs, signal });
    // What nobody waits for any more would only be done late.
    if (signal.aborted) return notPassed('client-gone');
  }
  if (route?.state === 'held') return notPassed('held-too-long');
  const target = route === undefined ? undefined : options.instances[service]?.[route.site];
  if (route?.state !== 'open' || target === undefined) return notPassed('route-closed');
  const { pathname, search } = new URL(incoming.url);
  const headers: Record<string, string> = { 'firedrill-epoch': String(route.epoch) };
  for (const name of PASSED_HEADERS) {
    const value = incoming.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const result = await forwarder.forward(target, {
    path: `${pathname.slice(service.length + 1)}${search}`,
    method: incoming.method,
    headers,
    body,
    timeoutMs: options.upstreamTimeoutMs,
  });
  switch (result.kind) {
    case 'answered': {
      const { status, headers: returned } = result;
      return new Response(result.body, { status, headers: returned });
    }
    case 'failed':
      return jsonResponse(result.reason === 'upstream-timeout' ? 504 : 502, {
        error: result.reason,
      });
    default:
      return unreachable(result);
  }
}

function notPassed(error: 'client-gone' | 'held-too-long' | 'route-closed'): Response {
  return jsonResponse(503, { error }, { 'retry-after': '1' });
}
