// What a replica says to those that ask something of it: clients, operators, its peer. Types only.

import type { InstanceState } from '../contract.ts';

/** Why a business request is not served here. */
export interface NotServed {
  readonly error: 'not-primary' | 'stale-epoch' | 'no-standby';
  readonly epoch: number;
}

/** Outcome of an operator's request; a refusal says why in words. */
export type Transition =
  | { readonly ok: true; readonly state: InstanceState }
  | { readonly ok: false; readonly reason: string; readonly state: InstanceState };

/**
 * Outcome of a batch: applied, or this instance's epoch, which the sender compares with its own.
 */
export type Received =
  | { readonly applied: true; readonly appliedSeq: number }
  | { readonly applied: false; readonly epoch: number };
