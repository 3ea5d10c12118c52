// The carrier as an MSW handler: it takes bookings of parcels. The same tracking number again is the
// same booking.

import { http, HttpResponse, type HttpHandler } from 'msw';

import { bookingSchema } from './vocabulary.ts';

/** What the carrier remembers: booking by tracking number. */
export interface CarrierState {
  readonly bookings: Map<string, string>;
}

/** An empty memory. */
export function createCarrierState(): CarrierState {
  return { bookings: new Map() };
}

/** Handlers under `base`, which ends without a slash; `*` stands for any host. */
export function carrierHandlers(base: string, state: CarrierState): readonly HttpHandler[] {
  return [
    http.post(`${base}/bookings`, async ({ request }) => {
      const wanted = bookingSchema.safeParse(await request.json());
      if (!wanted.success) return HttpResponse.json({ error: 'malformed' }, { status: 400 });
      const { trackingNumber } = wanted.data;
      const booking = state.bookings.get(trackingNumber) ?? `b-${state.bookings.size + 1}`;
      state.bookings.set(trackingNumber, booking);
      return HttpResponse.json({ booking, status: 'booked' });
    }),
  ];
}
