import { expect, test } from 'vitest';

import { createPartners } from '../../../mocks/partners/app.ts';

function send(planes: ReturnType<typeof createPartners>, path: string, body: unknown) {
  return planes.business.fetch(
    new Request(`http://127.0.0.1:20100${path}`, { method: 'POST', body: JSON.stringify(body) }),
  );
}

const booking = { trackingNumber: '1234567890123', sender: 'c-0042', address: 'Gongju 1' };

test('the handlers answer under the path of their partner, and remember', async () => {
  const planes = createPartners({ partners: ['kftc', 'van', 'carrier'] });
  const first = await send(planes, '/carrier/bookings', booking);
  expect([first.status, await first.json()]).toEqual([200, { booking: 'b-1', status: 'booked' }]);
  const again = await send(planes, '/carrier/bookings', booking);
  expect(await again.json()).toEqual({ booking: 'b-1', status: 'booked' });
  const malformed = await send(planes, '/carrier/bookings', { ...booking, address: '' });
  expect(malformed.status).toBe(400);
  const memory = await planes.admin.fetch(new Request('http://admin/partners'));
  expect(await memory.json()).toEqual({
    kftc: { deposits: 0 },
    van: { holds: 0 },
    carrier: { bookings: 1 },
  });
});

test('a partner that is not configured, and a path that none has, are unknown', async () => {
  const planes = createPartners({ partners: ['kftc'] });
  const statuses = [
    (await send(planes, '/carrier/bookings', booking)).status,
    (await send(planes, '/kftc/elsewhere', {})).status,
    (await send(planes, '/kftc/transfer/result', {})).status,
  ];
  expect(statuses).toEqual([404, 404, 200]);
});

test('probes are answered and counted by their header', async () => {
  const planes = createPartners({ partners: ['kftc'] });
  const probe = new Request('http://127.0.0.1/kftc/probe?bytes=1500', {
    method: 'POST',
    headers: { 'firedrill-probe': 'fault-1' },
  });
  expect((await (await planes.business.fetch(probe)).text()).length).toBe(1_500);
  const counters = await planes.admin.fetch(new Request('http://admin/counters'));
  expect(await counters.json()).toEqual({
    requests: { 'POST /kftc': 1 },
    probes: { 'fault-1': 1 },
  });
});
