// The books of one instance: log, idempotency records, domain tables and identity in one database.
// Every change is one transaction over all of them, so none can run ahead of another. Who may
// write, and what the other site has, is decided elsewhere.

import type { DatabaseSync } from 'node:sqlite';

import { openDatabase, transaction } from './database.ts';
import type { Domain, DomainBooks } from './domain.ts';
import { type Draft, EPOCH_START, entryOf, type LogEntry } from './entry.ts';
import { bindEntryLog, type EntryLog, LOG_SCHEMA, type ReadLimits } from './entry-log.ts';
import { IDENTITY_SCHEMA, type Identity, readIdentity, writeIdentity } from './identity.ts';
import { bindRecords, type OperationRecord, RECORD_SCHEMA, type Records } from './records.ts';

/** How books are opened. */
export interface BooksOptions<Own extends DomainBooks> {
  /** Path of the database file. */
  readonly path: string;
  readonly synchronous: 'FULL' | 'OFF';
  readonly domain: Domain<Own>;
  /** Used where the database is empty. */
  readonly initialRole: 'primary' | 'standby';
}

/** The part of the books that roles and replication work with, whatever the domain. */
export type ReplicatedBooks = Pick<
  Books<DomainBooks>,
  | 'identity'
  | 'bootstrapped'
  | 'lastSeq'
  | 'commit'
  | 'applyBatch'
  | 'entriesAfter'
  | 'epochStartAfter'
  | 'beginEpoch'
  | 'saveIdentity'
  | 'follow'
  | 'countOperations'
>;

/** The books of an instance; see the head of this file. */
export class Books<Own extends DomainBooks> {
  /** The domain's own queries. */
  readonly domain: Own;
  /** True where this process found an empty database. */
  readonly bootstrapped: boolean;
  readonly #database: DatabaseSync;
  readonly #definition: Domain<Own>;
  readonly #log: EntryLog;
  readonly #records: Records;
  #identity: Identity;
  #lastSeq: number;

  constructor(options: BooksOptions<Own>) {
    this.#database = openDatabase(options.path, options.synchronous);
    this.#database.exec(LOG_SCHEMA + RECORD_SCHEMA + IDENTITY_SCHEMA + options.domain.schema);
    this.#definition = options.domain;
    this.#log = bindEntryLog(this.#database);
    this.#records = bindRecords(this.#database);
    this.domain = options.domain.bind(this.#database);
    const found = readIdentity(this.#database);
    this.bootstrapped = found === null;
    this.#identity = found ?? { role: 'standby', epoch: 1, epochStartSeq: 0 };
    this.#lastSeq = this.#log.lastSeq();
    if (found === null) this.#bootstrap(options.initialRole);
  }

  /** Role and epoch as they are on disk. */
  get identity(): Identity {
    return this.#identity;
  }

  /** Sequence number of the last committed entry; 0 before the first. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Commits one entry with its effects in the present epoch; on disk when this returns. */
  commit(draft: Draft): LogEntry {
    const entry = entryOf(draft, { seq: this.#lastSeq + 1, epoch: this.#identity.epoch });
    this.#atomically(() => this.#enter(entry));
    return entry;
  }

  /**
   * Applies entries that another instance committed; they must follow the last one without a gap.
   */
  applyBatch(entries: readonly LogEntry[]): void {
    this.#atomically(() => {
      for (const entry of entries) this.#enter(entry);
    });
  }

  /** Entries after a sequence number. */
  entriesAfter(seq: number, limits: ReadLimits): readonly LogEntry[] {
    return this.#log.after(seq, limits);
  }

  /**
   * First sequence number here that an instance which knows only epochs up to `epoch` cannot share.
   * Several promotions may have come to pass since that epoch, so the present one's start is not
   * it.
   */
  epochStartAfter(epoch: number): number {
    return this.#log.epochStartAfter(epoch) ?? this.#identity.epochStartSeq;
  }

  /** What is known of an idempotency key. */
  record(key: string): OperationRecord | null {
    return this.#records.find(key);
  }

  /** Becomes primary of an epoch: role, epoch and the entry that begins it in one transaction. */
  beginEpoch(epoch: number): void {
    this.#atomically(() => this.#beginEpoch(epoch));
  }

  /** Changes role or epoch. */
  saveIdentity(identity: Identity): void {
    this.#atomically(() => this.#setIdentity(identity));
  }

  /**
   * Becomes standby of a newer epoch. Own entries from its start on were never part of its history:
   * they are set aside, and the books are rebuilt from the entries that remain. Returns the tail.
   */
  follow(leader: { readonly epoch: number; readonly epochStartSeq: number }): readonly LogEntry[] {
    return this.#atomically(() => {
      this.#setIdentity({ role: 'standby', ...leader });
      if (this.#lastSeq < leader.epochStartSeq) return [];
      const tail = this.#log.setAside(leader.epochStartSeq);
      this.#rebuild();
      return tail;
    });
  }

  /** How many of these entries stand for a business operation. */
  countOperations(entries: readonly LogEntry[]): number {
    return entries.filter((entry) => this.#definition.operationOf(entry) !== null).length;
  }

  /** Closes the database. */
  close(): void {
    this.#database.close();
  }

  #bootstrap(initialRole: 'primary' | 'standby'): void {
    this.#atomically(() => {
      this.domain.seed();
      if (initialRole === 'primary') this.#beginEpoch(1);
      else this.#setIdentity(this.#identity);
    });
  }

  #beginEpoch(epoch: number): void {
    const seq = this.#lastSeq + 1;
    this.#setIdentity({ role: 'primary', epoch, epochStartSeq: seq });
    const draft = { kind: EPOCH_START, key: null, requestHash: null, payload: {}, answer: null };
    this.#enter(entryOf(draft, { seq, epoch }));
  }

  #enter(entry: LogEntry): void {
    this.#log.append(entry);
    this.#lastSeq = entry.seq;
    this.#take(entry);
  }

  /** Effects of an entry on everything but the log. */
  #take(entry: LogEntry): void {
    if (entry.kind === EPOCH_START) {
      // Catching up and rebuilding pass through older epochs; the newest one known stays.
      const { role, epoch } = this.#identity;
      if (entry.epoch < epoch) return;
      this.#setIdentity({ role, epoch: entry.epoch, epochStartSeq: entry.seq });
      return;
    }
    this.#records.note(entry);
    this.domain.apply(entry);
  }

  #rebuild(): void {
    for (const table of ['records', ...this.#definition.tables]) {
      this.#database.exec(`DELETE FROM ${table}`);
    }
    this.domain.seed();
    this.#lastSeq = this.#log.lastSeq();
    const page = { entries: 1_000, characters: Infinity };
    for (let seq = 0; seq < this.#lastSeq; ) {
      const entries = this.#log.after(seq, page);
      for (const entry of entries) this.#take(entry);
      seq = entries.at(-1)?.seq ?? this.#lastSeq;
    }
  }

  #setIdentity(identity: Identity): void {
    writeIdentity(this.#database, identity);
    this.#identity = identity;
  }

  /** A transaction that also takes back what is held in memory when it fails. */
  #atomically<Value>(act: () => Value): Value {
    const before = { identity: this.#identity, lastSeq: this.#lastSeq };
    try {
      return transaction(this.#database, act);
    } catch (error) {
      this.#identity = before.identity;
      this.#lastSeq = before.lastSeq;
      throw error;
    }
  }
}
