// What the two instances of a service say to each other: states and batches of entries, as schemas.
// Messages come through faulty links from processes of another epoch, so they are checked.

import { z } from 'zod';

import type { InstanceState } from '../contract.ts';
import { logEntrySchema } from '../books/entry.ts';

/** Header that carries the sender's epoch. */
export const EPOCH_HEADER = 'firedrill-epoch';

/** Schema of `InstanceState`. */
export const instanceStateSchema: z.ZodType<InstanceState> = z.object({
  service: z.string(),
  site: z.string(),
  role: z.enum(['primary', 'standby', 'returning', 'fenced']),
  epoch: z.int(),
  epochStartSeq: z.int(),
  seq: z.int(),
  replicatedSeq: z.int(),
  protected: z.boolean(),
  writesInFlight: z.int(),
});

/**
 * Body of `POST /replication/entries`. `epochStartSeq` is the first sequence number of any epoch
 * that is newer than the receiver's: from there on its own entries are not the sender's.
 */
export const entriesMessageSchema = z.object({
  epoch: z.int().positive(),
  epochStartSeq: z.int().nonnegative(),
  entries: z.array(logEntrySchema).readonly(),
});

/** A batch of entries from the primary of `epoch`. */
export type EntriesMessage = Readonly<z.infer<typeof entriesMessageSchema>>;

/** Answer of 200 to a batch. */
export const appliedSchema = z.object({ appliedSeq: z.int().nonnegative() });

/** Answer of 409: the receiver's epoch. Not higher than the sender's: "not ready, ask my state". */
export const conflictSchema = z.object({ epoch: z.int() });
