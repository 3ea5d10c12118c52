// Connections of exchanges: that they are kept, that a kept one that breaks is not replaced behind
// the caller's back, and that nothing is left of an exchange that has ended.

import { getEventListeners } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';

import {
  addressOf,
  exchange,
  type Exchanged,
  keptConnections,
} from '../../../mocks/kit/exchange.ts';
import { until } from './support/instance.ts';
import { openServer, type SmallServer } from './support/server.ts';

/** Exchanges with a server, all over the same connections. */
function exchangesWith({ url }: SmallServer) {
  const agent = keptConnections();
  onTestFinished(() => agent.destroy());
  const rest = { agent, method: 'POST', path: '/', headers: {}, body: '{}' };
  return (timeoutMs = 2_000, signal?: AbortSignal): Promise<Exchanged> =>
    exchange(addressOf(new URL(url)), { ...rest, timeoutMs }, signal);
}

test('the next exchange takes the same connection', async () => {
  const server = await openServer((_, response) => response.end('good'));
  const send = exchangesWith(server);
  expect(await send()).toMatchObject({ kind: 'answered', body: Buffer.from('good') });
  const [before] = server.sockets;
  await send();
  expect([...server.sockets]).toEqual([before]);
});

// A client that means well would try again over a new connection, because the old one was good.
test('a break on a kept connection is the outcome: nothing is sent twice', async () => {
  const server = await openServer((incoming, response) => {
    if (server.seen.length === 1) response.end('good');
    else incoming.socket.resetAndDestroy();
  });
  const send = exchangesWith(server);
  expect(await send()).toMatchObject({ kind: 'answered' });
  const broken = { kind: 'broken', error: expect.objectContaining({ code: 'ECONNRESET' }) };
  expect(await send()).toEqual(broken);
  expect(server.seen).toHaveLength(2);
});

test('a kept connection that the server has closed is not taken again', async () => {
  const server = await openServer((_, response) => response.end('good'));
  const send = exchangesWith(server);
  await send();
  for (const socket of server.sockets) socket.end();
  await until('it is closed on both sides', () => server.sockets.size === 0);
  expect(await send()).toMatchObject({ kind: 'answered' });
});

test('an answer that is cut off is broken, not short', async () => {
  const server = await openServer((incoming, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('half', () => incoming.socket.destroy());
  });
  expect(await exchangesWith(server)()).toMatchObject({ kind: 'broken' });
});

test('a time-out and a caller who gives up both close the connection', async () => {
  const server = await openServer(() => undefined);
  const send = exchangesWith(server);
  expect(await send(40)).toEqual({ kind: 'timed-out' });
  await until('it is closed', () => server.sockets.size === 0);
  const caller = new AbortController();
  const waiting = send(2_000, caller.signal);
  await until('the second has arrived', () => server.seen.length === 2);
  caller.abort();
  expect(await waiting).toEqual({ kind: 'given-up' });
  await until('it is closed too', () => server.sockets.size === 0);
});

test('an exchange that has ended does not listen to its caller any more', async () => {
  const server = await openServer((_, response) => response.end());
  const { signal } = new AbortController();
  const send = exchangesWith(server);
  for (let count = 0; count < 3; count += 1) await send(2_000, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
