// The table of log entries and the table of those set aside. It stores and reads; it decides nothing
// and opens no transaction of its own.

import type { DatabaseSync } from 'node:sqlite';

import { integerOf, optionalTextOf, type Row, textOf } from './database.ts';
import { EPOCH_START, type LogEntry } from './entry.ts';

const COLUMNS = `
  seq INTEGER NOT NULL, epoch INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT,
  request_hash TEXT, payload TEXT NOT NULL, answer TEXT`;

/** Tables of the log. `stranded` holds what a former primary wrote and its successor never got. */
export const LOG_SCHEMA = `
  CREATE TABLE IF NOT EXISTS log (${COLUMNS}, PRIMARY KEY (seq));
  CREATE INDEX IF NOT EXISTS epoch_starts ON log (epoch) WHERE kind = '${EPOCH_START}';
  CREATE TABLE IF NOT EXISTS stranded (${COLUMNS}, PRIMARY KEY (epoch, seq));`;

/** How much is read at once. */
export interface ReadLimits {
  readonly entries: number;
  /** Characters of payload and answer together; the first entry is always read. */
  readonly characters: number;
}

/** The log of one instance. */
export interface EntryLog {
  append(entry: LogEntry): void;
  lastSeq(): number;
  /** Sequence number with which the first epoch after `epoch` began; null where none did. */
  epochStartAfter(epoch: number): number | null;
  /** Entries after `seq`, in order. */
  after(seq: number, limits: ReadLimits): readonly LogEntry[];
  /** Moves the entries from `fromSeq` on to the stranded ones and returns them. */
  setAside(fromSeq: number): readonly LogEntry[];
}

/** Binds the log to a database whose tables exist. */
export function bindEntryLog(database: DatabaseSync): EntryLog {
  const insert = database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)');
  const last = database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM log');
  const after = database.prepare('SELECT * FROM log WHERE seq > ? ORDER BY seq LIMIT ?');
  const epochStart = database.prepare(
    `SELECT seq FROM log WHERE kind = '${EPOCH_START}' AND epoch > ? ORDER BY epoch LIMIT 1`,
  );
  const copyTail = database.prepare('INSERT INTO stranded SELECT * FROM log WHERE seq >= ?');
  const deleteTail = database.prepare('DELETE FROM log WHERE seq >= ?');
  const tail = database.prepare('SELECT * FROM log WHERE seq >= ? ORDER BY seq');
  return {
    append(entry) {
      const { seq, epoch, kind, key, requestHash, payload, answer } = entry;
      insert.run(seq, epoch, kind, key, requestHash, payload, answer);
    },
    lastSeq: () => integerOf(last.get() ?? {}, 'seq'),
    epochStartAfter(epoch) {
      const row = epochStart.get(epoch);
      return row === undefined ? null : integerOf(row, 'seq');
    },
    after(seq, limits) {
      const entries: LogEntry[] = [];
      let characters = 0;
      for (const row of after.iterate(seq, limits.entries)) {
        const entry = entryOfRow(row);
        characters += entry.payload.length + (entry.answer?.length ?? 0);
        if (characters > limits.characters && entries.length > 0) break;
        entries.push(entry);
      }
      return entries;
    },
    setAside(fromSeq) {
      const entries = tail.all(fromSeq).map(entryOfRow);
      copyTail.run(fromSeq);
      deleteTail.run(fromSeq);
      return entries;
    },
  };
}

/** All entries that were set aside, oldest first. */
export function* strandedEntries(database: DatabaseSync): Generator<LogEntry> {
  const statement = database.prepare('SELECT * FROM stranded ORDER BY epoch, seq');
  for (const row of statement.iterate()) yield entryOfRow(row);
}

function entryOfRow(row: Row): LogEntry {
  return {
    seq: integerOf(row, 'seq'),
    epoch: integerOf(row, 'epoch'),
    kind: textOf(row, 'kind'),
    key: optionalTextOf(row, 'key'),
    requestHash: optionalTextOf(row, 'request_hash'),
    payload: textOf(row, 'payload'),
    answer: optionalTextOf(row, 'answer'),
  };
}
