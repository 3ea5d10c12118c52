// The front door against small sites on real sockets: where requests go, what waits, and what a
// client is told when a site does not answer.

import { type RequestListener, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { createFrontDoor, frontDoorConfigSchema } from '../../../mocks/front-door/app.ts';
import { call } from '../../../mocks/kit/call.ts';
import type { Counters, Route } from '../../../mocks/kit/contract.ts';
import { openPlanes } from '../../../mocks/kit/process.ts';
import { temporaryDirectory, until } from '../kit/support/instance.ts';
import { openServer, type SmallServer } from '../kit/support/server.ts';

const countersSchema: z.ZodType<Counters> = z.strictObject({
  requests: z.record(z.string(), z.int()),
  probes: z.record(z.string(), z.int()),
  answers: z.record(z.string(), z.strictObject({ good: z.int(), bad: z.int() })),
});

const echo: RequestListener = (_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"done":true}');
};

/** A site that notes what reaches it. */
function openSite(answer: RequestListener = echo): Promise<SmallServer> {
  return openServer(answer);
}

interface DoorOptions {
  readonly daejeon: string;
  readonly gongju?: string;
  readonly upstreamTimeoutMs?: number;
  readonly holdLimitMs?: number;
}

/** A front door for `bank`, routed to daejeon in epoch 1. */
async function openDoor({ daejeon, gongju, ...limits }: DoorOptions) {
  const bank: Route = { service: 'bank', site: 'daejeon', epoch: 1, state: 'open' };
  const planes = createFrontDoor({
    routes: [bank],
    instances: { bank: { daejeon, ...(gongju === undefined ? {} : { gongju }) } },
    upstreamTimeoutMs: 2_000,
    holdLimitMs: 2_000,
    ...limits,
  });
  const listen = { host: '127.0.0.1', port: 0 };
  const adminSocketPath = `${temporaryDirectory()}/door.sock`;
  const open = await openPlanes({ listen, adminSocketPath }, planes);
  onTestFinished(() => open.close());
  const url = `http://127.0.0.1:${open.port}`;
  const route = (change: Partial<Route>, version?: number) =>
    call(`${url}/routes/bank`, {
      method: 'PUT',
      body: { ...bank, ...change },
      headers: version === undefined ? {} : { 'if-match': String(version) },
      timeoutMs: 2_000,
    });
  const transfer = (key = 'op-1') =>
    call(`${url}/bank/transfers?x=1`, {
      method: 'POST',
      body: { amount: 1 },
      headers: { 'idempotency-key': key, 'firedrill-epoch': '99', 'x-other': 'not passed' },
      timeoutMs: 5_000,
    });
  const counters = async (): Promise<Counters> =>
    countersSchema.parse(
      await (await planes.admin.fetch(new Request('http://admin/counters'))).json(),
    );
  return { url, port: open.port, bank, route, transfer, counters };
}

test('a request goes to the routed site with the epoch of its route', async () => {
  const site = await openSite((incoming, response) => {
    response.setHeader('firedrill-replayed', '1');
    echo(incoming, response);
  });
  const door = await openDoor({ daejeon: site.url });
  const answer = await door.transfer();
  expect(answer).toMatchObject({ outcome: 'answered', status: 200, body: { done: true } });
  expect(answer.outcome === 'answered' && answer.headers['firedrill-replayed']).toBe('1');
  const [first] = site.seen;
  expect(first?.line).toBe('POST /transfers?x=1');
  expect(first?.headers).toMatchObject({
    'firedrill-epoch': '1',
    'idempotency-key': 'op-1',
    'content-type': 'application/json',
  });
  expect(first?.headers['x-other']).toBeUndefined();
});

test('good and bad answers are counted by service, and an unknown service is told so', async () => {
  const statuses = [200, 409, 503];
  const site = await openSite((_, response) => {
    response.statusCode = statuses.shift() ?? 200;
    response.end();
  });
  const door = await openDoor({ daejeon: site.url });
  expect(await door.counters()).toMatchObject({ answers: { bank: { good: 0, bad: 0 } } });
  for (const status of [200, 409, 503]) expect(await door.transfer()).toMatchObject({ status });
  const unknown = await call(`${door.url}/casino/bets`, { method: 'POST', timeoutMs: 1_000 });
  expect(unknown).toMatchObject({ status: 404, body: { error: 'unknown-service' } });
  const counters = await door.counters();
  expect(counters).toMatchObject({ requests: { 'POST /bank': 3, 'POST /casino': 1 } });
  expect(counters.answers).toEqual({ bank: { good: 2, bad: 1 } });
});

test('routes of operators and peers are not served', async () => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url });
  for (const path of ['operator/demote', 'replication/entries', '%6Fperator/promote']) {
    const answer = await call(`${door.url}/bank/${path}`, { method: 'POST', timeoutMs: 1_000 });
    expect(answer).toMatchObject({ status: 404, body: { error: 'not-a-business-route' } });
  }
  expect(site.seen).toEqual([]);
});

test('the route table is versioned: a change needs the present version', async () => {
  const [daejeon, gongju] = [await openSite(), await openSite()];
  const door = await openDoor({ daejeon: daejeon.url, gongju: gongju.url });
  const moved: Route = { service: 'bank', site: 'gongju', epoch: 2, state: 'open' };
  const changed = { version: 2, routes: [moved] };
  expect(await door.route(moved, 1)).toMatchObject({ status: 200, body: changed });
  expect(await door.route({ state: 'closed' }, 1)).toMatchObject({ status: 412, body: changed });
  expect(await door.route({ state: 'closed' })).toMatchObject({ status: 428 });
  expect(await door.route({ site: 'busan' }, 2)).toMatchObject({ status: 400 });
  expect(await door.route({ service: 'card' }, 2)).toMatchObject({ status: 400 });
  expect(await door.route({ epoch: 0 }, 2)).toMatchObject({ status: 400 });
  const put = { method: 'PUT', headers: { 'if-match': '2' }, timeoutMs: 1_000 } as const;
  expect(await call(`${door.url}/routes/bank`, put)).toMatchObject({ status: 400 });
  expect(await call(`${door.url}/routes/card`, put)).toMatchObject({ status: 404 });
  expect(await call(`${door.url}/routes`, { timeoutMs: 1_000 })).toMatchObject({ body: changed });
  await door.transfer();
  expect(daejeon.seen).toEqual([]);
  expect(gongju.seen.map(({ headers }) => headers['firedrill-epoch'])).toEqual(['2']);
});

test('held requests wait, and all go to the new site when the route opens', async () => {
  const [daejeon, gongju] = [await openSite(), await openSite()];
  const door = await openDoor({ daejeon: daejeon.url, gongju: gongju.url });
  await door.route({ state: 'held' }, 1);
  const waiting = ['a', 'b', 'c'].map((key) => door.transfer(key));
  const arrived = async () => (await door.counters()).requests['POST /bank'] === 3;
  await until('they have arrived', arrived);
  // Still held, though for the other site: nobody is let through yet.
  await door.route({ state: 'held', site: 'gongju', epoch: 2 }, 2);
  expect([...daejeon.seen, ...gongju.seen]).toEqual([]);
  await door.route({ site: 'gongju', epoch: 2 }, 3);
  for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ status: 200 });
  expect(daejeon.seen).toEqual([]);
  expect(gongju.seen.map(({ headers }) => headers['idempotency-key']).toSorted()).toEqual([
    'a',
    'b',
    'c',
  ]);
});

test('a request waits no longer than the hold limit', async () => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url, holdLimitMs: 50 });
  await door.route({ state: 'held' }, 1);
  expect(await door.transfer()).toMatchObject({ status: 503, body: { error: 'held-too-long' } });
  await door.route({}, 2);
  expect(await door.transfer()).toMatchObject({ status: 200 });
  expect(site.seen).toHaveLength(1);
});

test('a held request whose client has gone is never done late', async () => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url });
  await door.route({ state: 'held' }, 1);
  const gone = request(`${door.url}/bank/transfers`, { method: 'POST', agent: false });
  gone.on('error', () => undefined);
  gone.end('{}');
  await until('it waits', async () => (await door.counters()).requests['POST /bank'] === 1);
  gone.destroy();
  await until('it is given up', async () => (await door.counters()).answers?.bank?.bad === 1);
  await door.route({}, 2);
  expect(await door.transfer('later')).toMatchObject({ status: 200 });
  expect(site.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['later']);
});

test('a closed route refuses at once', async () => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url });
  await door.route({ state: 'closed' }, 1);
  const answer = await door.transfer();
  expect(answer).toMatchObject({ status: 503, body: { error: 'route-closed' } });
  expect(answer.outcome === 'answered' && answer.headers['retry-after']).toBe('1');
  expect(site.seen).toEqual([]);
});

test.each([
  ['before the answer', (() => undefined) as RequestListener],
  [
    'in the middle of the answer',
    ((_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('half');
    }) as RequestListener,
  ],
])('a site that falls silent %s: 504 after the time-out, asked once', async (_, answer) => {
  const site = await openSite(answer);
  const door = await openDoor({ daejeon: site.url, upstreamTimeoutMs: 80 });
  const outcome = await door.transfer();
  expect(outcome).toMatchObject({ status: 504, body: { error: 'upstream-timeout' } });
  expect(site.seen).toHaveLength(1);
});

test('a site that is not there: 502', async () => {
  const door = await openDoor({ daejeon: 'http://127.0.0.1:9' });
  const outcome = await door.transfer();
  expect(outcome).toMatchObject({ status: 502, body: { error: 'upstream-unreachable' } });
});

test('a site that breaks off: 502, and the request is not made again', async () => {
  const site = await openSite((incoming) => incoming.socket.destroy());
  const door = await openDoor({ daejeon: site.url });
  for (const count of [1, 2]) {
    expect(await door.transfer()).toMatchObject({ status: 502 });
    expect(site.seen).toHaveLength(count);
  }
});

// The usual excuse for a retry: the connection was good before.
test('a break on a kept connection is not tried again either', async () => {
  let count = 0;
  const site = await openSite((incoming, response) => {
    count += 1;
    if (count === 1) echo(incoming, response);
    else incoming.socket.destroy();
  });
  const door = await openDoor({ daejeon: site.url });
  expect(await door.transfer('first')).toMatchObject({ status: 200 });
  expect(await door.transfer('second')).toMatchObject({ status: 502 });
  expect(site.seen).toHaveLength(2);
});

test('when a route leaves a site, its connections and what waits on them are dropped', async () => {
  const silent = await openSite(() => undefined);
  const gongju = await openSite();
  const door = await openDoor({
    daejeon: silent.url,
    gongju: gongju.url,
    upstreamTimeoutMs: 30_000,
  });
  const stuck = door.transfer('stuck');
  await until('it has reached the site', () => silent.seen.length === 1);
  await door.route({ site: 'gongju', epoch: 2 }, 1);
  expect(await stuck).toMatchObject({ status: 502, body: { error: 'upstream-unreachable' } });
  await until('the connection is closed', () => silent.sockets.size === 0);
  expect(await door.transfer('next')).toMatchObject({ status: 200 });
});

test('a route that only changes its state keeps its connections', async () => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url });
  await door.transfer();
  const [before] = site.sockets;
  await door.route({ state: 'held' }, 1);
  await door.route({ epoch: 2 }, 2);
  await door.transfer();
  expect([...site.sockets]).toEqual([before]);
});

test.each([true, false])('a body above 16,000 bytes is refused (length told: %s)', async (told) => {
  const site = await openSite();
  const door = await openDoor({ daejeon: site.url });
  const status = await new Promise((resolve, reject) => {
    const body = 'x'.repeat(16_001);
    const headers = told ? { 'content-length': '16001' } : { 'transfer-encoding': 'chunked' };
    const big = request(`${door.url}/bank/transfers`, { method: 'POST', agent: false, headers });
    big.on('response', (response) => resolve(response.resume().statusCode));
    big.on('error', reject);
    big.end(body);
  });
  expect(status).toBe(413);
  expect(site.seen).toEqual([]);
});

test('the front door answers for itself: alive, and probes that it counts by name', async () => {
  const door = await openDoor({ daejeon: 'http://127.0.0.1:9' });
  expect(await call(`${door.url}/alive`, { timeoutMs: 1_000 })).toMatchObject({ status: 200 });
  const headers = { 'firedrill-probe': 'p-1' };
  const probe = (bytes: string) =>
    call(`${door.url}/probe?bytes=${bytes}`, { method: 'POST', headers, timeoutMs: 1_000 });
  const answer = await probe('300');
  expect(answer.outcome === 'answered' && String(answer.body)).toHaveLength(300);
  expect(await probe('16001')).toMatchObject({ status: 400 });
  expect(await door.counters()).toMatchObject({ probes: { 'p-1': 2 } });
});

test('a configuration with a key that it does not know is refused', () => {
  const config = {
    listen: { host: '127.0.0.1', port: 1 },
    adminSocketPath: 'x',
    routes: [],
    instances: {},
    upstreamTimeoutMs: 1,
    holdLimitMs: 1,
  };
  expect(frontDoorConfigSchema.safeParse(config).success).toBe(true);
  expect(frontDoorConfigSchema.safeParse({ ...config, retries: 1 }).success).toBe(false);
});
