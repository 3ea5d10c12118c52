// The accounts that exist from the start, and what each holds. The other services know customers by
// the same four digits. No account is ever added.

import { CUSTOMER_COUNT, OPENING_BALANCE_WON } from '../kit/contract.ts';

/** An account and its balance at the start, in won. */
export interface Opening {
  readonly account: string;
  readonly won: number;
}

/** Counterpart of all opening balances. */
export const OPENING_ACCOUNT = 'opening';
/** Money on its way to another bank. */
export const KFTC_SUSPENSE = 'kftc-suspense';
/** Money that left through KFTC; the bank no longer holds it. */
export const KFTC_SETTLEMENT = 'kftc-settlement';
/** Pays claims. */
export const INSURER = 'insurer';
/** Takes postage. */
export const POST_OFFICE = 'post-office';
/** Pays for deep checks. */
export const MONITOR_PAYER = 'monitor-a';
/** Is paid by deep checks. */
export const MONITOR_PAYEE = 'monitor-b';
/** Suffix of the monitor's card and policy. */
export const MONITOR_SUFFIX = 'monitor';

const MERCHANT_COUNT = 20;
// So much that a drill cannot exhaust it: an outage must never look like an empty account.
const INSURER_OPENING_WON = 1_000_000_000_000;
const MONITOR_OPENING_WON = 1_000_000_000;

const INTERNAL_ACCOUNTS = new Set([OPENING_ACCOUNT, KFTC_SUSPENSE, KFTC_SETTLEMENT]);

/** All accounts but `opening`, in a fixed order. */
export function openings(): readonly Opening[] {
  const customers = Array.from({ length: CUSTOMER_COUNT }, (_, index) => ({
    account: `c-${String(index).padStart(4, '0')}`,
    won: OPENING_BALANCE_WON,
  }));
  const merchants = Array.from({ length: MERCHANT_COUNT }, (_, index) => ({
    account: `m-${String(index).padStart(2, '0')}`,
    won: 0,
  }));
  return [
    ...customers,
    ...merchants,
    { account: INSURER, won: INSURER_OPENING_WON },
    { account: POST_OFFICE, won: 0 },
    { account: MONITOR_PAYER, won: MONITOR_OPENING_WON },
    { account: MONITOR_PAYEE, won: 0 },
    { account: KFTC_SUSPENSE, won: 0 },
    { account: KFTC_SETTLEMENT, won: 0 },
  ];
}

/** True for those that cards can pay. */
export function isMerchant(account: string): boolean {
  if (account === MONITOR_PAYEE) return true;
  return /^m-\d{2}$/.test(account) && Number(account.slice(2)) < MERCHANT_COUNT;
}

/** True for accounts that only the bank itself books on. */
export function isInternal(account: string): boolean {
  return INTERNAL_ACCOUNTS.has(account);
}

/**
 * Account of the holder of a card (`k-0042`) or policy (`p-0042`): `c-0042`; `monitor-a` for the
 * monitor's. Null where no such card or policy was issued.
 */
export function holderAccount(prefix: 'k' | 'p', number: string): string | null {
  if (!number.startsWith(`${prefix}-`)) return null;
  const suffix = number.slice(2);
  if (suffix === MONITOR_SUFFIX) return MONITOR_PAYER;
  return /^\d{4}$/.test(suffix) && Number(suffix) < CUSTOMER_COUNT ? `c-${suffix}` : null;
}
