// The limit on a request's body. A client that tells the length is judged by what it tells, because
// Node's parser lets no more than that pass; only a body of untold length is read to be measured.

import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

import { jsonResponse } from './service/answers.ts';

/** Refuses requests with a body of more than `maxSize` bytes with 413. */
export function limitBody(maxSize: number): MiddlewareHandler {
  const refuse = (): Response => jsonResponse(413, { error: 'body-too-large' });
  const measured = bodyLimit({ maxSize, onError: refuse });
  return async (context, next) => {
    const told = context.req.header('content-length');
    // The library's limit makes a stream of every body to see whether there is one, at a price that
    // shows where hundreds of requests come each second.
    if (told === undefined || context.req.header('transfer-encoding') !== undefined) {
      return measured(context, next);
    }
    return Number(told) > maxSize ? refuse() : next();
  };
}
