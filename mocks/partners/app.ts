// The planes of the partners' process: MSW handlers behind HTTP, and counters. The handlers decide
// every business answer; this file only carries requests to them.

import { Hono } from 'hono';
import { getResponse } from 'msw';
import { z } from 'zod';

import type { PartnersConfig } from '../kit/contract.ts';
import { countRequests, createCounters } from '../kit/counters.ts';
import { frameShape, type Planes } from '../kit/process.ts';
import { answerProbe } from '../kit/probe.ts';
import { jsonResponse } from '../kit/service/answers.ts';
import { createPartnersState, PARTNER_NAMES, partnerHandlers } from './partners.ts';
import { ReadRequest } from './read-request.ts';

/** Schema of `PartnersConfig`. */
export const partnersConfigSchema: z.ZodType<PartnersConfig> = z.strictObject({
  ...frameShape,
  partners: z.array(z.enum(['kftc', 'van', 'carrier'])).readonly(),
});

/** Builds the planes of the partners' process. */
export function createPartners(config: Pick<PartnersConfig, 'partners'>): Planes {
  const state = createPartnersState();
  const names = PARTNER_NAMES.filter((name) => config.partners.includes(name));
  const handlers = partnerHandlers(state, names);
  const counters = createCounters();
  const business = new Hono();
  business.use(countRequests(counters));
  business.post('/:partner/probe', (context) => answerProbe(context.req.raw));
  business.all('*', async (context) => {
    const request = await ReadRequest.of(context.req.raw);
    const response = await getResponse(handlers, request);
    return response ?? jsonResponse(404, { error: 'no-such-partner-or-message' });
  });
  const admin = new Hono();
  admin.get('/counters', (context) => context.json(counters.snapshot()));
  admin.get('/partners', (context) =>
    context.json({
      kftc: { deposits: state.kftc.deposits.size },
      van: { holds: [...state.van.holds.values()].filter((hold) => !hold.reversed).length },
      carrier: { bookings: state.carrier.bookings.size },
    }),
  );
  return { business, admin, stop: () => {} };
}
