// Replication at the primary: sends the log to the standby, one batch in flight, and knows what the
// standby has confirmed. It says when the primary goes on without its standby. It changes no role:
// when it learns of a higher epoch it only tells.

import type { ReplicatedBooks } from '../books/books.ts';
import type { LogEntry } from '../books/entry.ts';
import { call } from '../call.ts';
import type { ReplicationMode } from '../contract.ts';
import { log, type TellEvent } from '../events.ts';
import { pause } from '../time.ts';
import { type Confirmation, ConfirmationQueue } from './confirmations.ts';
import { appliedSchema, conflictSchema, EPOCH_HEADER, instanceStateSchema } from './messages.ts';

/** What a sender works with. */
export interface SenderOptions {
  readonly books: ReplicatedBooks;
  readonly peerUrl: string | null;
  readonly mode: ReplicationMode;
  readonly degradeAfterMs: number;
  readonly tell: TellEvent;
  /** Called once the peer is known to be in a higher epoch. */
  readonly onHigherEpoch: (epoch: number) => void;
}

const BATCH = { entries: 300, characters: 256_000 };
const CALL_TIMEOUT_MS = 2_000;
const POLL_INTERVAL_MS = 250;
/** An idle primary looks for its standby this often, so that `protected` is not an old memory. */
const IDLE_CHECK_MS = 1_000;

/** Sends the log of one epoch; a new epoch gets a new sender. */
export class ReplicationSender {
  readonly #options: SenderOptions;
  readonly #queue: ConfirmationQueue;
  readonly #stopping = new AbortController();
  #linked = false;
  /** Monotonic milliseconds since when the peer does not answer; null while it does. */
  #downSinceMs: number | null = null;
  #confirmedSeq = 0;
  /** Epoch that the peer was in when it was last asked. */
  #peerEpoch = 0;
  // A new primary has seen no standby yet, so it starts without protection and says so.
  #protected = false;
  #wake: (() => void) | null = null;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#queue = new ConfirmationQueue(options.degradeAfterMs, () => this.#expired());
  }

  /** Last sequence number that the standby has confirmed. */
  get confirmedSeq(): number {
    return this.#confirmedSeq;
  }

  /** False: this primary goes on without its standby. */
  get protected(): boolean {
    return this.#protected;
  }

  /** Says that it starts unprotected, and begins to look for the standby. */
  begin(): void {
    this.#tellProtection();
    if (this.#options.peerUrl !== null) void this.#run(this.#options.peerUrl);
  }

  /** Ends sending; writes that still wait are told so. */
  stop(): void {
    this.#stopping.abort();
    this.#wake?.();
    this.#queue.releaseAll('stopped');
  }

  /** Waits until a committed entry is as safe as the mode demands. */
  async confirmed(seq: number): Promise<Confirmation> {
    this.#wake?.();
    const { mode } = this.#options;
    if (this.#stopping.signal.aborted) return 'stopped';
    if (mode === 'async') return 'not-awaited';
    if (seq <= this.#confirmedSeq) return 'confirmed';
    if (mode === 'sync-or-degrade' && !this.#protected) return 'not-awaited';
    return this.#queue.wait(seq);
  }

  async #run(peerUrl: string): Promise<void> {
    const { books } = this.#options;
    while (!this.#stopping.signal.aborted) {
      if (!this.#linked) await this.#link(peerUrl);
      else if (this.#confirmedSeq < books.lastSeq) await this.#sendBatch(peerUrl);
      else if (!(await this.#hasWorkWithin(IDLE_CHECK_MS))) this.#linked = false;
    }
  }

  /** Asks the peer where it stands, and takes up sending from there. */
  async #link(peerUrl: string): Promise<void> {
    const { books } = this.#options;
    const { identity, lastSeq } = books;
    const outcome = await this.#call(`${peerUrl}/replication/state`);
    if (outcome.outcome === 'failed') return this.#unlinked(outcome.reason);
    const state = instanceStateSchema.safeParse(outcome.body);
    if (!state.success) return this.#unlinked(`status ${outcome.status}`);
    if (this.#isHigher(state.data.epoch)) return;
    if (state.data.role !== 'standby') return this.#unlinked(`peer is ${state.data.role}`);
    this.#peerEpoch = state.data.epoch;
    const isBehind = state.data.epoch < identity.epoch;
    const sharedLimit = isBehind ? books.epochStartAfter(state.data.epoch) : lastSeq + 1;
    if (state.data.seq >= sharedLimit) {
      // It holds entries that are not ours. An empty batch tells it our epoch, so that it sets them
      // aside by itself.
      await this.#call(`${peerUrl}/replication/entries`, this.#message([]));
      return this.#unlinked('peer has entries of its own');
    }
    this.#linked = true;
    this.#progress(state.data.seq, lastSeq);
  }

  async #sendBatch(peerUrl: string): Promise<void> {
    const { books } = this.#options;
    const entries = books.entriesAfter(this.#confirmedSeq, BATCH);
    const committedSeq = books.lastSeq;
    const outcome = await this.#call(`${peerUrl}/replication/entries`, this.#message(entries));
    if (outcome.outcome === 'failed') return this.#unlinked(outcome.reason);
    const applied = appliedSchema.safeParse(outcome.body);
    if (outcome.status === 200 && applied.success) {
      return this.#progress(applied.data.appliedSeq, committedSeq);
    }
    const conflict = conflictSchema.safeParse(outcome.body);
    if (conflict.success && this.#isHigher(conflict.data.epoch)) return;
    return this.#unlinked(`status ${outcome.status}`);
  }

  #message(entries: readonly LogEntry[]) {
    const { books } = this.#options;
    const epochStartSeq = books.epochStartAfter(this.#peerEpoch);
    return { epoch: books.identity.epoch, epochStartSeq, entries };
  }

  #call(url: string, body?: unknown) {
    return call(url, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body }),
      headers: { [EPOCH_HEADER]: String(this.#options.books.identity.epoch) },
      timeoutMs: CALL_TIMEOUT_MS,
      signal: this.#stopping.signal,
    });
  }

  /**
   * The standby has everything up to `confirmedSeq`. It has caught up when that covers what was
   * committed as the batch left; what came during the round trip is the lag of any healthy link.
   */
  #progress(confirmedSeq: number, committedSeq: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#downSinceMs = null;
    this.#confirmedSeq = Math.min(confirmedSeq, this.#options.books.lastSeq);
    this.#queue.confirmUpTo(this.#confirmedSeq);
    if (confirmedSeq >= committedSeq) this.#setProtected(true);
  }

  async #unlinked(reason: string): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const nowMs = performance.now();
    if (this.#downSinceMs === null) log(`standby does not follow: ${reason}`);
    this.#linked = false;
    this.#downSinceMs ??= nowMs;
    if (nowMs - this.#downSinceMs >= this.#options.degradeAfterMs) this.#degrade();
    await pause(POLL_INTERVAL_MS, this.#stopping.signal);
  }

  /** The oldest write has waited as long as it may. */
  #expired(): void {
    if (this.#options.mode === 'sync') {
      this.#setProtected(false);
      this.#queue.releaseExpired('unconfirmed');
    } else {
      this.#degrade();
    }
  }

  #degrade(): void {
    this.#setProtected(false);
    if (this.#options.mode === 'sync-or-degrade') this.#queue.releaseAll('not-awaited');
  }

  #setProtected(isProtected: boolean): void {
    if (this.#protected === isProtected) return;
    this.#protected = isProtected;
    this.#tellProtection();
  }

  #tellProtection(): void {
    const seq = this.#options.books.lastSeq;
    this.#options.tell({ type: 'protection-changed', protected: this.#protected, seq });
  }

  #isHigher(epoch: number): boolean {
    if (epoch <= this.#options.books.identity.epoch) return false;
    this.#options.onHigherEpoch(epoch);
    return true;
  }

  /** True as soon as there is something to send, false when nothing came in the time given. */
  #hasWorkWithin(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (hasWork: boolean): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve(hasWork);
      };
      const timer = setTimeout(() => end(false), limitMs);
      this.#wake = () => end(true);
    });
  }
}
