// Load profiles: open-model arrival rates, never a number of users. Operations are named
// `service.verb`; the k6 script knows how to perform each.

import type { DurationText } from './duration.ts';
import type { LocalizedText } from './text.ts';

/** An operation that the load can perform. */
export type OperationId =
  | 'bank.transfer'
  | 'bank.balance'
  | 'card.authorise'
  | 'insurance.claim'
  | 'post.accept'
  | 'post.track';

/** The operations of which an acknowledgement must survive. */
export const WRITE_OPERATIONS: readonly OperationId[] = [
  'bank.transfer',
  'card.authorise',
  'insurance.claim',
  'post.accept',
];

/** One stream of arrivals. */
export interface OperationLoad {
  readonly operation: OperationId;
  /** Arrivals per second, constant. */
  readonly ratePerSecond: number;
  /** Further attempts with the same idempotency key after a failure; 0 for none. */
  readonly retries: number;
  /** Pause before a further attempt. */
  readonly retryAfter: DurationText;
}

/** When an event counts as good, and what share of events must be. */
export interface ServiceLevel {
  /** Share of good events, for example 0.99. */
  readonly ratio: number;
  /** The slowest answer that is still good. */
  readonly within: DurationText;
}

/** The load on one service. */
export interface ServiceLoad {
  readonly service: string;
  readonly serviceLevel: ServiceLevel;
  readonly operations: readonly OperationLoad[];
}

/** The load of a drill. */
export interface LoadProfile {
  readonly id: string;
  readonly title: LocalizedText;
  /** Client time-out of each attempt. */
  readonly requestTimeout: DurationText;
  readonly services: readonly ServiceLoad[];
}
