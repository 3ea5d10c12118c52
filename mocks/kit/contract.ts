// What the processes of the estate agree on: their configurations, the routes they serve each other
// and the events they print. Types only. A lab writes the configurations; nothing here knows of labs,
// faults or drills.
//
// Two planes. The *business plane* is a TCP listener: requests, replication, operator routes, all
// reached through proxies. The *admin plane* is a Unix socket for the harness alone: counters and
// books; it serves no business route and stays reachable during network faults.
//
// Every process is started as `node <entry> <config.json>`, prints one JSON event a line on standard
// output (the first is `ready`), logs to standard error, ends on SIGTERM, and ends by itself when
// its standard input closes, so that nothing outlives the process that started it by accident.

/** Where a process listens on the business plane. */
export interface Listener {
  readonly host: string;
  readonly port: number;
}

/** What every process of the estate is told. */
interface ProcessConfig {
  readonly listen: Listener;
  /** Path of the Unix socket of the admin plane. */
  readonly adminSocketPath: string;
}

/** Role of a service instance. `returning`: restarted, does not know yet whether it may serve. */
export type Role = 'primary' | 'standby' | 'returning' | 'fenced';

/** How writes reach the standby; see the estate's model for the meaning of the modes. */
export type ReplicationMode = 'async' | 'sync' | 'sync-or-degrade';

/** Configuration of bank, card, insurance and post instances. */
export interface ServiceConfig extends ProcessConfig {
  readonly service: string;
  readonly site: string;
  readonly dataDirectory: string;
  /** Used only when the data directory is empty; afterwards the role on disk counts. */
  readonly initialRole: 'primary' | 'standby';
  /** The other site's instance through its replication link; null when there is none. */
  readonly peerUrl: string | null;
  readonly replication: { readonly mode: ReplicationMode; readonly degradeAfterMs: number };
  /** The front door through this instance's link; null for services that call no other. */
  readonly frontDoorUrl: string | null;
  /** The partner network through this instance's link. */
  readonly partnerUrl: string;
  /** Time-out of calls to other services and partners. */
  readonly callTimeoutMs: number;
  /** Offset of the service's wall clock; clock faults move it, never the machine's clock. */
  readonly clockOffsetMs: number;
  /** Durability of a commit. Anything but FULL exists only to prove that the proof can fail. */
  readonly synchronous: 'FULL' | 'OFF';
}

/** Configuration of the partner networks' process (KFTC, card VAN, carrier): MSW handlers over HTTP. */
export interface PartnersConfig extends ProcessConfig {
  readonly partners: readonly string[];
}

/** Configuration of the front door. */
export interface FrontDoorConfig extends ProcessConfig {
  /** Route table at the start; version 1. */
  readonly routes: readonly Route[];
  /** Instance URLs through their links: service → site → URL. */
  readonly instances: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Time-out towards a site; shorter than the clients' own. */
  readonly upstreamTimeoutMs: number;
  /** How long a request waits while its route is held. */
  readonly holdLimitMs: number;
}

/** One service's route. */
export interface Route {
  readonly service: string;
  readonly site: string;
  /** Epoch that the instance must be in; sent along as `firedrill-epoch`. */
  readonly epoch: number;
  /** `held`: requests wait (planned switchover). `closed`: requests are refused with 503. */
  readonly state: 'open' | 'held' | 'closed';
}

/** The versioned route table: `GET /routes`, and `PUT /routes/:service` with `If-Match: <version>`. */
export interface RouteTable {
  readonly version: number;
  readonly routes: readonly Route[];
}

/** Configuration of the status page. */
export type StatusPageConfig = ProcessConfig;

/** What the estate says of a service: `PUT /services/:service` on the status page. */
export interface PublicStatus {
  readonly service: string;
  readonly state: 'operational' | 'outage' | 'recovering';
}

/** Configuration of the operations process: monitor and runbook, outside both sites. */
export interface OperationsConfig extends ProcessConfig {
  readonly frontDoorUrl: string;
  readonly statusPageUrl: string;
  readonly primarySite: string;
  readonly standbySite: string;
  readonly services: readonly {
    readonly service: string;
    readonly dependsOn: readonly string[];
    /** Site → URL of the instance through this process's own link. */
    readonly instances: Readonly<Record<string, string>>;
  }[];
  readonly runbook: {
    readonly probeIntervalMs: number;
    readonly probeTimeoutMs: number;
    readonly failuresToDeclare: number;
    readonly decisionDelayMs: number;
    readonly failover: 'promote-standby' | 'none';
    /** Null: never. */
    readonly failbackSettleMs: number | null;
  };
}

// --- Routes of a service instance, business plane -----------------------------------------------
// GET  /alive                         200 Alive: the process is up, nothing more
// POST /deep-check                    200 DeepCheck: did a real operation through to the partner
// POST /probe?bytes=n                 200 with n bytes (≤ 16,000); counted by `firedrill-probe` header
// GET  /replication/state             200 InstanceState (called by the peer; its `epochStartSeq` is where
//                                     the first epoch after the peer's began)
// POST /replication/entries           200 {appliedSeq} | 409 {epoch} (called by the peer)
// GET  /operator/state                200 InstanceState (called by operations)
// POST /operator/promote  {epoch}     200 InstanceState | 409 when it may not
// POST /operator/demote   {epoch?}    200 InstanceState once no write is in flight and all is sent;
//                                     409 when it may not, or is in another epoch than the given one
// Business routes need role `primary` and, where `firedrill-epoch` is sent, that epoch; otherwise
// 503 {error: 'not-primary' | 'stale-epoch', epoch}. Writes need an `idempotency-key` header:
// same key and body → the stored answer again (with header `firedrill-replayed: 1`);
// same key, other body → 422; still in flight → 409.
// The front door serves them under /<service>/…: POST /bank/transfers, GET /bank/accounts/:id,
// POST /card/authorisations, POST /insurance/claims, POST /post/parcels, GET /post/parcels/:id,
// POST /<service>/deep-check, POST /<service>/probe.

/** Answer of `GET /alive`. */
export interface Alive {
  readonly service: string;
  readonly site: string;
  readonly alive: true;
}

/** State of a service instance. */
export interface InstanceState {
  readonly service: string;
  readonly site: string;
  readonly role: Role;
  readonly epoch: number;
  /** First sequence number written in this epoch. */
  readonly epochStartSeq: number;
  /** Last sequence number committed here. */
  readonly seq: number;
  /** Last sequence number that the standby has confirmed; equals `seq` at a standby. */
  readonly replicatedSeq: number;
  /** False: a primary that goes on without its standby. */
  readonly protected: boolean;
  /** Business writes that have been accepted and not yet answered. */
  readonly writesInFlight: number;
}

/** Answer of `POST /deep-check`. */
export interface DeepCheck {
  readonly service: string;
  readonly site: string;
  readonly open: true;
  readonly epoch: number;
}

/** `POST /bank/transfers`. With `bank`, the money leaves for another bank through KFTC. */
export interface TransferRequest {
  readonly from: string;
  readonly to: string;
  /** Won, a positive integer. */
  readonly amount: number;
  readonly bank?: string;
}

/** Answer to a transfer. */
export interface TransferAnswer {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly amount: number;
  readonly status: 'posted';
}

/** `GET /bank/accounts/:id`. */
export interface AccountAnswer {
  readonly account: string;
  readonly balance: number;
}

/** `POST /card/authorisations`. */
export interface AuthorisationRequest {
  readonly card: string;
  readonly merchant: string;
  readonly amount: number;
}

/** Answer to an authorisation; `00` is approved (ISO 8583 field 39). */
export interface AuthorisationAnswer {
  readonly key: string;
  readonly card: string;
  readonly amount: number;
  readonly responseCode: '00' | '51' | '91';
  readonly approval: string;
}

/** `POST /insurance/claims`. */
export interface ClaimRequest {
  readonly policy: string;
  readonly amount: number;
}

/** Answer to a claim: its legal receipt time never changes afterwards. */
export interface ClaimAnswer {
  readonly key: string;
  readonly claim: string;
  readonly policy: string;
  readonly amount: number;
  readonly receivedAt: string;
  readonly status: 'paid';
}

/** `POST /post/parcels`. */
export interface ParcelRequest {
  readonly sender: string;
  readonly address: string;
  /** Postage in won. */
  readonly postage: number;
}

/** Answer to a parcel, and of `GET /post/parcels/:trackingNumber`. */
export interface ParcelAnswer {
  readonly trackingNumber: string;
  readonly sender: string;
  readonly postage: number;
  readonly status: 'accepted';
}

// --- Accounts and numbers that exist from the start ----------------------------------------------
// customers c-0000 … c-0999 (10,000,000 won each; card and policy numbers use the same suffix:
// card k-0042 and policy p-0042 belong to c-0042), merchants m-00 … m-19, `insurer`, `post-office`,
// `monitor-a` and `monitor-b` (deep checks only), `kftc-suspense`, `kftc-settlement`, `opening`.
// The balance of `opening` is minus the sum of all others, so the ledger sums to zero.

/** Number of customers seeded. */
export const CUSTOMER_COUNT = 1_000;
/** Opening balance of each customer, in won. */
export const OPENING_BALANCE_WON = 10_000_000;

// --- Admin plane (Unix socket) ---------------------------------------------------------------------
// Every process:  GET /counters → Counters.
// Services:       GET /state → InstanceState; GET /books/summary → BooksSummary;
//                 GET /books/operations and /books/stranded → one BookedOperation a line (NDJSON).
// Front door:     GET /counters has per-service answers; GET /routes → RouteTable.
// Status page:    GET /history → {entries: [{atNs, service, state}]}.

/** Counters of a process since it started. */
export interface Counters {
  /** Requests that reached the business listener, by route pattern or service. */
  readonly requests: Readonly<Record<string, number>>;
  /** Probes received, by the value of their `firedrill-probe` header. */
  readonly probes: Readonly<Record<string, number>>;
  /** Front door only: answers by service. */
  readonly answers?: Readonly<Record<string, { readonly good: number; readonly bad: number }>>;
}

/** One business operation as the books of an instance hold it. */
export interface BookedOperation {
  /** Idempotency key. */
  readonly key: string;
  /** `transfer`, `authorisation`, `claim`, `parcel`. */
  readonly kind: string;
  readonly won: number;
  readonly seq: number;
  readonly epoch: number;
  /** How often its effect stands in the books (postings, parcels …), counted from the domain tables. */
  readonly effects: number;
}

/** The books of an instance in short. */
export interface BooksSummary {
  readonly state: InstanceState;
  readonly operations: number;
  readonly stranded: number;
  /** Ledger only (bank): sum of all entries, which must be 0; null for services without a ledger. */
  readonly ledgerSumWon: number | null;
  /** Ledger only: sum of all balances except `opening`. */
  readonly moneyWon: number | null;
  /** Ledger only: what the seed put in, in won, less what left through KFTC. */
  readonly expectedMoneyWon: number | null;
}

// --- Events on standard output: one JSON object a line, each with `atNs` (CLOCK_MONOTONIC, decimal) ---

/** What a process of the estate tells. */
export type ProcessEvent = { readonly atNs: string } & (
  | { readonly type: 'ready' }
  | {
      readonly type: 'role-changed';
      readonly role: Role;
      readonly epoch: number;
      readonly reason: string;
    }
  | { readonly type: 'protection-changed'; readonly protected: boolean; readonly seq: number }
  | { readonly type: 'tail-stranded'; readonly operations: number; readonly fromSeq: number }
  | OperationsEvent
);

/** Stages of recovery that the operations process stamps, for one service each. */
export type RunbookMark =
  | 'first-failed-probe'
  | 'detected'
  | 'declared'
  | 'promote-started'
  | 'promoted'
  | 'repointed'
  | 'verified'
  | 'opened'
  | 'failback-started'
  | 'failback-demoted'
  | 'failback-promoted'
  | 'failback-ended';

/** Events of the operations process. */
export type OperationsEvent =
  | {
      readonly type: 'runbook';
      readonly service: string;
      readonly mark: RunbookMark;
      readonly site: string;
    }
  | {
      readonly type: 'runbook-failed';
      readonly service: string;
      readonly step: string;
      readonly reason: string;
    }
  | {
      readonly type: 'status-published';
      readonly service: string;
      readonly state: PublicStatus['state'];
    };
