// The insurer's books: claims as they were received, and their payments. A claim that is received and
// not paid yet is an operation without effect.

import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

import { integerOf, textOf } from '../kit/books/database.ts';
import type { Domain, DomainBooks } from '../kit/books/domain.ts';
import { payloadOf } from '../kit/books/entry.ts';
import type { BookedOperation } from '../kit/contract.ts';

/** A claim was received: number and legal receipt time are fixed from here on. */
export const CLAIM_RECEIVED = 'claim-received';
/** A claim was paid. */
export const CLAIM_PAID = 'claim-paid';
/** What an operation of the insurer's is called in the books. */
export const CLAIM = 'claim';

/** Payload of both entries. */
export const claimSchema = z.object({
  claim: z.string(),
  policy: z.string(),
  amount: z.int().positive(),
  /** ISO 8601, UTC. */
  receivedAt: z.string(),
});

/** A claim. */
export type Claim = z.infer<typeof claimSchema>;

/** What the insurer's routes ask of the books. */
export interface ClaimBooks extends DomainBooks {
  /** The claim that was received under a key, paid or not. */
  received(key: string): Claim | null;
}

/** Domain of the insurer. */
export const insuranceDomain: Domain<ClaimBooks> = {
  schema: `
    CREATE TABLE IF NOT EXISTS claims (seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL,
      key TEXT NOT NULL, won INTEGER NOT NULL, details TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS claims_by_key ON claims (key);
    CREATE TABLE IF NOT EXISTS payments (seq INTEGER PRIMARY KEY, key TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS payments_by_key ON payments (key);`,
  tables: ['claims', 'payments'],
  bind(database) {
    const receive = database.prepare('INSERT INTO claims VALUES (?, ?, ?, ?, ?)');
    const pay = database.prepare('INSERT INTO payments VALUES (?, ?)');
    const find = database.prepare('SELECT details FROM claims WHERE key = ? ORDER BY seq');
    return {
      seed() {},
      apply(entry) {
        const { seq, epoch, kind, key } = entry;
        if (kind === CLAIM_RECEIVED) {
          const { amount } = payloadOf(claimSchema, entry);
          receive.run(seq, epoch, key ?? '', amount, entry.payload);
        } else if (kind === CLAIM_PAID) {
          pay.run(seq, key ?? '');
        } else {
          throw new Error(`No entry of the insurer's: ${kind}`);
        }
      },
      received(key) {
        const row = find.get(key);
        return row === undefined ? null : claimSchema.parse(JSON.parse(textOf(row, 'details')));
      },
    };
  },
  operations: bookedClaims,
  operationOf(entry) {
    if (entry.kind !== CLAIM_PAID) return null;
    return { kind: CLAIM, won: payloadOf(claimSchema, entry).amount };
  },
  ledger: () => null,
};

function* bookedClaims(database: DatabaseSync): Generator<BookedOperation> {
  const statement = database.prepare(`
    SELECT key, min(seq) AS seq, min(epoch) AS epoch, min(won) AS won,
      (SELECT count(*) FROM payments WHERE payments.key = claims.key) AS effects
    FROM claims GROUP BY key ORDER BY 2`);
  for (const row of statement.iterate()) {
    yield {
      key: textOf(row, 'key'),
      kind: CLAIM,
      won: integerOf(row, 'won'),
      seq: integerOf(row, 'seq'),
      epoch: integerOf(row, 'epoch'),
      effects: integerOf(row, 'effects'),
    };
  }
}
