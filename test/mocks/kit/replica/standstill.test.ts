// A primary that stands still (SIGSTOP) while the other site is promoted, as real processes: what
// it acknowledges after it goes on must stand in the books of the new primary.

import { expect, test } from 'vitest';

import { call } from '../../../../mocks/kit/call.ts';
import { readOperations } from '../support/admin.ts';
import { type EstateProcess, freePort, startProcess } from '../support/estate-process.ts';
import { configFor, until } from '../support/instance.ts';
import { openLink } from '../support/link.ts';

// Far above a slow round trip: what is acknowledged before the standstill is at the standby.
const DEGRADE_AFTER_MS = 800;
const WRITERS = 16;

async function startPair() {
  const [primaryPort, standbyPort] = [await freePort(), await freePort()];
  const [forth, back] = [await openLink(), await openLink()];
  forth.leadTo(standbyPort);
  back.leadTo(primaryPort);
  // So that at any moment some writes wait for a batch that has not left yet.
  forth.delay(15);
  const replication = { mode: 'sync-or-degrade', degradeAfterMs: DEGRADE_AFTER_MS } as const;
  const standby = await startProcess(
    'bank',
    configFor({
      listen: { host: '127.0.0.1', port: standbyPort },
      site: 'gongju',
      initialRole: 'standby',
      peerUrl: back.url,
      replication,
    }),
  );
  const primary = await startProcess(
    'bank',
    configFor({
      listen: { host: '127.0.0.1', port: primaryPort },
      peerUrl: forth.url,
      replication,
    }),
  );
  const isProtected = () =>
    primary.events.some((event) => event.type === 'protection-changed' && event.protected === true);
  await until('the pair is protected', isProtected, 15_000);
  return { primary, standby };
}

/** Writes on and on; the keys that were acknowledged, and a way to end it. */
function writeOn(bank: EstateProcess) {
  const acknowledged: string[] = [];
  let isOver = false;
  const writer = async (name: string): Promise<void> => {
    for (let index = 0; !isOver && index < 100_000; index += 1) {
      const key = `${name}-${index}`;
      const answer = await call(`${bank.url}/transfers`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: { from: 'c-0001', to: 'c-0002', amount: 1 },
        timeoutMs: 10_000,
      });
      if (answer.outcome === 'answered' && answer.status === 200) acknowledged.push(key);
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, index) => writer(`w${index}`));
  const end = async (): Promise<void> => {
    isOver = true;
    await Promise.all(writers);
  };
  return { acknowledged, end };
}

test('a primary that stood still through a promotion acknowledges nothing of its own', async () => {
  const { primary, standby } = await startPair();
  const load = writeOn(primary);
  await until('writes flow', () => load.acknowledged.length > 100, 15_000);
  primary.signal('SIGSTOP');
  const stoppedAtMs = performance.now();
  const promotion = await call(`${standby.url}/operator/promote`, {
    method: 'POST',
    body: { epoch: 2 },
    timeoutMs: 2_000,
  });
  expect(promotion).toMatchObject({ status: 200 });
  // Longer than any write may wait for the standby.
  const stillMs = DEGRADE_AFTER_MS * 2;
  await until('it stood still long enough', () => performance.now() - stoppedAtMs > stillMs);
  primary.signal('SIGCONT');
  const isFenced = () => primary.events.some(({ role }) => role === 'fenced');
  await until('the old primary is fenced', isFenced, 15_000);
  await load.end();
  const keys = new Set(
    (
      await readOperations({
        admin: { fetch: async (it) => new Response(await standby.admin(new URL(it.url).pathname)) },
      })
    ).map(({ key }) => key),
  );
  expect(load.acknowledged.filter((key) => !keys.has(key))).toEqual([]);
}, 60_000);
