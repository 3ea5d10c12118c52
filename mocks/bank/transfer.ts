// The bank's one write: a transfer, within the bank in one commit, or to another bank in two commits
// with KFTC between them. An attempt whose outcome is not known is taken up by the next request with
// the same key, which asks KFTC before it does anything else.

import { z } from 'zod';

import type { LogEntry } from '../kit/books/entry.ts';
import type { TransferAnswer } from '../kit/contract.ts';
import { isRefusal, type Refusal, refuse } from '../kit/service/answers.ts';
import type { WriteOperation, WriteStep } from '../kit/service/write-desk.ts';
import { koreanDigits, type WallClock } from '../kit/time.ts';
import { unreachable } from '../kit/unreachable.ts';
import { isInternal } from './accounts.ts';
import {
  EXTERNAL_DEBIT,
  EXTERNAL_REVERSED,
  EXTERNAL_SETTLED,
  type ExternalTransfer,
  TRANSFER,
} from './entries.ts';
import { bankTranIdOf, type DepositOutcome, type KftcClient } from './kftc-client.ts';
import type { Ledger } from './ledger.ts';

const accountName = z.string().min(1).max(64);

/** Schema of `POST /transfers`. */
export const transferRequestSchema = z
  .object({
    from: accountName,
    to: accountName,
    amount: z.int().positive().max(999_999_999_999),
    bank: z.string().min(1).max(16).optional(),
  })
  .refine(({ from, to, bank }) => bank !== undefined || from !== to, {
    message: 'payer and payee are the same account',
  });

/** A transfer that a client asks for. */
export type RequestedTransfer = z.infer<typeof transferRequestSchema>;

/** What transfers are made with. */
export interface TransferTools {
  readonly ledger: Ledger;
  readonly kftc: KftcClient;
  readonly wallClock: WallClock;
}

/** The transfer as a write of the kit. */
export function transferOperation(tools: TransferTools): WriteOperation<RequestedTransfer> {
  return {
    name: 'transfer',
    schema: transferRequestSchema,
    run: (step) =>
      step.body.bank === undefined
        ? Promise.resolve(transferWithin(step, tools.ledger))
        : transferOut(step, { ...tools, bank: step.body.bank }),
  };
}

function transferWithin(step: WriteStep<RequestedTransfer>, ledger: Ledger): LogEntry | Refusal {
  const { from, to, amount } = step.body;
  const refusal = refusePayment(ledger, step.body) ?? refuseAccount(ledger, to);
  if (refusal !== null) return refusal;
  return step.commit({ kind: TRANSFER, payload: { from, to, amount }, answer: posted(step) });
}

async function transferOut(
  step: WriteStep<RequestedTransfer>,
  tools: TransferTools & { readonly bank: string },
): Promise<LogEntry | Refusal> {
  const { ledger, kftc } = tools;
  const pending = ledger.pendingTransfer(step.key);
  if (pending !== null) {
    const inquiry = await kftc.inquire(pending);
    return inquiry.outcome === 'not-arrived'
      ? conclude(step, pending, await kftc.deposit(pending))
      : conclude(step, pending, inquiry);
  }
  const refusal = refusePayment(ledger, step.body);
  if (refusal !== null) return refusal;
  const { from, to, amount } = step.body;
  const transfer: ExternalTransfer = {
    from,
    to,
    amount,
    bank: tools.bank,
    bankTranId: bankTranIdOf(step.key),
    tranDtime: koreanDigits(tools.wallClock()),
  };
  const debit = step.commit({ kind: EXTERNAL_DEBIT, payload: transfer, answer: null });
  if (isRefusal(debit)) return debit;
  // Money must not leave on the word of a debit that could still be lost with this site.
  const unsafe = await step.secure(debit);
  if (unsafe !== null) return unsafe;
  return conclude(step, transfer, await kftc.deposit(transfer));
}

/** Writes down what became of a deposit; what is not known is left as it is. */
function conclude(
  step: WriteStep<RequestedTransfer>,
  transfer: ExternalTransfer,
  deposit: DepositOutcome,
): LogEntry | Refusal {
  switch (deposit.outcome) {
    case 'arrived':
      return step.commit({ kind: EXTERNAL_SETTLED, payload: transfer, answer: posted(step) });
    case 'refused': {
      const body = { error: 'refused-by-other-bank', code: deposit.bankCode };
      const answer = { status: 409, body };
      return step.commit({ kind: EXTERNAL_REVERSED, payload: transfer, answer });
    }
    case 'not-arrived':
      return refuse(504, 'kftc-outcome-unknown', { reason: 'deposit not known to KFTC' });
    case 'unknown':
      return refuse(504, 'kftc-outcome-unknown', { reason: deposit.reason });
    default:
      return unreachable(deposit);
  }
}

function refusePayment(
  ledger: Ledger,
  { from, amount }: { readonly from: string; readonly amount: number },
): Refusal | null {
  const missing = refuseAccount(ledger, from);
  if (missing !== null) return missing;
  return (ledger.balance(from) ?? 0) < amount ? refuse(409, 'insufficient-funds') : null;
}

function refuseAccount(ledger: Ledger, account: string): Refusal | null {
  const isKnown = !isInternal(account) && ledger.balance(account) !== null;
  return isKnown ? null : refuse(404, 'unknown-account', { account });
}

function posted({ key, body }: WriteStep<RequestedTransfer>) {
  const { from, to, amount } = body;
  const answer: TransferAnswer = { key, from, to, amount, status: 'posted' };
  return { status: 200, body: answer };
}
