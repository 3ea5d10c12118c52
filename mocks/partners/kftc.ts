// KFTC open banking as MSW handlers: deposit to another bank and result inquiry. It remembers what
// arrived, by business day and transaction id, so a repeated deposit pays once. It has no faults of
// its own; those are made on the way to it.

import { http, HttpResponse, type HttpHandler } from 'msw';

import {
  KFTC_API_MALFORMED,
  KFTC_API_OK,
  KFTC_BANK_OK,
  KFTC_CLOSED_ACCOUNT,
  KFTC_NO_ACCOUNT,
  KFTC_NOT_ARRIVED,
  type KftcAnswer,
  kftcDepositSchema,
  kftcInquirySchema,
} from './vocabulary.ts';

/** A deposit that arrived, and what the receiving bank said. */
export interface ArrivedDeposit {
  readonly bankTranId: string;
  readonly date: string;
  readonly account: string;
  readonly won: number;
  readonly bankCode: string;
}

/** What KFTC remembers. */
export interface KftcState {
  /** Keyed by business day and transaction id. */
  readonly deposits: Map<string, ArrivedDeposit>;
  calls: number;
}

/** An empty memory. */
export function createKftcState(): KftcState {
  return { deposits: new Map(), calls: 0 };
}

/** Handlers under `base`, which ends without a slash; `*` stands for any host. */
export function kftcHandlers(base: string, state: KftcState): readonly HttpHandler[] {
  return [
    http.post(`${base}/transfer/deposit/fin_num`, async ({ request }) => {
      const deposit = kftcDepositSchema.safeParse(await request.json());
      if (!deposit.success) return malformed(state);
      const [item] = deposit.data.req_list;
      const date = deposit.data.tran_dtime.slice(0, 8);
      const key = `${date} ${item.bank_tran_id}`;
      const arrived = state.deposits.get(key) ?? {
        bankTranId: item.bank_tran_id,
        date,
        account: item.fintech_use_num,
        won: Number(item.tran_amt),
        bankCode: bankCodeFor(item.fintech_use_num),
      };
      state.deposits.set(key, arrived);
      return answer(state, arrived);
    }),
    http.post(`${base}/transfer/result`, async ({ request }) => {
      const inquiry = kftcInquirySchema.safeParse(await request.json());
      if (!inquiry.success) return malformed(state);
      const [item] = inquiry.data.req_list;
      const { org_bank_tran_id: bankTranId, org_bank_tran_date: date } = item;
      const arrived = state.deposits.get(`${date} ${bankTranId}`);
      const nothing = { bankTranId, date, account: '', won: 0, bankCode: KFTC_NOT_ARRIVED };
      return answer(state, arrived ?? nothing);
    }),
  ];
}

/** Which accounts the other banks refuse: told by their names, so that a test can ask for it. */
function bankCodeFor(account: string): string {
  if (account.startsWith('unknown-')) return KFTC_NO_ACCOUNT;
  return account.startsWith('closed-') ? KFTC_CLOSED_ACCOUNT : KFTC_BANK_OK;
}

function answer(state: KftcState, deposit: ArrivedDeposit) {
  return HttpResponse.json<KftcAnswer>({
    ...frame(state),
    rsp_code: KFTC_API_OK,
    rsp_message: '',
    res_list: [
      {
        tran_no: '1',
        bank_tran_id: deposit.bankTranId,
        bank_tran_date: deposit.date,
        bank_rsp_code: deposit.bankCode,
        bank_rsp_message: '',
        tran_amt: String(deposit.won),
      },
    ],
  });
}

function malformed(state: KftcState) {
  const refusal = { rsp_code: KFTC_API_MALFORMED, rsp_message: 'malformed request', res_list: [] };
  return HttpResponse.json<KftcAnswer>({ ...frame(state), ...refusal });
}

function frame(state: KftcState): { api_tran_id: string; api_tran_dtm: string } {
  state.calls += 1;
  const digits = new Date().toISOString().replaceAll(/\D/g, '');
  return { api_tran_id: `kftc-${state.calls}`, api_tran_dtm: digits };
}
