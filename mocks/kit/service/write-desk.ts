// The desk where every business write passes: it holds the rules of idempotency, lets only a primary
// commit, waits for the other site as the mode demands, and asks the write authority before an
// answer goes out. What a write does is the operation's matter.

import { createHash } from 'node:crypto';
import type { z } from 'zod';

import type { Books } from '../books/books.ts';
import type { DomainBooks } from '../books/domain.ts';
import { type Draft, type LogEntry, parseAnswer, type StoredAnswer } from '../books/entry.ts';
import type { OperationRecord } from '../books/records.ts';
import type { Replica } from '../replica/replica.ts';
import { type Answer, isRefusal, type Refusal, refuse } from './answers.ts';

/** What an operation is given to do its work with. */
export interface WriteStep<Body> {
  readonly key: string;
  readonly body: Body;
  /** Commits an entry for this key, unless this instance is no longer primary. */
  commit(draft: Pick<Draft, 'kind' | 'payload' | 'answer'>): LogEntry | Refusal;
  /** Waits until an entry is as safe as the mode demands; to be asked before the world outside acts. */
  secure(entry: LogEntry): Promise<Refusal | null>;
}

/** A kind of business write. */
export interface WriteOperation<Body> {
  /** Also part of the request's hash: one key cannot serve two kinds. */
  readonly name: string;
  readonly schema: z.ZodType<Body>;
  /**
   * Does the write. Called again with the same key after an attempt that ended without an answer, so
   * it must find out what that attempt did. Returns the entry that holds the answer.
   */
  readonly run: (step: WriteStep<Body>) => Promise<LogEntry | Refusal>;
}

/** A request for a write. */
export interface WriteRequest {
  /** Value of the `idempotency-key` header, if there was one. */
  readonly key: string | undefined;
  readonly body: unknown;
  /** Epoch that the caller expects; null: any. */
  readonly epoch: number | null;
}

const KEY_PATTERN = /^[\w:.@/-]{1,120}$/;

/** The desk of one instance. */
export class WriteDesk {
  readonly #replica: Replica;
  readonly #books: Books<DomainBooks>;
  readonly #keysInFlight = new Set<string>();

  constructor(parts: { readonly replica: Replica; readonly books: Books<DomainBooks> }) {
    this.#replica = parts.replica;
    this.#books = parts.books;
  }

  /** Carries out a write and says what to answer. */
  async perform<Body>(operation: WriteOperation<Body>, request: WriteRequest): Promise<Answer> {
    const notServed = this.#replica.refuseWrite(request.epoch);
    if (notServed !== null) return { status: 503, body: notServed, replayed: false };
    const { key } = request;
    if (key === undefined || !KEY_PATTERN.test(key)) {
      return refused(refuse(400, 'idempotency-key-missing-or-malformed'));
    }
    const body = operation.schema.safeParse(request.body);
    if (!body.success) {
      const [issue] = body.error.issues;
      const place = issue?.path.join('.') ?? '';
      return refused(refuse(400, 'malformed-request', { place, message: issue?.message }));
    }
    if (this.#keysInFlight.has(key)) return refused(refuse(409, 'in-flight'));
    this.#keysInFlight.add(key);
    try {
      return await this.#replica.inFlight(() => this.#once(operation, key, body.data));
    } finally {
      this.#keysInFlight.delete(key);
    }
  }

  async #once<Body>(operation: WriteOperation<Body>, key: string, body: Body): Promise<Answer> {
    const requestHash = hashOf(operation.name, body);
    const record = this.#books.record(key);
    if (record !== null && record.requestHash !== requestHash) {
      return refused(refuse(422, 'key-used-for-another-request'));
    }
    if (record !== null && record.answer !== null) return this.#replay(record, record.answer);
    const end = await operation.run({
      key,
      body,
      commit: (draft) => this.#commit({ ...draft, key, requestHash }),
      secure: (entry) => this.#secure(entry),
    });
    if (isRefusal(end)) return refused(end);
    if (end.answer === null) throw new Error(`${operation.name} ended without an answer`);
    return this.#acknowledge(end, { ...parseAnswer(end.answer), replayed: false });
  }

  /** An earlier attempt may have been cut off before the other site had it, so this one waits too. */
  #replay(record: OperationRecord, answer: StoredAnswer): Promise<Answer> {
    const epoch = this.#replica.state().epoch;
    return this.#acknowledge({ seq: record.seq, epoch }, { ...answer, replayed: true });
  }

  async #acknowledge(
    write: { readonly seq: number; readonly epoch: number },
    answer: Answer,
  ): Promise<Answer> {
    const refusal = await this.#secure(write);
    if (refusal !== null) return refused(refusal);
    if (!this.#replica.authority.mayAcknowledge(write)) return refused(this.#notPrimary());
    return answer;
  }

  #commit(draft: Draft): LogEntry | Refusal {
    return this.#replica.mayCommit() ? this.#books.commit(draft) : this.#notPrimary();
  }

  async #secure({ seq }: { readonly seq: number }): Promise<Refusal | null> {
    const confirmation = await this.#replica.confirmed(seq);
    if (confirmation === 'unconfirmed') return refuse(503, 'not-confirmed-by-standby');
    return confirmation === 'stopped' ? this.#notPrimary() : null;
  }

  #notPrimary(): Refusal {
    return refuse(503, 'not-primary', { epoch: this.#replica.state().epoch });
  }
}

function refused({ status, body }: Refusal): Answer {
  return { status, body, replayed: false };
}

/** The schema orders the members of a body, so equal requests have equal text. */
function hashOf(name: string, body: unknown): string {
  return createHash('sha256')
    .update(`${name}\n${JSON.stringify(body)}`)
    .digest('base64url');
}
