// The bank's side of KFTC: makes its messages and reads its answers. A call without a clear answer is
// `unknown` and nothing else: the money may have arrived, so only an inquiry can tell.

import { createHash } from 'node:crypto';

import { call } from '../kit/call.ts';
import {
  KFTC_API_OK,
  KFTC_BANK_OK,
  KFTC_NOT_ARRIVED,
  type KftcDeposit,
  type KftcInquiry,
  kftcAnswerSchema,
} from '../partners/vocabulary.ts';
import type { ExternalTransfer } from './entries.ts';

/** What became of a deposit. */
export type DepositOutcome =
  | { readonly outcome: 'arrived' }
  | { readonly outcome: 'refused'; readonly bankCode: string }
  | { readonly outcome: 'not-arrived' }
  | { readonly outcome: 'unknown'; readonly reason: string };

/** KFTC as the bank uses it. */
export interface KftcClient {
  deposit(transfer: ExternalTransfer): Promise<DepositOutcome>;
  /** Asks what became of an earlier deposit; to be done before any second one. */
  inquire(transfer: ExternalTransfer): Promise<DepositOutcome>;
}

const INSTITUTION_CODE = 'M202500261';

/**
 * KFTC transaction id of an idempotency key: institution code, `U`, nine characters. The same key
 * always gives the same id. 36^9 ids leave a collision among 100,000 keys at 5 in 100,000.
 */
export function bankTranIdOf(key: string): string {
  const hash = createHash('sha256').update(key).digest().readBigUInt64BE();
  const nine = (hash % 36n ** 9n).toString(36).toUpperCase().padStart(9, '0');
  return `${INSTITUTION_CODE}U${nine}`;
}

/** A client of KFTC at `baseUrl`. */
export function createKftcClient(options: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
}): KftcClient {
  const { baseUrl, timeoutMs } = options;
  const ask = async (path: string, body: KftcDeposit | KftcInquiry): Promise<DepositOutcome> => {
    const outcome = await call(`${baseUrl}${path}`, { method: 'POST', body, timeoutMs });
    if (outcome.outcome === 'failed') return { outcome: 'unknown', reason: outcome.reason };
    return readAnswer(outcome.status, outcome.body);
  };
  return {
    deposit: (transfer) => ask('/transfer/deposit/fin_num', depositMessage(transfer)),
    inquire: (transfer) => ask('/transfer/result', inquiryMessage(transfer)),
  };
}

function readAnswer(status: number, body: unknown): DepositOutcome {
  const answer = kftcAnswerSchema.safeParse(body);
  if (status !== 200 || !answer.success) return { outcome: 'unknown', reason: `status ${status}` };
  const { rsp_code: apiCode, res_list: results } = answer.data;
  const [result] = results;
  if (apiCode !== KFTC_API_OK || result === undefined) {
    return { outcome: 'unknown', reason: `rsp_code ${apiCode}` };
  }
  const { bank_rsp_code: bankCode } = result;
  if (bankCode === KFTC_BANK_OK) return { outcome: 'arrived' };
  if (bankCode === KFTC_NOT_ARRIVED) return { outcome: 'not-arrived' };
  return { outcome: 'refused', bankCode };
}

function depositMessage(transfer: ExternalTransfer): KftcDeposit {
  return {
    cntr_account_type: 'N',
    cntr_account_num: transfer.from,
    wd_print_content: 'transfer',
    name_check_option: 'off',
    tran_dtime: transfer.tranDtime,
    req_cnt: '1',
    req_list: [
      {
        tran_no: '1',
        bank_tran_id: transfer.bankTranId,
        fintech_use_num: transfer.to,
        bank_code_std: transfer.bank,
        print_content: 'transfer',
        tran_amt: String(transfer.amount),
        req_client_name: transfer.from,
      },
    ],
  };
}

function inquiryMessage(transfer: ExternalTransfer): KftcInquiry {
  return {
    check_type: '2',
    tran_dtime: transfer.tranDtime,
    req_cnt: '1',
    req_list: [
      {
        tran_no: '1',
        org_bank_tran_id: transfer.bankTranId,
        org_bank_tran_date: transfer.tranDtime.slice(0, 8),
        org_tran_amt: String(transfer.amount),
      },
    ],
  };
}
