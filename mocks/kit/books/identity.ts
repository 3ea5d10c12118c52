// Who an instance is according to its disk: role and epoch. It survives every crash, because a
// restarted process must not forget that it was promoted or fenced.

import type { DatabaseSync } from 'node:sqlite';

import { integerOf, textOf } from './database.ts';

/** Role on disk. `returning` is a state of a process, never of a disk. */
export type DurableRole = 'primary' | 'standby' | 'fenced';

/** What an instance knows of itself. */
export interface Identity {
  readonly role: DurableRole;
  readonly epoch: number;
  /** Sequence number of the entry with which this epoch began; 0 where it is not known yet. */
  readonly epochStartSeq: number;
}

/** Table of the identity; it has one row. */
export const IDENTITY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS identity (
    id INTEGER PRIMARY KEY CHECK (id = 1), role TEXT NOT NULL, epoch INTEGER NOT NULL,
    epoch_start_seq INTEGER NOT NULL
  );`;

/** Reads the identity; null in an empty database. */
export function readIdentity(database: DatabaseSync): Identity | null {
  const row = database.prepare('SELECT * FROM identity').get();
  if (row === undefined) return null;
  return {
    role: durableRole(textOf(row, 'role')),
    epoch: integerOf(row, 'epoch'),
    epochStartSeq: integerOf(row, 'epoch_start_seq'),
  };
}

/** Writes the identity, in the transaction that is open if one is. */
export function writeIdentity(database: DatabaseSync, identity: Identity): void {
  database
    .prepare('INSERT OR REPLACE INTO identity VALUES (1, ?, ?, ?)')
    .run(identity.role, identity.epoch, identity.epochStartSeq);
}

function durableRole(text: string): DurableRole {
  if (text === 'primary' || text === 'standby' || text === 'fenced') return text;
  throw new Error(`Unknown role on disk: ${text}`);
}
