// The kinds of log entries that the bank writes, and what each carries. Effects are in ledger.ts.

import { z } from 'zod';

const movement = { from: z.string(), to: z.string(), amount: z.int().positive() };

/** Money moved between two accounts of this bank. */
export const TRANSFER = 'transfer';
/** Money taken from the customer, on its way to another bank. */
export const EXTERNAL_DEBIT = 'external-debit';
/** The other bank has it. */
export const EXTERNAL_SETTLED = 'external-settled';
/** The other bank refused; the customer has it back. */
export const EXTERNAL_REVERSED = 'external-reversed';

/** Payload of `TRANSFER`. */
export const transferSchema = z.object(movement);

/** Payload of the three external kinds; id and time are fixed by the first and stay. */
export const externalSchema = z.object({
  ...movement,
  bank: z.string(),
  /** KFTC transaction id. */
  bankTranId: z.string(),
  /** `YYYYMMDDhhmmss` at the first attempt; its first eight digits are KFTC's business day. */
  tranDtime: z.string(),
});

/** A transfer to another bank. */
export type ExternalTransfer = z.infer<typeof externalSchema>;
