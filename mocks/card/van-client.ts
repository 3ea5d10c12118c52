// The card service's side of the VAN: ISO 8583 messages as JSON. Trace number and retrieval reference
// follow from the idempotency key, so a repeated message is the same message to the network.

import { createHash } from 'node:crypto';

import { call } from '../kit/call.ts';
import { type Refusal, refuse } from '../kit/service/answers.ts';
import { koreanDigits, type WallClock } from '../kit/time.ts';
import { VAN_APPROVED, type VanRequest, vanAnswerSchema } from '../partners/vocabulary.ts';

/** What an authorisation asks for. */
export interface CardPayment {
  readonly key: string;
  readonly card: string;
  readonly merchant: string;
  readonly amount: number;
}

/** The VAN as the card service uses it. Both calls may be repeated. */
export interface VanClient {
  /** 0100: the network's authorisation id, or why there is none. */
  authorise(payment: CardPayment): Promise<{ readonly approval: string } | Refusal>;
  /** 0400: takes an authorisation back. Null: it is taken back. */
  reverse(payment: CardPayment): Promise<Refusal | null>;
}

/** Trace number (6 digits) and retrieval reference (12 digits) of an idempotency key. */
export function traceOf(key: string): { readonly stan: string; readonly rrn: string } {
  const hash = createHash('sha256').update(key).digest().readBigUInt64BE();
  const digits = (hash % 10n ** 18n).toString().padStart(18, '0');
  return { stan: digits.slice(0, 6), rrn: digits.slice(6) };
}

/** A client of the VAN at `baseUrl`. */
export function createVanClient(options: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly wallClock: WallClock;
}): VanClient {
  const send = async (mti: VanRequest['mti'], payment: CardPayment) => {
    const body = messageOf(mti, payment, koreanDigits(options.wallClock()));
    const { baseUrl, timeoutMs } = options;
    const outcome = await call(`${baseUrl}/messages`, { method: 'POST', body, timeoutMs });
    if (outcome.outcome === 'failed') {
      return refuse(504, 'van-did-not-answer', { reason: outcome.reason });
    }
    const answer = vanAnswerSchema.safeParse(outcome.body);
    const isApproved = answer.success && answer.data.de39 === VAN_APPROVED;
    return isApproved
      ? { approval: answer.data.de38 }
      : refuse(503, 'van-unavailable', { reason: `status ${outcome.status}` });
  };
  return {
    authorise: (payment) => send('0100', payment),
    async reverse(payment) {
      const answer = await send('0400', payment);
      return 'refused' in answer ? answer : null;
    },
  };
}

function messageOf(mti: VanRequest['mti'], payment: CardPayment, digits: string): VanRequest {
  const { stan, rrn } = traceOf(payment.key);
  return {
    mti,
    de2: payment.card,
    de3: '000000',
    de4: String(payment.amount).padStart(12, '0'),
    de7: digits.slice(4),
    de11: stan,
    de37: rrn,
    de42: payment.merchant,
  };
}
