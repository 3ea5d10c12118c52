// How card, insurance and post move money: a transfer at the bank, through the front door, under a
// key that follows from their own. A repeated payment with the same key pays once.

import { call } from '../kit/call.ts';
import type { TransferRequest } from '../kit/contract.ts';
import { type Refusal, refuse } from '../kit/service/answers.ts';
import { MONITOR_PREFIX } from '../kit/service/business-app.ts';

/** A payment that a service asks for. */
export interface Payment extends Pick<TransferRequest, 'from' | 'to' | 'amount'> {
  /** The service's own idempotency key. */
  readonly key: string;
}

/**
 * What became of a payment. `stopped`: nothing is known to have been paid, and the refusal says so
 * to the client; the same request may be made again.
 */
export type PaymentOutcome =
  | { readonly outcome: 'paid' }
  | { readonly outcome: 'insufficient-funds' }
  | { readonly outcome: 'stopped'; readonly refusal: Refusal };

/** The bank as other services use it. */
export type PayThroughBank = (payment: Payment) => Promise<PaymentOutcome>;

/** Key at the bank for a service's key. Those of deep checks stay recognisable as such. */
export function paymentKey(service: string, key: string): string {
  return key.startsWith(MONITOR_PREFIX) ? key : `${service}:${key}`;
}

/** Payments for `service` through the front door. A service without a front door cannot pay. */
export function createBankClient(options: {
  readonly service: string;
  readonly frontDoorUrl: string | null;
  readonly timeoutMs: number;
}): PayThroughBank {
  const { service, frontDoorUrl, timeoutMs } = options;
  return async ({ key, ...body }) => {
    if (frontDoorUrl === null) return stopped(503, 'bank-unreachable', 'no front door configured');
    const outcome = await call(`${frontDoorUrl}/bank/transfers`, {
      method: 'POST',
      headers: { 'idempotency-key': paymentKey(service, key) },
      body,
      timeoutMs,
    });
    if (outcome.outcome === 'failed') return stopped(504, 'bank-did-not-answer', outcome.reason);
    if (outcome.status === 200) return { outcome: 'paid' };
    if (outcome.status === 409 && errorOf(outcome.body) === 'insufficient-funds') {
      return { outcome: 'insufficient-funds' };
    }
    if (outcome.status === 404 && errorOf(outcome.body) === 'unknown-account') {
      return stopped(404, 'unknown-account', `${body.from} or ${body.to}`);
    }
    return stopped(503, 'bank-unavailable', `status ${outcome.status}`);
  };
}

function stopped(status: number, error: string, reason: string): PaymentOutcome {
  return { outcome: 'stopped', refusal: refuse(status, error, { reason }) };
}

function errorOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
}
