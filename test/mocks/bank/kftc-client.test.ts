import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';

import { bankTranIdOf, createKftcClient } from '../../../mocks/bank/kftc-client.ts';
import { interceptPartners, PARTNER_HOST } from '../kit/support/msw.ts';

const client = createKftcClient({ baseUrl: `${PARTNER_HOST}/kftc`, timeoutMs: 500 });
const transfer = {
  from: 'c-0001',
  to: 'somebody',
  amount: 5_000,
  bank: '020',
  bankTranId: bankTranIdOf('op-1'),
  tranDtime: '20261125235959',
};

test('a transaction id has 20 characters and follows from the key alone', () => {
  expect(bankTranIdOf('op-1')).toMatch(/^M202500261U[0-9A-Z]{9}$/);
  expect(bankTranIdOf('op-1')).toBe(bankTranIdOf('op-1'));
  expect(bankTranIdOf('op-1')).not.toBe(bankTranIdOf('op-2'));
});

test('a deposit arrives once however often it is sent, and the inquiry knows it', async () => {
  const { state } = interceptPartners();
  expect(await client.inquire(transfer)).toEqual({ outcome: 'not-arrived' });
  expect(await client.deposit(transfer)).toEqual({ outcome: 'arrived' });
  expect(await client.deposit(transfer)).toEqual({ outcome: 'arrived' });
  expect(await client.inquire(transfer)).toEqual({ outcome: 'arrived' });
  expect([...state.kftc.deposits.values()].map((deposit) => deposit.won)).toEqual([5_000]);
});

test('an id means another transaction on the next business day', async () => {
  const { state } = interceptPartners();
  await client.deposit(transfer);
  const tomorrow = { ...transfer, tranDtime: '20261126000001' };
  expect(await client.inquire(tomorrow)).toEqual({ outcome: 'not-arrived' });
  await client.deposit(tomorrow);
  expect(state.kftc.deposits.size).toBe(2);
});

test('a refusal of the other bank is no unknown outcome', async () => {
  interceptPartners();
  const refused = { outcome: 'refused', bankCode: '412' };
  expect(await client.deposit({ ...transfer, to: 'unknown-9' })).toEqual(refused);
});

test('whatever is no clear answer is unknown', async () => {
  const { server } = interceptPartners();
  const deposit = `${PARTNER_HOST}/kftc/transfer/deposit/fin_num`;
  server.use(http.post(deposit, () => HttpResponse.error()));
  expect(await client.deposit(transfer)).toMatchObject({ outcome: 'unknown' });
  server.use(http.post(deposit, () => new HttpResponse('busy', { status: 503 })));
  expect(await client.deposit(transfer)).toEqual({ outcome: 'unknown', reason: 'status 503' });
  server.use(
    http.post(deposit, () =>
      HttpResponse.json({
        api_tran_id: 'x',
        api_tran_dtm: 'x',
        rsp_code: 'A0009',
        rsp_message: '',
        res_list: [],
      }),
    ),
  );
  const byCode = { outcome: 'unknown', reason: 'rsp_code A0009' };
  expect(await client.deposit(transfer)).toEqual(byCode);
});
