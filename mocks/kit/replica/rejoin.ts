// How an instance that does not know its place finds it: restarted with "primary" on its disk, or
// fenced. It asks its peer until the answer is clear, and serves nothing meanwhile. An unreachable
// peer decides nothing: the peer may have been promoted.

import { call } from '../call.ts';
import type { InstanceState } from '../contract.ts';
import { pause } from '../time.ts';
import { EPOCH_HEADER, instanceStateSchema } from './messages.ts';

/** What the peer's state means for this instance. */
export type ReturnDecision = 'resume' | 'follow' | 'wait';

/**
 * Decides by the peer's state. `follow`: a newer primary exists. `resume`: the peer belongs to our
 * epoch or an older one, so nobody was promoted since; a fenced instance never resumes.
 */
export function decideReturn(
  own: { readonly role: 'returning' | 'fenced'; readonly epoch: number },
  peer: Pick<InstanceState, 'role' | 'epoch'>,
): ReturnDecision {
  if (peer.epoch > own.epoch) return peer.role === 'primary' ? 'follow' : 'wait';
  if (own.role === 'fenced') return 'wait';
  if (peer.epoch < own.epoch || peer.role === 'standby') return 'resume';
  return 'wait';
}

/** How a search ends: with the peer's state at the decision, or because it was stopped. */
export type SearchEnd =
  | { readonly decision: 'resume' | 'follow'; readonly peer: InstanceState }
  | { readonly decision: 'stopped' };

const POLL_INTERVAL_MS = 250;
const POLL_TIMEOUT_MS = 2_000;

/** Asks the peer again and again until it is clear what to do, or the signal ends the search. */
export async function findPlace(
  own: { readonly role: 'returning' | 'fenced'; readonly epoch: number },
  peerUrl: string,
  signal: AbortSignal,
): Promise<SearchEnd> {
  while (!signal.aborted) {
    const outcome = await call(`${peerUrl}/replication/state`, {
      headers: { [EPOCH_HEADER]: String(own.epoch) },
      timeoutMs: POLL_TIMEOUT_MS,
      signal,
    });
    const state =
      outcome.outcome === 'answered' ? instanceStateSchema.safeParse(outcome.body) : null;
    if (state?.success && !signal.aborted) {
      const decision = decideReturn(own, state.data);
      if (decision !== 'wait') return { decision, peer: state.data };
    }
    await pause(POLL_INTERVAL_MS, signal);
  }
  return { decision: 'stopped' };
}
