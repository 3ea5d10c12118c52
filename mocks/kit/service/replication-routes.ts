// Routes of the business plane that are not business: replication for the peer, roles for operators.
// They translate between HTTP and the replica, which decides.

import { Hono } from 'hono';
import { z } from 'zod';

import { EPOCH_HEADER, entriesMessageSchema } from '../replica/messages.ts';
import type { Transition } from '../replica/outcomes.ts';
import type { Replica } from '../replica/replica.ts';
import { jsonResponse } from './answers.ts';

const promotionSchema = z.object({ epoch: z.int().positive() });
const demotionSchema = promotionSchema.partial();

/** Epoch that a request carries; null where it carries none, NaN where it is no number. */
export function epochOf(header: string | undefined): number | null {
  return header === undefined ? null : Number(header);
}

/** `/replication/…`: called by the peer. */
export function replicationRoutes(replica: Replica): Hono {
  const app = new Hono();
  app.get('/state', (context) => {
    const epoch = epochOf(context.req.header(EPOCH_HEADER));
    if (epoch === null) return context.json(replica.state());
    replica.learnEpoch(epoch);
    return context.json(replica.stateForPeer(epoch));
  });
  app.post('/entries', async (context) => {
    const message = entriesMessageSchema.safeParse(await readJson(context.req.raw));
    if (!message.success) return jsonResponse(400, { error: 'malformed-entries' });
    const received = replica.receive(message.data);
    return received.applied
      ? jsonResponse(200, { appliedSeq: received.appliedSeq })
      : jsonResponse(409, { epoch: received.epoch });
  });
  return app;
}

/** `/operator/…`: called by the runbook. */
export function operatorRoutes(replica: Replica): Hono {
  const app = new Hono();
  app.get('/state', (context) => context.json(replica.state()));
  app.post('/promote', async (context) => {
    const promotion = promotionSchema.safeParse(await readJson(context.req.raw));
    if (!promotion.success) return jsonResponse(400, { error: 'epoch-missing' });
    return transitionResponse(replica.promote(promotion.data.epoch));
  });
  app.post('/demote', async (context) => {
    const demotion = demotionSchema.safeParse((await readJson(context.req.raw)) ?? {});
    if (!demotion.success) return jsonResponse(400, { error: 'epoch-malformed' });
    return transitionResponse(await replica.demote(demotion.data.epoch ?? null));
  });
  return app;
}

function transitionResponse(transition: Transition): Response {
  return transition.ok
    ? jsonResponse(200, transition.state)
    : jsonResponse(409, { error: transition.reason, ...transition.state });
}

/** The JSON of a request's body; undefined where it is none, which no schema accepts. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}
