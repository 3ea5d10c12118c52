// The SQLite database of an instance: how it is opened, what a transaction is, and how a row is read
// without trusting its types. Which tables there are is the matter of the files beside this one.

import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';

/** A row as node:sqlite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Opens the one connection that writes. `FULL` syncs the WAL before a commit returns. */
export function openDatabase(path: string, synchronous: 'FULL' | 'OFF'): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous};`);
  return database;
}

/** Runs `act` in one transaction; what it throws undoes everything and is thrown on. */
export function transaction<Value>(database: DatabaseSync, act: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = act();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** An integer column; throws where the column holds anything else, which is a bug of ours. */
export function integerOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`Column ${column} holds no number`);
  return value;
}

/** A text column; throws where the column holds anything else, which is a bug of ours. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`Column ${column} holds no text`);
  return value;
}

/** A text column that may be NULL. */
export function optionalTextOf(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}
