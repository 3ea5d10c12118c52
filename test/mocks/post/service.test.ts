import { expect, test } from 'vitest';

import { trackingNumberOf } from '../../../mocks/post/accept.ts';
import { post } from '../../../mocks/post/service.ts';
import { startChain } from '../kit/support/chain.ts';
import { configFor, startInstance } from '../kit/support/instance.ts';

const parcel = { sender: 'c-0042', address: 'Gongju 1', postage: 4_000 };

async function startPost() {
  const chain = await startChain();
  const instance = await startInstance(
    post,
    configFor({
      service: 'post',
      frontDoorUrl: chain.door.url,
      partnerUrl: chain.partners.urlOf('carrier'),
    }),
  );
  return { instance, ...chain };
}

test('an accepted parcel has its postage paid, is booked, and can be tracked', async () => {
  const { instance, bank } = await startPost();
  const trackingNumber = trackingNumberOf('op-1');
  expect(trackingNumber).toMatch(/^[1-9]\d{12}$/);
  const answer = { trackingNumber, sender: 'c-0042', postage: 4_000, status: 'accepted' };
  const expected = { status: 200, body: answer };
  expect(await instance.write('/parcels', 'op-1', parcel)).toMatchObject(expected);
  expect(await instance.write('/parcels', 'op-1', parcel)).toMatchObject(expected);
  expect(await instance.get(`/parcels/${trackingNumber}`)).toMatchObject(expected);
  expect(await instance.get('/parcels/1000000000000')).toMatchObject({ status: 404 });
  expect(await bank.get('/accounts/post-office')).toMatchObject({ body: { balance: 4_000 } });
  expect(await instance.operations()).toEqual([
    { key: 'op-1', kind: 'parcel', won: 4_000, seq: 2, epoch: 1, effects: 1 },
  ]);
});

test('carrier away after the postage was paid: refused, and the same key pays no second time', async () => {
  const { instance, bank, partners } = await startPost();
  partners.link.set('refuse');
  expect(await instance.write('/parcels', 'op-1', parcel)).toMatchObject({
    status: 504,
    body: { error: 'carrier-did-not-answer' },
  });
  expect(await instance.operations()).toEqual([]);
  partners.link.set('open');
  expect(await instance.write('/parcels', 'op-1', parcel)).toMatchObject({ status: 200 });
  expect(await bank.get('/accounts/post-office')).toMatchObject({ body: { balance: 4_000 } });
});

test('a sender without funds or without an account is told so', async () => {
  const { instance } = await startPost();
  await instance.write('/parcels', 'op-0', { ...parcel, postage: 1_000_000 });
  const refusals = [
    await instance.write('/parcels', 'op-1', { ...parcel, sender: 'm-00' }),
    await instance.write('/parcels', 'op-2', { ...parcel, sender: 'nobody' }),
  ];
  expect(refusals).toMatchObject([
    { status: 409, body: { error: 'insufficient-funds' } },
    { status: 404, body: { error: 'unknown-account' } },
  ]);
});

test('the deep check hands in a parcel under a reserved key', async () => {
  const { instance } = await startPost();
  expect(await instance.post('/deep-check')).toMatchObject({ status: 200, body: { open: true } });
  expect((await instance.operations())[0]?.key).toMatch(/^monitor:post:/);
});
