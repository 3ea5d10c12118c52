import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { bank } from '../../../mocks/bank/service.ts';
import { configFor, startInstance } from '../kit/support/instance.ts';
import { interceptPartners, PARTNER_HOST } from '../kit/support/msw.ts';

const transfer = { from: 'c-0001', to: 'somebody', amount: 5_000, bank: '020' };
const DEPOSIT = '/kftc/transfer/deposit/fin_num';
const INQUIRY = '/kftc/transfer/result';

async function startBank() {
  const partners = interceptPartners();
  const config = configFor({ partnerUrl: `${PARTNER_HOST}/kftc` });
  return { partners, instance: await startInstance(bank, config) };
}

async function booksOf(instance: Awaited<ReturnType<typeof startBank>>['instance']) {
  const { ledgerSumWon, moneyWon, expectedMoneyWon } = await instance.summary();
  return { isZero: ledgerSumWon === 0, missing: (expectedMoneyWon ?? 0) - (moneyWon ?? 0) };
}

const BALANCED = { isZero: true, missing: 0 };

test('money leaves through KFTC and the books know how much', async () => {
  const { instance, partners } = await startBank();
  const before = await instance.summary();
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  const after = await instance.summary();
  expect((before.moneyWon ?? 0) - (after.moneyWon ?? 0)).toBe(5_000);
  expect(await booksOf(instance)).toEqual(BALANCED);
  expect(partners.paths).toEqual([DEPOSIT]);
});

test('lost answer: the retry asks what became of it and does not pay again', async () => {
  const { instance, partners } = await startBank();
  // The deposit arrives; its answer does not.
  partners.server.use(
    http.post(
      `${PARTNER_HOST}${DEPOSIT}`,
      async ({ request }) => {
        const copy = new Request('http://elsewhere.test/kftc/transfer/deposit/fin_num', request);
        await fetch(copy);
        return HttpResponse.error();
      },
      { once: true },
    ),
  );
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 504 });
  expect(await instance.operations()).toMatchObject([{ key: 'op-1', effects: 1 }]);
  expect(await booksOf(instance)).toEqual(BALANCED);
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  expect(partners.paths).toEqual([DEPOSIT, INQUIRY]);
  expect(partners.state.kftc.deposits.size).toBe(1);
  expect(await instance.operations()).toMatchObject([{ key: 'op-1', effects: 1 }]);
  expect(await booksOf(instance)).toEqual(BALANCED);
});

test('lost request: the retry asks, learns that nothing arrived, and pays', async () => {
  const { instance, partners } = await startBank();
  partners.server.use(
    http.post(`${PARTNER_HOST}${DEPOSIT}`, () => HttpResponse.error(), { once: true }),
  );
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 504 });
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  expect(partners.paths).toEqual([DEPOSIT, INQUIRY, DEPOSIT]);
  expect(partners.state.kftc.deposits.size).toBe(1);
});

test('while KFTC does not answer the inquiry, nothing is paid', async () => {
  const { instance, partners } = await startBank();
  partners.server.use(
    http.post(`${PARTNER_HOST}${DEPOSIT}`, () => HttpResponse.error()),
    http.post(`${PARTNER_HOST}${INQUIRY}`, () => HttpResponse.error()),
  );
  await instance.write('/transfers', 'op-1', transfer);
  expect(await instance.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 504 });
  expect(partners.paths).toEqual([DEPOSIT, INQUIRY]);
});

test('refused by the other bank: the customer has the money back, and the answer is final', async () => {
  const { instance } = await startBank();
  const refused = { ...transfer, to: 'closed-7' };
  const expected = { status: 409, body: { error: 'refused-by-other-bank', code: '415' } };
  expect(await instance.write('/transfers', 'op-1', refused)).toMatchObject(expected);
  expect(await instance.write('/transfers', 'op-1', refused)).toMatchObject(expected);
  expect(await instance.get('/accounts/c-0001')).toMatchObject({ body: { balance: 10_000_000 } });
  expect(await instance.operations()).toEqual([]);
  expect(await booksOf(instance)).toEqual(BALANCED);
});

test('the deep check goes through to KFTC under a reserved key', async () => {
  const { instance, partners } = await startBank();
  expect(await instance.post('/deep-check')).toMatchObject({
    status: 200,
    body: { service: 'bank', site: 'daejeon', open: true, epoch: 1 },
  });
  expect(await instance.operations()).toMatchObject([{ won: 1, effects: 1 }]);
  expect((await instance.operations())[0]?.key).toMatch(/^monitor:bank:/);
  partners.server.use(http.post(`${PARTNER_HOST}${DEPOSIT}`, () => HttpResponse.error()));
  expect(await instance.post('/deep-check')).toMatchObject({
    status: 504,
    body: { error: 'kftc-outcome-unknown' },
  });
});
