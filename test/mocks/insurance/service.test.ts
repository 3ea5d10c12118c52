import { expect, test } from 'vitest';

import { insurance } from '../../../mocks/insurance/service.ts';
import { startChain } from '../kit/support/chain.ts';
import { configFor, restart, startInstance } from '../kit/support/instance.ts';

const claim = { policy: 'p-0042', amount: 300_000 };
const HOUR_MS = 3_600_000;

async function startInsurance(clockOffsetMs = 0) {
  const chain = await startChain();
  const config = configFor({ service: 'insurance', frontDoorUrl: chain.door.url, clockOffsetMs });
  return { instance: await startInstance(insurance, config), ...chain };
}

test('a claim is received, paid once and answered the same way again', async () => {
  const { instance, bank } = await startInsurance();
  const first = await instance.write('/claims', 'op-1', claim);
  expect(first).toMatchObject({ status: 200, body: { key: 'op-1', ...claim, status: 'paid' } });
  const again = await instance.write('/claims', 'op-1', claim);
  expect(again).toMatchObject({ status: 200, body: first.outcome === 'answered' && first.body });
  expect(await bank.get('/accounts/c-0042')).toMatchObject({ body: { balance: 10_300_000 } });
  expect(await instance.operations()).toMatchObject([
    { key: 'op-1', kind: 'claim', won: 300_000, effects: 1 },
  ]);
});

test('the receipt time stays, although payment failed, the clock moved and it restarted', async () => {
  const { instance, door } = await startInsurance();
  door.set('refuse');
  const fromMs = Date.now();
  expect(await instance.write('/claims', 'op-1', claim)).toMatchObject({
    status: 504,
    body: { error: 'bank-did-not-answer' },
  });
  const toMs = Date.now();
  expect(await instance.operations()).toMatchObject([{ key: 'op-1', effects: 0 }]);
  await instance.stop();
  door.set('open');
  const config = { ...instance.config, clockOffsetMs: 5 * HOUR_MS };
  const later = await restart(insurance, { ...instance, config, port: 0 });
  const paid = await later.write('/claims', 'op-1', claim);
  expect(paid).toMatchObject({ status: 200, body: { status: 'paid' } });
  const receivedAt = Date.parse(receiptOf(paid));
  expect(receivedAt).toBeGreaterThanOrEqual(fromMs);
  expect(receivedAt).toBeLessThanOrEqual(toMs);
  const next = await later.write('/claims', 'op-2', claim);
  expect(Date.parse(receiptOf(next))).toBeGreaterThanOrEqual(fromMs + 5 * HOUR_MS);
  expect(await later.operations()).toMatchObject([{ effects: 1 }, { effects: 1 }]);
});

test('unknown policies are refused; the deep check is paid under a reserved key', async () => {
  const { instance, bank } = await startInsurance();
  const unknown = await instance.write('/claims', 'op-1', { ...claim, policy: 'p-9999' });
  expect(unknown).toMatchObject({ status: 404, body: { error: 'unknown-policy' } });
  expect(await instance.post('/deep-check')).toMatchObject({ status: 200, body: { open: true } });
  expect((await bank.operations())[0]?.key).toMatch(/^monitor:insurance:/);
});

function receiptOf(answer: object): string {
  const body = 'body' in answer ? answer.body : null;
  const isClaim = typeof body === 'object' && body !== null && 'receivedAt' in body;
  return isClaim ? String(body.receivedAt) : '';
}
