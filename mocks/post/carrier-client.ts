// The post's side of the carrier: it books transport for a parcel. Booking the same tracking number
// again is the same booking, so it may be repeated.

import { call } from '../kit/call.ts';
import { type Refusal, refuse } from '../kit/service/answers.ts';
import { bookedSchema, type Booking } from '../partners/vocabulary.ts';

/** Books transport; the carrier's booking number, or why there is none. */
export type BookTransport = (booking: Booking) => Promise<{ readonly booking: string } | Refusal>;

/** A client of the carrier at `baseUrl`. */
export function createCarrierClient(options: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
}): BookTransport {
  const { baseUrl, timeoutMs } = options;
  return async (body) => {
    const outcome = await call(`${baseUrl}/bookings`, { method: 'POST', body, timeoutMs });
    if (outcome.outcome === 'failed') {
      return refuse(504, 'carrier-did-not-answer', { reason: outcome.reason });
    }
    const booked = bookedSchema.safeParse(outcome.body);
    return outcome.status === 200 && booked.success
      ? { booking: booked.data.booking }
      : refuse(503, 'carrier-unavailable', { reason: `status ${outcome.status}` });
  };
}
