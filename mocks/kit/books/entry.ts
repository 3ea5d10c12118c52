// One entry of the replicated operation log. Everything an instance knows follows from its entries in
// order, so a standby that has the same entries has the same books. What a kind of entry *does* is
// said by the domain of the service.

import { z } from 'zod';

/** The entry with which an epoch begins; it has no effect on the books. */
export const EPOCH_START = 'epoch-start';

/** An answer as it is kept for a repeated request. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What is to be committed; number and epoch are given at the commit. */
export interface Draft {
  readonly kind: string;
  /** Idempotency key; null for entries that no client asked for. */
  readonly key: string | null;
  /** Hash of the request, to tell a repetition from another request with the same key. */
  readonly requestHash: string | null;
  /** What the effects follow from, and nothing else: applying may read no clock and no chance. */
  readonly payload: unknown;
  /** Null: the operation is not finished with this entry. */
  readonly answer: StoredAnswer | null;
}

/** Schema of an entry as it travels between the sites. */
export const logEntrySchema = z.object({
  seq: z.int().positive(),
  epoch: z.int().positive(),
  kind: z.string(),
  key: z.string().nullable(),
  requestHash: z.string().nullable(),
  /** JSON. */
  payload: z.string(),
  /** JSON of a `StoredAnswer`, or null. */
  answer: z.string().nullable(),
});

/** A committed entry. Sequence numbers are dense: 1, 2, 3 … */
export type LogEntry = Readonly<z.infer<typeof logEntrySchema>>;

/** Makes an entry of a draft. */
export function entryOf(draft: Draft, place: { seq: number; epoch: number }): LogEntry {
  return {
    ...place,
    kind: draft.kind,
    key: draft.key,
    requestHash: draft.requestHash,
    payload: JSON.stringify(draft.payload),
    answer: draft.answer === null ? null : JSON.stringify(draft.answer),
  };
}

const storedAnswerSchema = z.object({ status: z.int(), body: z.unknown() });

/** Reads a stored answer back. */
export function parseAnswer(json: string): StoredAnswer {
  return storedAnswerSchema.parse(JSON.parse(json));
}

/** Reads an entry's payload; one that does not fit is a bug of ours and throws. */
export function payloadOf<Payload>(schema: z.ZodType<Payload>, entry: LogEntry): Payload {
  return schema.parse(JSON.parse(entry.payload));
}
