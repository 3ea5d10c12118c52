// The insurer's one write: a claim is received, which fixes its number and its legal receipt time,
// then paid through the bank. A repetition after a failed payment keeps what was fixed.

import { createHash } from 'node:crypto';
import { z } from 'zod';

import { holderAccount, INSURER } from '../bank/accounts.ts';
import type { PayThroughBank } from '../bank/client.ts';
import type { LogEntry } from '../kit/books/entry.ts';
import type { ClaimAnswer } from '../kit/contract.ts';
import { isRefusal, type Refusal, refuse } from '../kit/service/answers.ts';
import type { WriteOperation, WriteStep } from '../kit/service/write-desk.ts';
import type { WallClock } from '../kit/time.ts';
import { CLAIM_PAID, CLAIM_RECEIVED, type Claim, type ClaimBooks } from './books.ts';

/** Schema of `POST /claims`. */
export const claimRequestSchema = z.object({
  policy: z.string().min(1).max(32),
  amount: z.int().positive().max(999_999_999_999),
});

/** A claim that a policy holder files. */
export type RequestedClaim = z.infer<typeof claimRequestSchema>;

/** What claims are handled with. */
export interface ClaimTools {
  readonly books: ClaimBooks;
  readonly pay: PayThroughBank;
  readonly wallClock: WallClock;
}

/** The claim as a write of the kit. */
export function claimOperation(tools: ClaimTools): WriteOperation<RequestedClaim> {
  return { name: 'claim', schema: claimRequestSchema, run: (step) => file(step, tools) };
}

async function file(
  step: WriteStep<RequestedClaim>,
  tools: ClaimTools,
): Promise<LogEntry | Refusal> {
  const { key, body } = step;
  const holder = holderAccount('p', body.policy);
  if (holder === null) return refuse(404, 'unknown-policy');
  const known = tools.books.received(key);
  const claim: Claim = known ?? {
    claim: claimNumberOf(key),
    ...body,
    receivedAt: new Date(tools.wallClock()).toISOString(),
  };
  if (known === null) {
    const received = step.commit({ kind: CLAIM_RECEIVED, payload: claim, answer: null });
    if (isRefusal(received)) return received;
    // The receipt time must not be lost with this site once money has moved for it.
    const unsafe = await step.secure(received);
    if (unsafe !== null) return unsafe;
  }
  const paid = await tools.pay({ key, from: INSURER, to: holder, amount: claim.amount });
  if (paid.outcome === 'stopped') return paid.refusal;
  if (paid.outcome === 'insufficient-funds') return refuse(503, 'insurer-without-funds');
  const answer: ClaimAnswer = { key, ...claim, status: 'paid' };
  return step.commit({ kind: CLAIM_PAID, payload: claim, answer: { status: 200, body: answer } });
}

/** Number of a claim; follows from its key, so that a repetition cannot file a second claim. */
function claimNumberOf(key: string): string {
  return `q-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`;
}
