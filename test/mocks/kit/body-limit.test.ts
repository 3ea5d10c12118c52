import { Hono } from 'hono';
import { expect, test } from 'vitest';

import { limitBody } from '../../../mocks/kit/body-limit.ts';

/** Status of a POST to an app that takes at most 10 bytes, and what its route could read. */
async function send(body: string, headers: Record<string, string>) {
  let read: string | null = null;
  const app = new Hono();
  app.use(limitBody(10));
  app.post('/', async (context) => {
    read = await context.req.text();
    return context.body(null, 204);
  });
  const { status } = await app.request('/', { method: 'POST', body, headers });
  return { status, read };
}

const chunked = { 'transfer-encoding': 'chunked' };

test.each([
  ['a told length within the limit', 'x'.repeat(10), { 'content-length': '10' }, 204],
  ['a told length above it', 'x'.repeat(11), { 'content-length': '11' }, 413],
  ['an untold length within the limit', 'x'.repeat(10), {}, 204],
  ['an untold length above it', 'x'.repeat(11), {}, 413],
  ['chunks within the limit', 'x'.repeat(10), chunked, 204],
  ['chunks above it', 'x'.repeat(11), chunked, 413],
  // Chunks win over a told length, so the length says nothing then.
  [
    'chunks above it with a small length',
    'x'.repeat(11),
    { 'content-length': '1', ...chunked },
    413,
  ],
  ['characters within the limit and bytes above it', '김김김김', {}, 413],
] as const)('%s', async (_, body, headers, status) => {
  expect(await send(body, headers)).toEqual({ status, read: status === 204 ? body : null });
});
