// Idempotency records: for every key the request it stood for and the answer it got. They follow from
// the log, so they survive a failover. They never expire here: a drill is shorter than any expiry.

import type { DatabaseSync } from 'node:sqlite';

import { integerOf, optionalTextOf, textOf } from './database.ts';
import { type LogEntry, parseAnswer, type StoredAnswer } from './entry.ts';

/** Table of the records. */
export const RECORD_SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (
    key TEXT PRIMARY KEY, request_hash TEXT NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL,
    answer TEXT
  ) WITHOUT ROWID;`;

/** What is known of a key. */
export interface OperationRecord {
  readonly requestHash: string;
  /** Last entry of this key, and its epoch. */
  readonly seq: number;
  readonly epoch: number;
  /** Null: begun and not finished. */
  readonly answer: StoredAnswer | null;
}

/** The records of one instance. */
export interface Records {
  /** Notes what an entry says of its key; entries without a key leave no record. */
  note(entry: LogEntry): void;
  find(key: string): OperationRecord | null;
}

/** Binds the records to a database whose tables exist. */
export function bindRecords(database: DatabaseSync): Records {
  const upsert = database.prepare(`
    INSERT INTO records VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET seq = excluded.seq, epoch = excluded.epoch,
      answer = excluded.answer`);
  const find = database.prepare('SELECT * FROM records WHERE key = ?');
  return {
    note({ key, requestHash, seq, epoch, answer }) {
      if (key !== null) upsert.run(key, requestHash ?? '', seq, epoch, answer);
    },
    find(key) {
      const row = find.get(key);
      if (row === undefined) return null;
      const answer = optionalTextOf(row, 'answer');
      return {
        requestHash: textOf(row, 'request_hash'),
        seq: integerOf(row, 'seq'),
        epoch: integerOf(row, 'epoch'),
        answer: answer === null ? null : parseAnswer(answer),
      };
    },
  };
}
