// The post's one write: postage is paid through the bank, transport is booked with the carrier, and
// the parcel is accepted. Every step may be repeated with the same key.

import { createHash } from 'node:crypto';
import { z } from 'zod';

import { POST_OFFICE } from '../bank/accounts.ts';
import type { PayThroughBank } from '../bank/client.ts';
import type { LogEntry } from '../kit/books/entry.ts';
import type { ParcelAnswer } from '../kit/contract.ts';
import { type Refusal, refuse } from '../kit/service/answers.ts';
import type { WriteOperation, WriteStep } from '../kit/service/write-desk.ts';
import { PARCEL, type Parcel } from './books.ts';
import type { BookTransport } from './carrier-client.ts';

/** Schema of `POST /parcels`. */
export const parcelRequestSchema = z.object({
  sender: z.string().min(1).max(64),
  address: z.string().min(1).max(400),
  postage: z.int().positive().max(1_000_000),
});

/** A parcel that is handed in. */
export type RequestedParcel = z.infer<typeof parcelRequestSchema>;

/** What parcels are accepted with. */
export interface ParcelTools {
  readonly pay: PayThroughBank;
  readonly book: BookTransport;
}

/** The acceptance as a write of the kit. */
export function parcelOperation(tools: ParcelTools): WriteOperation<RequestedParcel> {
  return { name: 'parcel', schema: parcelRequestSchema, run: (step) => accept(step, tools) };
}

/** Tracking number of a key: 13 digits, the first not zero; the same key has the same number. */
export function trackingNumberOf(key: string): string {
  const hash = createHash('sha256').update(key).digest().readBigUInt64BE();
  return String(10n ** 12n + (hash % (9n * 10n ** 12n)));
}

/** What a client is told of a parcel. */
export function parcelAnswer({ trackingNumber, sender, postage }: Parcel): ParcelAnswer {
  return { trackingNumber, sender, postage, status: 'accepted' };
}

async function accept(
  step: WriteStep<RequestedParcel>,
  { pay, book }: ParcelTools,
): Promise<LogEntry | Refusal> {
  const { key, body } = step;
  const { sender, address, postage } = body;
  const paid = await pay({ key, from: sender, to: POST_OFFICE, amount: postage });
  if (paid.outcome === 'stopped') return paid.refusal;
  if (paid.outcome === 'insufficient-funds') return refuse(409, 'insufficient-funds');
  const trackingNumber = trackingNumberOf(key);
  const booked = await book({ trackingNumber, sender, address });
  if ('refused' in booked) return booked;
  const parcel: Parcel = { trackingNumber, ...body, booking: booked.booking };
  const answer = { status: 200, body: parcelAnswer(parcel) };
  return step.commit({ kind: PARCEL, payload: parcel, answer });
}
