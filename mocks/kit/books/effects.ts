// Books of a service that keeps one table of finished operations: one row per effect, so that a key
// with two rows is an operation done twice. Ledgers and operations in several steps are not for it.

import type { DatabaseSync } from 'node:sqlite';

import type { BookedOperation } from '../contract.ts';
import { integerOf, textOf } from './database.ts';

/** Columns that such a table begins with; `won` is what the operation is worth. */
export const EFFECT_COLUMNS =
  'seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, key TEXT NOT NULL, won INTEGER NOT NULL';

/** The operations in a table of effects, each key once, with the number of its rows. */
export function* countedOperations(
  database: DatabaseSync,
  table: { readonly name: string; readonly kind: string },
): Generator<BookedOperation> {
  const statement = database.prepare(`
    SELECT key, min(seq) AS seq, min(epoch) AS epoch, min(won) AS won, count(*) AS effects
    FROM ${table.name} GROUP BY key ORDER BY 2`);
  for (const row of statement.iterate()) {
    yield {
      key: textOf(row, 'key'),
      kind: table.kind,
      won: integerOf(row, 'won'),
      seq: integerOf(row, 'seq'),
      epoch: integerOf(row, 'epoch'),
      effects: integerOf(row, 'effects'),
    };
  }
}
