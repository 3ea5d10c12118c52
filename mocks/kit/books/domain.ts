// What a service adds to the kit: its tables and what each kind of log entry does to them. The kit
// knows nothing of money, claims or parcels.

import type { DatabaseSync } from 'node:sqlite';

import type { BookedOperation } from '../contract.ts';
import type { LogEntry } from './entry.ts';

/** The ledger in three sums, in won. */
export interface LedgerSums {
  readonly ledgerSumWon: number;
  readonly moneyWon: number;
  readonly expectedMoneyWon: number;
}

/** The domain bound to the connection that writes; services add their own queries. */
export interface DomainBooks {
  /** Fills empty tables with what exists from the start; the same at every site. */
  seed(): void;
  /** Applies an entry. Deterministic: it depends on the entry and on earlier entries only. */
  apply(entry: LogEntry): void;
}

/** A service's domain. */
export interface Domain<Own extends DomainBooks = DomainBooks> {
  /** `CREATE TABLE IF NOT EXISTS …` */
  readonly schema: string;
  /** The tables of `schema`, emptied when the books are rebuilt from the log. */
  readonly tables: readonly string[];
  bind(database: DatabaseSync): Own;
  /** All business operations in the books, effects counted from the domain's own tables. */
  operations(database: DatabaseSync): Iterable<BookedOperation>;
  /** The business operation that an entry stands for; null where it stands for none of its own. */
  operationOf(entry: LogEntry): { readonly kind: string; readonly won: number } | null;
  /** Null: this service keeps no ledger. */
  ledger(database: DatabaseSync): LedgerSums | null;
}
