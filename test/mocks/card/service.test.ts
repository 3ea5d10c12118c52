import { expect, test } from 'vitest';

import { card } from '../../../mocks/card/service.ts';
import { type Chain, startChain } from '../kit/support/chain.ts';
import { configFor, startInstance } from '../kit/support/instance.ts';

const payment = { card: 'k-0042', merchant: 'm-07', amount: 12_000 };

async function startCard() {
  const chain = await startChain();
  const instance = await startInstance(
    card,
    configFor({
      service: 'card',
      frontDoorUrl: chain.door.url,
      partnerUrl: chain.partners.urlOf('van'),
    }),
  );
  return { instance, ...chain };
}

async function balances({ bank }: Pick<Chain, 'bank'>) {
  const answers = await Promise.all(
    ['c-0042', 'm-07'].map((account) => bank.get(`/accounts/${account}`)),
  );
  return answers.map((answer) => answer.outcome === 'answered' && answer.body);
}

test('an approval has gone through VAN and bank, and a repetition gets the same one', async () => {
  const { instance, bank } = await startCard();
  const first = await instance.write('/authorisations', 'op-1', payment);
  const expected = { key: 'op-1', card: 'k-0042', amount: 12_000, responseCode: '00' };
  expect(first).toMatchObject({ status: 200, body: { ...expected, approval: '000001' } });
  const again = await instance.write('/authorisations', 'op-1', payment);
  expect(again).toMatchObject({ status: 200, body: first.outcome === 'answered' && first.body });
  expect(await balances({ bank })).toEqual([
    { account: 'c-0042', balance: 9_988_000 },
    { account: 'm-07', balance: 12_000 },
  ]);
  expect(await instance.operations()).toEqual([
    { key: 'op-1', kind: 'authorisation', won: 12_000, seq: 2, epoch: 1, effects: 1 },
  ]);
  expect(await bank.operations()).toMatchObject([{ key: 'card:op-1', effects: 1 }]);
});

test('without funds: declined with 51, nothing booked', async () => {
  const { instance } = await startCard();
  const tooMuch = { ...payment, amount: 10_000_001 };
  expect(await instance.write('/authorisations', 'op-1', tooMuch)).toMatchObject({
    status: 200,
    body: { responseCode: '51', approval: '' },
  });
  expect(await instance.operations()).toEqual([]);
});

test('VAN or bank away: nothing acknowledged, and the same key finishes the work later', async () => {
  const { instance, bank, door, partners } = await startCard();
  partners.link.set('refuse');
  expect(await instance.write('/authorisations', 'op-1', payment)).toMatchObject({
    status: 504,
    body: { error: 'van-did-not-answer' },
  });
  partners.link.set('open');
  door.set('stall');
  expect(await instance.write('/authorisations', 'op-1', payment)).toMatchObject({
    status: 504,
    body: { error: 'bank-did-not-answer', responseCode: '91' },
  });
  expect(await instance.operations()).toEqual([]);
  door.set('open');
  expect(await instance.write('/authorisations', 'op-1', payment)).toMatchObject({ status: 200 });
  expect(await instance.operations()).toMatchObject([{ key: 'op-1', effects: 1 }]);
  expect(await bank.operations()).toMatchObject([{ key: 'card:op-1', effects: 1 }]);
});

test('unknown cards and merchants are refused before anyone is asked', async () => {
  const { instance } = await startCard();
  const refusals = [
    await instance.write('/authorisations', 'op-1', { ...payment, card: 'k-1000' }),
    await instance.write('/authorisations', 'op-2', { ...payment, merchant: 'c-0001' }),
  ];
  expect(refusals).toMatchObject([
    { status: 404, body: { error: 'unknown-card' } },
    { status: 404, body: { error: 'unknown-merchant' } },
  ]);
});

test('the deep check pays one won through VAN and bank under reserved keys', async () => {
  const { instance, bank, partners } = await startCard();
  expect(await instance.post('/deep-check')).toMatchObject({
    status: 200,
    body: { service: 'card', site: 'daejeon', open: true, epoch: 1 },
  });
  const keys = [...(await instance.operations()), ...(await bank.operations())];
  expect(keys.map(({ key }) => key.slice(0, 13))).toEqual(['monitor:card:', 'monitor:card:']);
  partners.link.set('refuse');
  expect(await instance.post('/deep-check')).toMatchObject({ status: 504 });
});
