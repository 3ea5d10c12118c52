// Calls against small servers on real sockets: what is sent, what comes back, and by which reason a
// call has failed.

import { expect, test } from 'vitest';

import { call } from '../../../mocks/kit/call.ts';
import { until } from './support/instance.ts';
import { openServer } from './support/server.ts';

test('a body goes out as JSON with its length, beside the headers that were given', async () => {
  const server = await openServer((_, response) => response.end('{"done":true}'));
  const headers = { 'idempotency-key': 'op-1' };
  await call(`${server.url}/transfers?x=1`, {
    method: 'POST',
    body: { to: '김' },
    headers,
    timeoutMs: 2_000,
  });
  await call(`${server.url}/probe`, { method: 'POST', timeoutMs: 2_000 });
  await call(`${server.url}/alive`, { timeoutMs: 2_000 });
  const plain = { host: `127.0.0.1:${server.port}`, connection: 'keep-alive' };
  const json = { 'content-type': 'application/json', 'content-length': '12' };
  expect(server.seen).toEqual([
    {
      line: 'POST /transfers?x=1',
      headers: { ...plain, ...json, ...headers },
      body: '{"to":"김"}',
    },
    { line: 'POST /probe', headers: { ...plain, 'content-length': '0' }, body: '' },
    { line: 'GET /alive', headers: plain, body: '' },
  ]);
});

test.each([
  ['JSON', '{"a":[1]}', { a: [1] }],
  ['what is no JSON', 'busy', 'busy'],
  ['nothing', '', null],
])('an answer of %s', async (_, text, body) => {
  const server = await openServer((__, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end(text);
  });
  expect(await call(server.url, { timeoutMs: 2_000 })).toEqual({
    outcome: 'answered',
    status: 503,
    body,
    headers: expect.objectContaining({ 'retry-after': '1' }),
  });
});

test('a redirect is an answer and is not followed', async () => {
  const server = await openServer((_, response) => {
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const answer = await call(server.url, { timeoutMs: 2_000 });
  expect(answer).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
  expect(server.seen).toHaveLength(1);
});

test('one deadline holds for the whole answer, its body included', async () => {
  const reason = 'no answer within 60 ms';
  const silent = await openServer(() => undefined);
  expect(await call(silent.url, { timeoutMs: 60 })).toEqual({ outcome: 'failed', reason });
  const halting = await openServer((_, response) => {
    response.writeHead(200, { 'content-length': '10' }).write('half');
  });
  expect(await call(halting.url, { timeoutMs: 60 })).toEqual({ outcome: 'failed', reason });
});

test('the caller may end a call before it begins and while it waits', async () => {
  const ended = { outcome: 'failed', reason: 'ended by the caller' };
  const server = await openServer(() => undefined);
  const before = { timeoutMs: 2_000, signal: AbortSignal.abort() };
  expect(await call(server.url, before)).toEqual(ended);
  expect(server.seen).toEqual([]);
  const stopping = new AbortController();
  const waiting = call(server.url, { timeoutMs: 2_000, signal: stopping.signal });
  await until('it has arrived', () => server.seen.length === 1);
  stopping.abort();
  expect(await waiting).toEqual(ended);
});

test.each([
  ['nobody listens', 'http://127.0.0.1:9', 'ECONNREFUSED'],
  ['the address is none', 'nowhere', 'ERR_INVALID_URL'],
  ['the protocol is another', 'https://127.0.0.1:9', 'ERR_INVALID_PROTOCOL'],
])('%s: a failed call with the reason of the network', async (_, url, reason) => {
  expect(await call(url, { timeoutMs: 2_000 })).toEqual({ outcome: 'failed', reason });
});

test('a server that breaks off: a failed call, asked once', async () => {
  const server = await openServer((incoming) => incoming.socket.destroy());
  const failed = { outcome: 'failed', reason: 'ECONNRESET' };
  expect(await call(server.url, { timeoutMs: 2_000 })).toEqual(failed);
  expect(server.seen).toHaveLength(1);
});
