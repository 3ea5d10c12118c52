// Who may acknowledge a write. The question is asked after the commit and right before the answer
// goes out, because a role may be lost while a write waits for the other site. A witness that
// grants leases takes its place behind this interface; today the epoch alone decides.

/** Decides whether a committed write may be acknowledged. */
export interface WriteAuthority {
  /** False: the write stays indeterminate for its client, who must ask again with the same key. */
  mayAcknowledge(write: { readonly epoch: number }): boolean;
}

/** What an instance holds at this moment; null: it is not primary. */
export type PresentEpoch = () => number | null;

/** Authority by epoch only: whoever is primary in the epoch of the write may acknowledge it. */
export function epochAuthority(presentEpoch: PresentEpoch): WriteAuthority {
  return { mayAcknowledge: ({ epoch }) => presentEpoch() === epoch };
}
