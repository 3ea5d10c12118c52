// The messages of the partner networks: KFTC open banking, the card VAN and the carrier. Clients in
// the services and handlers of the partners share them. Names and codes are the networks' own
// where these are published; what is not published is marked as ours.

import { z } from 'zod';

/** KFTC: the API layer accepted the call. */
export const KFTC_API_OK = 'A0000';
/** KFTC: the participating bank carried it out. Success needs both codes. */
export const KFTC_BANK_OK = '000';
/** KFTC: the receiving bank knows no such account. */
export const KFTC_NO_ACCOUNT = '412';
/** KFTC: the receiving account is closed. */
export const KFTC_CLOSED_ACCOUNT = '415';
/** Result inquiry: no such transaction arrived. Ours: the network's code is not published. */
export const KFTC_NOT_ARRIVED = '999';
/** The API layer refuses a message that does not fit. Ours: the network's code is not published. */
export const KFTC_API_MALFORMED = 'A0001';

/** One transfer in a deposit request; `bank_tran_id` is unique within one business day. */
export const kftcDepositSchema = z.object({
  cntr_account_type: z.literal('N'),
  cntr_account_num: z.string(),
  wd_print_content: z.string(),
  name_check_option: z.literal('off'),
  /** Local time of the request, `YYYYMMDDhhmmss`. */
  tran_dtime: z.string().length(14),
  req_cnt: z.literal('1'),
  req_list: z.tuple([
    z.object({
      tran_no: z.literal('1'),
      bank_tran_id: z.string().length(20),
      fintech_use_num: z.string().max(24),
      bank_code_std: z.string(),
      print_content: z.string(),
      /** Won, at most 12 digits. */
      tran_amt: z.string().regex(/^\d{1,12}$/),
      req_client_name: z.string(),
    }),
  ]),
});

/** `POST /transfer/deposit/fin_num` */
export type KftcDeposit = z.infer<typeof kftcDepositSchema>;

/** `POST /transfer/result`: what became of a deposit. */
export const kftcInquirySchema = z.object({
  check_type: z.literal('2'),
  tran_dtime: z.string().length(14),
  req_cnt: z.literal('1'),
  req_list: z.tuple([
    z.object({
      tran_no: z.literal('1'),
      org_bank_tran_id: z.string().length(20),
      /** Business day of the deposit, `YYYYMMDD`: an id means nothing without it. */
      org_bank_tran_date: z.string().length(8),
      org_tran_amt: z.string(),
    }),
  ]),
});

/** A result inquiry. */
export type KftcInquiry = z.infer<typeof kftcInquirySchema>;

/** Answer to both: an API layer around the participating bank's answer. */
export const kftcAnswerSchema = z.object({
  api_tran_id: z.string(),
  api_tran_dtm: z.string(),
  rsp_code: z.string(),
  rsp_message: z.string(),
  res_list: z.array(
    z.object({
      tran_no: z.string(),
      bank_tran_id: z.string(),
      bank_tran_date: z.string(),
      bank_rsp_code: z.string(),
      bank_rsp_message: z.string(),
      tran_amt: z.string(),
    }),
  ),
});

/** Answer of KFTC. */
export type KftcAnswer = z.infer<typeof kftcAnswerSchema>;

/** ISO 8583 field 39: approved. */
export const VAN_APPROVED = '00';
/** ISO 8583 field 39: format error, used here for a message that does not fit. */
export const VAN_FORMAT_ERROR = '30';

/**
 * A card message, ISO 8583 fields by number: 0100 asks for an authorisation, 0400 reverses one.
 * A message is the same again when retrieval reference (37) and trace number (11) are.
 */
export const vanRequestSchema = z.object({
  mti: z.enum(['0100', '0400']),
  /** Card number. */
  de2: z.string(),
  /** Processing code. */
  de3: z.string().length(6),
  /** Amount in won, 12 digits. */
  de4: z.string().length(12),
  /** Transmission time, `MMDDhhmmss`. */
  de7: z.string().length(10),
  /** Trace number (STAN). */
  de11: z.string().length(6),
  /** Retrieval reference number (RRN). */
  de37: z.string().length(12),
  /** Merchant. */
  de42: z.string(),
});

/** A message to the VAN. */
export type VanRequest = z.infer<typeof vanRequestSchema>;

/** Answer of the VAN: 0110 or 0410. */
export const vanAnswerSchema = z.object({
  mti: z.string(),
  de11: z.string(),
  de37: z.string(),
  /** Authorisation id; empty in an answer to a reversal. */
  de38: z.string(),
  de39: z.string(),
});

/** Answer of the VAN. */
export type VanAnswer = z.infer<typeof vanAnswerSchema>;

/** A booking with the carrier; the same tracking number again is the same booking. */
export const bookingSchema = z.object({
  trackingNumber: z.string().regex(/^\d{13}$/),
  sender: z.string(),
  address: z.string().min(1),
});

/** `POST /bookings` */
export type Booking = z.infer<typeof bookingSchema>;

/** Answer of the carrier. */
export const bookedSchema = z.object({ booking: z.string(), status: z.literal('booked') });
