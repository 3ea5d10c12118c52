// The front door: `/<service>/…` goes to the site that the route table names. It stands outside both
// sites and knows nothing of why a route changes.

import { Hono } from 'hono';
import { z } from 'zod';

import type { FrontDoorConfig, Route } from '../kit/contract.ts';
import { frameShape, type Planes } from '../kit/process.ts';
import { dropConnections, forward } from './forward.ts';
import { Routes } from './route-table.ts';

const BODY_LIMIT_BYTES = 16_000;
const PASSED_HEADERS = ['content-type', 'idempotency-key', 'firedrill-probe'];

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

/** Builds both planes. */
export function createFrontDoor(config: FrontDoorConfig): Planes {
  const routes = new Routes(config.routes);
  const answers = new Map<string, { good: number; bad: number }>(
    config.routes.map(({ service }) => [service, { good: 0, bad: 0 }]),
  );
  const probes: Record<string, number> = {};
  const targetOf = (route: Route): string | undefined =>
    config.instances[route.service]?.[route.site];

  const business = new Hono();
  business.get('/alive', (context) => context.json({ alive: true }));
  business.post('/probe', (context) => {
    const probe = context.req.header('firedrill-probe');
    if (probe !== undefined) probes[probe] = (probes[probe] ?? 0) + 1;
    const bytes = Math.min(BODY_LIMIT_BYTES, Number(context.req.query('bytes') ?? '0') || 0);
    return context.body('x'.repeat(bytes));
  });
  business.get('/routes', (context) => context.json(routes.table()));
  business.put('/routes/:service', async (context) => {
    const parsed = routeSchema.safeParse(await context.req.json());
    if (!parsed.success) return context.json({ error: 'bad-route' }, 400);
    const before = routes.table().routes.find(({ service }) => service === parsed.data.service);
    if (!routes.replace(parsed.data, Number(context.req.header('if-match')))) {
      return context.json(routes.table(), 412);
    }
    const target = before === undefined ? undefined : targetOf(before);
    if (target !== undefined && before?.site !== parsed.data.site)
      dropConnections(new URL(target).origin);
    return context.json(routes.table());
  });
  business.all('/:service/*', async (context) => {
    const service = context.req.param('service');
    const count = answers.get(service);
    if (count === undefined) return context.json({ error: 'unknown-service' }, 404);
    const answer = await pass(service, context.req.raw);
    if (answer.status < 500) count.good += 1;
    else count.bad += 1;
    return answer;
  });

  async function pass(service: string, incoming: Request): Promise<Response> {
    const body = Buffer.from(await incoming.arrayBuffer());
    if (body.length > BODY_LIMIT_BYTES)
      return Response.json({ error: 'too-large' }, { status: 413 });
    const route = await routes.settled(service, config.holdLimitMs);
    const target = route === undefined ? undefined : targetOf(route);
    if (route === undefined || target === undefined || route.state !== 'open') {
      const error = route?.state === 'held' ? 'held-too-long' : 'route-closed';
      return Response.json({ error }, { status: 503, headers: { 'retry-after': '1' } });
    }
    const { pathname, search } = new URL(incoming.url);
    const headers: Record<string, string> = { 'firedrill-epoch': String(route.epoch) };
    for (const name of PASSED_HEADERS) {
      const value = incoming.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    const result = await forward({
      url: `${target}${pathname.slice(service.length + 1)}${search}`,
      method: incoming.method,
      headers,
      body,
      timeoutMs: config.upstreamTimeoutMs,
    });
    if (result.kind === 'answered') {
      return new Response(new Uint8Array(result.body), {
        status: result.status,
        headers: result.headers,
      });
    }
    const status = result.reason === 'upstream-timeout' ? 504 : 502;
    return Response.json({ error: result.reason }, { status });
  }

  const admin = new Hono();
  admin.get('/counters', (context) =>
    context.json({ requests: {}, probes, answers: Object.fromEntries(answers) }),
  );
  admin.get('/routes', (context) => context.json(routes.table()));
  return { business, admin, stop: () => undefined };
}
