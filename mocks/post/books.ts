// The post's books: one row for every accepted parcel.

import { z } from 'zod';

import { textOf } from '../kit/books/database.ts';
import type { Domain, DomainBooks } from '../kit/books/domain.ts';
import { countedOperations, EFFECT_COLUMNS } from '../kit/books/effects.ts';
import { payloadOf } from '../kit/books/entry.ts';

/** A parcel was accepted. */
export const PARCEL = 'parcel';

/** Payload of the entry. */
export const parcelSchema = z.object({
  trackingNumber: z.string().length(13),
  sender: z.string(),
  address: z.string(),
  postage: z.int().positive(),
  booking: z.string(),
});

/** An accepted parcel. */
export type Parcel = z.infer<typeof parcelSchema>;

/** What the post's routes ask of the books. */
export interface ParcelBooks extends DomainBooks {
  /** The parcel with a tracking number; null where none was accepted. */
  parcel(trackingNumber: string): Parcel | null;
}

/** Domain of the post. */
export const postDomain: Domain<ParcelBooks> = {
  schema: `
    CREATE TABLE IF NOT EXISTS parcels (${EFFECT_COLUMNS}, tracking_number TEXT NOT NULL,
      details TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS parcels_by_number ON parcels (tracking_number);`,
  tables: ['parcels'],
  bind(database) {
    const insert = database.prepare('INSERT INTO parcels VALUES (?, ?, ?, ?, ?, ?)');
    const find = database.prepare('SELECT details FROM parcels WHERE tracking_number = ?');
    return {
      seed() {},
      apply(entry) {
        if (entry.kind !== PARCEL) throw new Error(`No entry of the post's: ${entry.kind}`);
        const { trackingNumber, postage } = payloadOf(parcelSchema, entry);
        const { seq, epoch, key, payload } = entry;
        insert.run(seq, epoch, key ?? '', postage, trackingNumber, payload);
      },
      parcel(trackingNumber) {
        const row = find.get(trackingNumber);
        return row === undefined ? null : parcelSchema.parse(JSON.parse(textOf(row, 'details')));
      },
    };
  },
  operations: (database) => countedOperations(database, { name: 'parcels', kind: PARCEL }),
  operationOf(entry) {
    if (entry.kind !== PARCEL) return null;
    return { kind: PARCEL, won: payloadOf(parcelSchema, entry).postage };
  },
  ledger: () => null,
};
