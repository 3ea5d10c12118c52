// The bank's books: double-entry postings in integer won, balances and transfers, and what each log
// entry does to them. Postings of one entry sum to zero. Whether a transfer may be made is asked
// here; what is answered to the client is not.

import type { DatabaseSync } from 'node:sqlite';

import { integerOf, textOf } from '../kit/books/database.ts';
import type { Domain, DomainBooks } from '../kit/books/domain.ts';
import { type LogEntry, payloadOf } from '../kit/books/entry.ts';
import type { BookedOperation } from '../kit/contract.ts';
import { KFTC_SETTLEMENT, KFTC_SUSPENSE, OPENING_ACCOUNT, openings } from './accounts.ts';
import {
  EXTERNAL_DEBIT,
  EXTERNAL_REVERSED,
  EXTERNAL_SETTLED,
  externalSchema,
  type ExternalTransfer,
  TRANSFER,
  transferSchema,
} from './entries.ts';

/** What the bank's routes ask of the ledger. */
export interface Ledger extends DomainBooks {
  /** Balance in won; null for an account that does not exist. */
  balance(account: string): number | null;
  /** The transfer to another bank under this key whose outcome is not known yet. */
  pendingTransfer(key: string): ExternalTransfer | null;
}

/** Domain of the bank. */
export const bankDomain: Domain<Ledger> = {
  schema: `
    CREATE TABLE IF NOT EXISTS accounts (account TEXT PRIMARY KEY, balance INTEGER NOT NULL)
      WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS postings (seq INTEGER NOT NULL, key TEXT, account TEXT NOT NULL,
      amount INTEGER NOT NULL);
    CREATE INDEX IF NOT EXISTS postings_by_key ON postings (key);
    CREATE TABLE IF NOT EXISTS transfers (seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL,
      key TEXT NOT NULL, payer TEXT NOT NULL, amount INTEGER NOT NULL, state TEXT NOT NULL,
      details TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS transfers_by_key ON transfers (key);`,
  tables: ['accounts', 'postings', 'transfers'],
  bind: bindLedger,
  operations: bookedTransfers,
  operationOf(entry) {
    if (entry.kind === TRANSFER) {
      return { kind: TRANSFER, won: payloadOf(transferSchema, entry).amount };
    }
    if (entry.kind !== EXTERNAL_DEBIT) return null;
    return { kind: TRANSFER, won: payloadOf(externalSchema, entry).amount };
  },
  ledger(database) {
    const sum = (query: string): number => integerOf(database.prepare(query).get() ?? {}, 'won');
    const opening = openings().reduce((total, { won }) => total + won, 0);
    return {
      ledgerSumWon: sum('SELECT coalesce(sum(amount), 0) AS won FROM postings'),
      moneyWon: sum(`SELECT coalesce(sum(balance), 0) AS won FROM accounts
        WHERE account NOT IN ('${OPENING_ACCOUNT}', '${KFTC_SETTLEMENT}')`),
      expectedMoneyWon:
        opening -
        sum(`SELECT coalesce(sum(amount), 0) AS won FROM transfers WHERE state = 'settled'`),
    };
  },
};

function bindLedger(database: DatabaseSync): Ledger {
  const open = database.prepare('INSERT INTO accounts VALUES (?, ?)');
  const post = database.prepare('INSERT INTO postings VALUES (?, ?, ?, ?)');
  const add = database.prepare('UPDATE accounts SET balance = balance + ? WHERE account = ?');
  const balance = database.prepare('SELECT balance FROM accounts WHERE account = ?');
  const book = database.prepare('INSERT INTO transfers VALUES (?, ?, ?, ?, ?, ?, ?)');
  const close = database.prepare(
    `UPDATE transfers SET state = ? WHERE key = ? AND state = 'pending'`,
  );
  const pending = database.prepare(
    `SELECT details FROM transfers WHERE key = ? AND state = 'pending'`,
  );

  function move(entry: LogEntry, money: { from: string; to: string; amount: number }): void {
    for (const [account, amount] of [
      [money.from, -money.amount],
      [money.to, money.amount],
    ] as const) {
      post.run(entry.seq, entry.key, account, amount);
      add.run(amount, account);
    }
  }

  function bookTransfer(entry: LogEntry, money: { from: string; amount: number }): void {
    const state = entry.kind === TRANSFER ? 'posted' : 'pending';
    const { seq, epoch, key } = entry;
    book.run(seq, epoch, key ?? '', money.from, money.amount, state, entry.payload);
  }

  return {
    seed() {
      let total = 0;
      for (const { account, won } of openings()) {
        open.run(account, won);
        if (won !== 0) post.run(0, null, account, won);
        total += won;
      }
      open.run(OPENING_ACCOUNT, -total);
      post.run(0, null, OPENING_ACCOUNT, -total);
    },
    apply(entry) {
      if (entry.kind === TRANSFER) {
        const transfer = payloadOf(transferSchema, entry);
        move(entry, transfer);
        bookTransfer(entry, transfer);
        return;
      }
      const { from, amount } = payloadOf(externalSchema, entry);
      if (entry.kind === EXTERNAL_DEBIT) {
        move(entry, { from, to: KFTC_SUSPENSE, amount });
        bookTransfer(entry, { from, amount });
      } else if (entry.kind === EXTERNAL_SETTLED) {
        move(entry, { from: KFTC_SUSPENSE, to: KFTC_SETTLEMENT, amount });
        close.run('settled', entry.key);
      } else if (entry.kind === EXTERNAL_REVERSED) {
        move(entry, { from: KFTC_SUSPENSE, to: from, amount });
        close.run('reversed', entry.key);
      } else {
        throw new Error(`The bank knows no entry of kind ${entry.kind}`);
      }
    },
    balance(account) {
      const row = balance.get(account);
      return row === undefined ? null : integerOf(row, 'balance');
    },
    pendingTransfer(key) {
      const row = pending.get(key);
      return row === undefined ? null : externalSchema.parse(JSON.parse(textOf(row, 'details')));
    },
  };
}

/**
 * Transfers as the postings show them: `effects` is how often the payer was debited under the key,
 * less what was paid back. Transfers that were paid back are no operations.
 */
function* bookedTransfers(database: DatabaseSync): Generator<BookedOperation> {
  const statement = database.prepare(`
    SELECT key, min(seq) AS seq, min(epoch) AS epoch, min(amount) AS won,
      (SELECT coalesce(sum(CASE WHEN amount < 0 THEN 1 ELSE -1 END), 0) FROM postings
        WHERE postings.key = transfers.key AND postings.account = transfers.payer) AS effects
    FROM transfers WHERE state <> 'reversed' GROUP BY key ORDER BY 2`);
  for (const row of statement.iterate()) {
    yield {
      key: textOf(row, 'key'),
      kind: TRANSFER,
      won: integerOf(row, 'won'),
      seq: integerOf(row, 'seq'),
      epoch: integerOf(row, 'epoch'),
      effects: integerOf(row, 'effects'),
    };
  }
}
