// The card service's books: one row for every approved authorisation. Declined ones leave only their
// answer, because they have no effect.

import { z } from 'zod';

import type { Domain } from '../kit/books/domain.ts';
import { countedOperations, EFFECT_COLUMNS } from '../kit/books/effects.ts';
import { payloadOf } from '../kit/books/entry.ts';

/** An approved authorisation. */
export const AUTHORISATION = 'authorisation';
/** An authorisation that was declined. */
export const DECLINED = 'declined';

/** Payload of both. */
export const authorisationSchema = z.object({
  card: z.string(),
  merchant: z.string(),
  amount: z.int().positive(),
  approval: z.string(),
});

/** Domain of the card service. */
export const cardDomain: Domain = {
  schema: `CREATE TABLE IF NOT EXISTS authorisations (${EFFECT_COLUMNS}, card TEXT NOT NULL,
    merchant TEXT NOT NULL, approval TEXT NOT NULL);`,
  tables: ['authorisations'],
  bind(database) {
    const insert = database.prepare('INSERT INTO authorisations VALUES (?, ?, ?, ?, ?, ?, ?)');
    return {
      seed() {},
      apply(entry) {
        if (entry.kind === DECLINED) return;
        if (entry.kind !== AUTHORISATION) throw new Error(`No entry of the card's: ${entry.kind}`);
        const { card, merchant, amount, approval } = payloadOf(authorisationSchema, entry);
        const { seq, epoch, key } = entry;
        insert.run(seq, epoch, key ?? '', amount, card, merchant, approval);
      },
    };
  },
  operations: (database) =>
    countedOperations(database, { name: 'authorisations', kind: AUTHORISATION }),
  operationOf(entry) {
    if (entry.kind !== AUTHORISATION) return null;
    return { kind: AUTHORISATION, won: payloadOf(authorisationSchema, entry).amount };
  },
  ledger: () => null,
};
