// Failover and failback of a real pair of banks behind the real front door: what the scripted
// instances of the other tests only assume.

import { expect, onTestFinished, test } from 'vitest';

import { bank } from '../../../mocks/bank/service.ts';
import { createFrontDoor } from '../../../mocks/front-door/app.ts';
import { call } from '../../../mocks/kit/call.ts';
import type { UnstampedEvent } from '../../../mocks/kit/events.ts';
import { openPlanes } from '../../../mocks/kit/process.ts';
import { createOperations } from '../../../mocks/operations/operations.ts';
import { restart, startPair, temporaryDirectory, until } from '../kit/support/instance.ts';
import { startPartners } from '../kit/support/partners.ts';

async function openEstate() {
  const partners = await startPartners();
  const pair = await startPair(bank, {
    mode: 'sync-or-degrade',
    partnerUrl: partners.urlOf('kftc'),
    callTimeoutMs: 6_000,
  });
  const instances = { daejeon: pair.primary.url, gongju: pair.standby.url };
  const door = await openPlanes(
    {
      listen: { host: '127.0.0.1', port: 0 },
      adminSocketPath: `${temporaryDirectory()}/door.sock`,
    },
    createFrontDoor({
      routes: [{ service: 'bank', site: 'daejeon', epoch: 1, state: 'open' }],
      instances: { bank: instances },
      upstreamTimeoutMs: 1_000,
      holdLimitMs: 1_000,
    }),
  );
  onTestFinished(() => door.close());
  const frontDoorUrl = `http://127.0.0.1:${door.port}`;
  const told: UnstampedEvent[] = [];
  const operations = createOperations(
    {
      frontDoorUrl,
      statusPageUrl: '',
      primarySite: 'daejeon',
      standbySite: 'gongju',
      services: [{ service: 'bank', dependsOn: [], instances }],
      runbook: {
        probeIntervalMs: 50,
        probeTimeoutMs: 500,
        failuresToDeclare: 3,
        decisionDelayMs: 0,
        failover: 'promote-standby',
        failbackSettleMs: 0,
      },
    },
    (event) => told.push(event),
  );
  operations.begin?.();
  onTestFinished(() => operations.stop());
  return {
    pair,
    partners,
    transfer: (key: string) =>
      call(`${frontDoorUrl}/bank/transfers`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: { from: 'c-0001', to: 'c-0002', amount: 1 },
        timeoutMs: 4_000,
      }),
    hasMark: (mark: string) => told.some((it) => it.type === 'runbook' && it.mark === mark),
    failures: () => told.flatMap((it) => (it.type === 'runbook-failed' ? [it.step] : [])),
  };
}

test('a demotion that is called off costs the bank nothing; the next one succeeds', async () => {
  const { pair, partners, transfer, hasMark, failures } = await openEstate();
  expect(await transfer('before')).toMatchObject({ status: 200 });
  await pair.primary.stop();
  await until('it is failed over', () => hasMark('opened'), 15_000);
  expect(await transfer('moved')).toMatchObject({ status: 200 });
  // Deep checks hang at KFTC, so writes are in flight for longer than a demotion waits.
  partners.link.set('stall');
  const returned = await restart(bank, pair.primary);
  await until('the failback fails', () => failures().includes('failback-demote'), 15_000);
  partners.link.set('open');
  await until('business goes on', async () => {
    const answer = await transfer('after');
    return answer.outcome === 'answered' && answer.status === 200;
  });
  await until('the next one succeeds', () => hasMark('failback-ended'), 20_000);
  expect(returned.state()).toMatchObject({ role: 'primary', epoch: 5 });
  for (const key of ['before', 'moved', 'after']) {
    expect(await transfer(key)).toMatchObject({ status: 200 });
  }
  const keys = (await returned.operations()).map(({ key }) => key);
  expect(keys.filter((key) => !key.startsWith('monitor:'))).toEqual(['before', 'moved', 'after']);
  expect(await returned.summary()).toMatchObject({ ledgerSumWon: 0, stranded: 0 });
}, 60_000);
