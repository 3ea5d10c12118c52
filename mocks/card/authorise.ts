// The card service's one write: VAN, then money from holder to merchant, then the approval in the
// books. Every step may be repeated with the same key, so an attempt that ended in the middle is
// finished by the next one.

import { z } from 'zod';

import { holderAccount, isMerchant } from '../bank/accounts.ts';
import type { PayThroughBank } from '../bank/client.ts';
import type { LogEntry, StoredAnswer } from '../kit/books/entry.ts';
import type { AuthorisationAnswer } from '../kit/contract.ts';
import { type Refusal, refuse } from '../kit/service/answers.ts';
import type { WriteOperation, WriteStep } from '../kit/service/write-desk.ts';
import { AUTHORISATION, DECLINED } from './books.ts';
import type { VanClient } from './van-client.ts';

/** Schema of `POST /authorisations`. */
export const authorisationRequestSchema = z.object({
  card: z.string().min(1).max(32),
  merchant: z.string().min(1).max(32),
  amount: z.int().positive().max(999_999_999_999),
});

/** An authorisation that a terminal asks for. */
export type RequestedAuthorisation = z.infer<typeof authorisationRequestSchema>;

/** What authorisations are made with. */
export interface AuthorisationTools {
  readonly van: VanClient;
  readonly pay: PayThroughBank;
}

/** The authorisation as a write of the kit. */
export function authorisationOperation(
  tools: AuthorisationTools,
): WriteOperation<RequestedAuthorisation> {
  return {
    name: 'authorisation',
    schema: authorisationRequestSchema,
    run: (step) => authorise(step, tools),
  };
}

async function authorise(
  step: WriteStep<RequestedAuthorisation>,
  { van, pay }: AuthorisationTools,
): Promise<LogEntry | Refusal> {
  const { key, body } = step;
  const holder = holderAccount('k', body.card);
  if (holder === null) return refuse(404, 'unknown-card');
  if (!isMerchant(body.merchant)) return refuse(404, 'unknown-merchant');
  const authorised = await van.authorise({ key, ...body });
  if ('refused' in authorised) return authorised;
  const { approval } = authorised;
  const payment = { key, from: holder, to: body.merchant, amount: body.amount };
  const paid = await pay(payment);
  if (paid.outcome === 'stopped') return issuerUnreachable(paid.refusal);
  if (paid.outcome === 'insufficient-funds') {
    // The network holds an authorisation that will not be used.
    const notReversed = await van.reverse({ key, ...body });
    if (notReversed !== null) return notReversed;
    const declined = { ...body, approval: '' };
    return step.commit({ kind: DECLINED, payload: declined, answer: answerOf(step, '51', '') });
  }
  const payload = { ...body, approval };
  return step.commit({ kind: AUTHORISATION, payload, answer: answerOf(step, '00', approval) });
}

/** ISO 8583 response 91 stands beside the error; nothing is acknowledged. */
function issuerUnreachable(refusal: Refusal): Refusal {
  return { ...refusal, body: { ...refusal.body, responseCode: '91' } };
}

function answerOf(
  { key, body }: WriteStep<RequestedAuthorisation>,
  responseCode: '00' | '51',
  approval: string,
): StoredAnswer {
  const { card, amount } = body;
  const answer: AuthorisationAnswer = { key, card, amount, responseCode, approval };
  return { status: 200, body: answer };
}
