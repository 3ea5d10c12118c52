import { expect, test } from 'vitest';

import { bank } from '../../../mocks/bank/service.ts';
import { configFor, startInstance } from '../kit/support/instance.ts';
import { startPartners } from '../kit/support/partners.ts';

const transfer = { from: 'c-0001', to: 'c-0002', amount: 700 };

async function startBank() {
  const partners = await startPartners();
  const instance = await startInstance(bank, configFor({ partnerUrl: partners.urlOf('kftc') }));
  return { instance, partners };
}

test('a transfer moves money once and is in the books', async () => {
  const { instance } = await startBank();
  const answer = await instance.write('/transfers', 'op-1', transfer);
  expect(answer).toMatchObject({
    status: 200,
    body: { key: 'op-1', ...transfer, status: 'posted' },
  });
  expect(await instance.get('/accounts/c-0001')).toMatchObject({
    status: 200,
    body: { account: 'c-0001', balance: 9_999_300 },
  });
  expect(await instance.operations()).toEqual([
    { key: 'op-1', kind: 'transfer', won: 700, seq: 2, epoch: 1, effects: 1 },
  ]);
});

test('same key and body: the stored answer; other body: 422; in flight: 409', async () => {
  const { instance, partners } = await startBank();
  const first = await instance.write('/transfers', 'op-1', transfer);
  const again = await instance.write('/transfers', 'op-1', transfer);
  expect(again).toMatchObject({ status: 200, body: first.outcome === 'answered' && first.body });
  expect(again.outcome === 'answered' && again.headers['firedrill-replayed']).toBe('1');
  const other = await instance.write('/transfers', 'op-1', { ...transfer, amount: 701 });
  expect(other).toMatchObject({ status: 422 });

  partners.link.set('stall');
  const slow = { ...transfer, to: 'somebody', bank: '020' };
  const [held, meanwhile] = await Promise.all([
    instance.write('/transfers', 'op-2', slow),
    instance.write('/transfers', 'op-2', slow),
  ]);
  expect([held, meanwhile].map((each) => each.outcome === 'answered' && each.status)).toEqual([
    504, 409,
  ]);
});

test('what cannot be done is refused with its reason and leaves no trace', async () => {
  const { instance } = await startBank();
  const refusals = [
    await instance.write('/transfers', 'k1', { ...transfer, amount: 10_000_001 }),
    await instance.write('/transfers', 'k2', { ...transfer, to: 'nobody' }),
    await instance.write('/transfers', 'k3', { ...transfer, from: 'kftc-suspense' }),
    await instance.write('/transfers', 'k4', { ...transfer, amount: 0.5 }),
    await instance.write('/transfers', 'k5', { ...transfer, amount: -5 }),
    await instance.write('/transfers', 'k6', { ...transfer, to: transfer.from }),
    await instance.post('/transfers', transfer),
    await instance.write('/transfers', 'k7', { ...transfer, to: 'x'.repeat(17_000) }),
  ];
  expect(refusals.map((each) => each.outcome === 'answered' && each.status)).toEqual([
    409, 404, 404, 400, 400, 400, 400, 413,
  ]);
  expect(await instance.operations()).toEqual([]);
});
