import { expect, test } from 'vitest';

import { createVanClient, traceOf } from '../../../mocks/card/van-client.ts';
import { interceptPartners, PARTNER_HOST } from '../kit/support/msw.ts';

const client = createVanClient({
  baseUrl: `${PARTNER_HOST}/van`,
  timeoutMs: 500,
  wallClock: () => 0,
});
const payment = { key: 'op-1', card: 'k-0042', merchant: 'm-07', amount: 12_000 };

test('trace number and reference follow from the key', () => {
  expect(traceOf('op-1')).toEqual(traceOf('op-1'));
  expect(traceOf('op-1').stan).toMatch(/^\d{6}$/);
  expect(traceOf('op-1').rrn).toMatch(/^\d{12}$/);
});

test('the same authorisation again is the same hold; a reversal takes it back', async () => {
  const { state } = interceptPartners();
  const approved = { approval: '000001' };
  expect(await client.authorise(payment)).toEqual(approved);
  expect(await client.authorise(payment)).toEqual(approved);
  const hold = { ...approved, card: 'k-0042', won: 12_000 };
  expect([...state.van.holds.values()]).toEqual([{ ...hold, reversed: false }]);
  expect(await client.reverse(payment)).toBeNull();
  expect(await client.reverse(payment)).toBeNull();
  expect([...state.van.holds.values()]).toEqual([{ ...hold, reversed: true }]);
});
