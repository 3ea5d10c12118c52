// The roles of an instance and how they change: bootstrap, promotion, planned demotion, fencing and
// return. One object holds the role, so that every change happens in one place. It knows nothing of
// HTTP routes and nothing of the domain.

import type { ReplicatedBooks } from '../books/books.ts';
import type { InstanceState, Role, ServiceConfig } from '../contract.ts';
import type { TellEvent } from '../events.ts';
import { epochAuthority, type WriteAuthority } from './authority.ts';
import type { Confirmation } from './confirmations.ts';
import type { EntriesMessage } from './messages.ts';
import type { NotServed, Received, Transition } from './outcomes.ts';
import { findPlace } from './rejoin.ts';
import { ReplicationSender } from './sender.ts';

/** What a replica works with. */
export interface ReplicaOptions {
  readonly config: Pick<ServiceConfig, 'service' | 'site' | 'peerUrl' | 'replication'>;
  readonly books: ReplicatedBooks;
  readonly tell: TellEvent;
}

const DEMOTE_LIMIT_MS = 4_000;
const DEMOTE_CHECK_MS = 5;

/** One instance of a service as a member of its pair. */
export class Replica {
  /** Asked after the commit and before the answer. */
  readonly authority: WriteAuthority;
  readonly #options: ReplicaOptions;
  readonly #stopping = new AbortController();
  #role: Role;
  #sender: ReplicationSender | null = null;
  #acceptsWrites = true;
  #writesInFlight = 0;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.#role = this.#firstRole();
    this.authority = epochAuthority(() => (this.#role === 'primary' ? this.#epoch : null));
  }

  /** Begins what the role at the start demands. */
  begin(): void {
    this.#tellRole('started');
    if (this.#role === 'primary') this.#startSending();
    if (this.#role === 'returning' || this.#role === 'fenced') void this.#search(this.#role);
  }

  /** Ends all background work; the role on disk stays. */
  stop(): void {
    this.#stopping.abort();
    this.#sender?.stop();
  }

  /** The state as operators and the peer see it. */
  state(): InstanceState {
    const { books, config } = this.#options;
    const seq = books.lastSeq;
    return {
      service: config.service,
      site: config.site,
      role: this.#role,
      epoch: this.#epoch,
      epochStartSeq: books.identity.epochStartSeq,
      seq,
      replicatedSeq: this.#sender === null ? seq : this.#sender.confirmedSeq,
      protected: this.#sender === null || this.#sender.protected,
      writesInFlight: this.#writesInFlight,
    };
  }

  /**
   * The state as a peer of `epoch` needs it: `epochStartSeq` is where the first epoch after that
   * one began, because from there on the peer's own entries are not this instance's.
   */
  stateForPeer(epoch: number): InstanceState {
    return { ...this.state(), epochStartSeq: this.#options.books.epochStartAfter(epoch) };
  }

  /** Null: a read that expects `epoch` (null: any) may be served here. */
  refuseRead(epoch: number | null): NotServed | null {
    if (this.#role !== 'primary') return { error: 'not-primary', epoch: this.#epoch };
    if (epoch !== null && epoch !== this.#epoch) {
      return { error: 'stale-epoch', epoch: this.#epoch };
    }
    return null;
  }

  /** Null: a write that expects `epoch` (null: any) may begin here. */
  refuseWrite(epoch: number | null): NotServed | null {
    const refusal = this.refuseRead(epoch);
    if (refusal !== null) return refusal;
    if (!this.#acceptsWrites) return { error: 'not-primary', epoch: this.#epoch };
    // Without its standby a synchronous primary could only pile up writes that nobody can confirm.
    const isSync = this.#options.config.replication.mode === 'sync';
    if (isSync && this.#sender?.protected !== true) {
      return { error: 'no-standby', epoch: this.#epoch };
    }
    return null;
  }

  /** True while this instance may commit for a write that has begun. */
  mayCommit(): boolean {
    return this.#role === 'primary';
  }

  /** Counts a write as in flight while `act` runs. */
  async inFlight<Value>(act: () => Promise<Value>): Promise<Value> {
    this.#writesInFlight += 1;
    try {
      return await act();
    } finally {
      this.#writesInFlight -= 1;
    }
  }

  /** Waits until an entry is as safe as the mode demands. */
  confirmed(seq: number): Promise<Confirmation> {
    return this.#sender?.confirmed(seq) ?? Promise.resolve('stopped');
  }

  /**
   * Takes note of the epoch of another process: a primary that hears of a higher one is deposed.
   */
  learnEpoch(epoch: number): void {
    if (this.#role === 'primary' && epoch > this.#epoch) this.#fence(`epoch ${epoch} exists`);
  }

  /** Takes a batch from the primary. */
  receive(message: EntriesMessage): Received {
    const { books } = this.#options;
    this.learnEpoch(message.epoch);
    if (this.#role !== 'standby' || message.epoch < this.#epoch) return this.#notApplied();
    if (message.epoch > this.#epoch && books.lastSeq >= message.epochStartSeq) {
      this.#fence(`own entries reach into epoch ${message.epoch}`);
      return this.#notApplied();
    }
    if (message.epoch > this.#epoch) {
      const { epoch, epochStartSeq } = message;
      books.saveIdentity({ role: 'standby', epoch, epochStartSeq });
    }
    // A batch that was held up on the way may arrive again; what is known is passed over.
    const fresh = message.entries.filter((entry) => entry.seq > books.lastSeq);
    const isGapless = fresh.every((entry, index) => entry.seq === books.lastSeq + 1 + index);
    if (!isGapless) return this.#notApplied();
    if (fresh.length > 0) books.applyBatch(fresh);
    return { applied: true, appliedSeq: books.lastSeq };
  }

  /**
   * Makes this instance primary of a new epoch: a standby is promoted, a primary renewed, which
   * calls off a demotion that is under way. Repeating a promotion that worked is fine.
   */
  promote(epoch: number): Transition {
    if (this.#role === 'primary' && epoch === this.#epoch) return this.#done();
    if (this.#role !== 'standby' && this.#role !== 'primary') {
      return this.#refused(`a ${this.#role} instance cannot be promoted`);
    }
    if (epoch <= this.#epoch) return this.#refused(`epoch ${epoch} is not above ${this.#epoch}`);
    const reason = this.#role === 'standby' ? 'promoted' : 'renewed';
    this.#endSending();
    this.#acceptsWrites = true;
    this.#options.books.beginEpoch(epoch);
    this.#becomePrimary(reason);
    return this.#done();
  }

  /**
   * Planned switchover: takes no new writes, waits until those in flight are answered and
   * everything is at the other site, then becomes standby. What takes longer than 4 s is called
   * off. A demand for another epoch (null: any) was held up on its way and is refused.
   */
  async demote(expectedEpoch: number | null): Promise<Transition> {
    const epoch = this.#epoch;
    if (expectedEpoch !== null && expectedEpoch !== epoch) {
      return this.#refused(`epoch ${expectedEpoch} is not the present ${epoch}`);
    }
    if (this.#role === 'standby') return this.#done();
    if (this.#role !== 'primary') return this.#refused('only a primary can be demoted');
    if (!this.#acceptsWrites) return this.#refused('a demotion is under way');
    this.#acceptsWrites = false;
    const isQuiet = await this.#quiet(epoch);
    if (this.#epoch !== epoch) return this.#refused('a newer epoch began meanwhile');
    this.#acceptsWrites = true;
    if (this.#role !== 'primary') return this.#refused('the role was lost meanwhile');
    if (!isQuiet) return this.#refused('writes or replication did not come to rest');
    this.#options.books.saveIdentity({ ...this.#options.books.identity, role: 'standby' });
    this.#endSending();
    this.#setRole('standby', 'demoted');
    return this.#done();
  }

  get #epoch(): number {
    return this.#options.books.identity.epoch;
  }

  #firstRole(): Role {
    const { books, config } = this.#options;
    const { role } = books.identity;
    if (role !== 'primary') return role;
    // With nobody to ask, or nothing that could have changed since, there is nothing to find out.
    return books.bootstrapped || config.peerUrl === null ? 'primary' : 'returning';
  }

  /** Waits for rest in an epoch; bounded by `DEMOTE_LIMIT_MS`. */
  async #quiet(epoch: number): Promise<boolean> {
    const deadlineMs = performance.now() + DEMOTE_LIMIT_MS;
    const mayRest = (): boolean => this.#role === 'primary' && this.#epoch === epoch;
    while (mayRest() && performance.now() < deadlineMs) {
      const isSent = this.#sender?.confirmedSeq === this.#options.books.lastSeq;
      if (this.#writesInFlight === 0 && isSent) return true;
      await new Promise((resolve) => setTimeout(resolve, DEMOTE_CHECK_MS));
    }
    return false;
  }

  #fence(reason: string): void {
    const { books } = this.#options;
    books.saveIdentity({ ...books.identity, role: 'fenced' });
    this.#setRole('fenced', reason);
    this.#endSending();
    void this.#search('fenced');
  }

  /** Finds the place of an instance that does not know it. */
  async #search(role: 'returning' | 'fenced'): Promise<void> {
    const { peerUrl } = this.#options.config;
    if (peerUrl === null) return;
    const end = await findPlace({ role, epoch: this.#epoch }, peerUrl, this.#stopping.signal);
    switch (end.decision) {
      case 'resume':
        return this.#becomePrimary('nobody was promoted meanwhile');
      case 'follow':
        return this.#follow(end.peer);
      case 'stopped':
        return undefined;
    }
  }

  #follow(leader: InstanceState): void {
    const { books, tell } = this.#options;
    const { epoch, epochStartSeq } = leader;
    const tail = books.follow({ epoch, epochStartSeq });
    const [first] = tail;
    if (first !== undefined) {
      tell({
        type: 'tail-stranded',
        operations: books.countOperations(tail),
        fromSeq: first.seq,
      });
    }
    this.#setRole('standby', `follows epoch ${epoch}`);
  }

  #becomePrimary(reason: string): void {
    this.#setRole('primary', reason);
    this.#startSending();
  }

  #startSending(): void {
    const { books, tell, config } = this.#options;
    this.#sender = new ReplicationSender({
      books,
      tell,
      peerUrl: config.peerUrl,
      ...config.replication,
      onHigherEpoch: (epoch) => this.learnEpoch(epoch),
    });
    this.#sender.begin();
  }

  #endSending(): void {
    this.#sender?.stop();
    this.#sender = null;
  }

  #setRole(role: Role, reason: string): void {
    this.#role = role;
    this.#tellRole(reason);
  }

  #tellRole(reason: string): void {
    this.#options.tell({ type: 'role-changed', role: this.#role, epoch: this.#epoch, reason });
  }

  #done(): Transition {
    return { ok: true, state: this.state() };
  }

  #refused(reason: string): Transition {
    return { ok: false, reason, state: this.state() };
  }

  #notApplied(): Received {
    return { applied: false, epoch: this.#epoch };
  }
}
