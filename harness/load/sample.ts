// The form of a load sample, shared by the k6 script that writes them and the analysis that reads
// them. One sample per attempt, of the custom trend `firedrill_attempt`, in k6's JSON output:
//
// {"metric":"firedrill_attempt","type":"Point","data":{"time":"2026-01-02T03:04:05.678901234Z",
//  "value":12.3,"tags":{"operation":"bank.transfer","outcome":"ok",...},
//  "metadata":{"n":"17","attempt":"0"}}}
//
// `time` is the end of the attempt, `value` its duration in milliseconds (connecting included), `n` the
// dense operation number within the operation (the idempotency key is `<operation>:<n>`), `attempt`
// 0 for the first. Dropped arrivals are k6's own `dropped_iterations` with tag `scenario` =
// operation, one point each (value = how many).

/** Name of the trend metric that holds one point per attempt. */
export const ATTEMPT_METRIC = 'firedrill_attempt';

/** k6's counter of arrivals for which no virtual user was free. */
export const DROPPED_METRIC = 'dropped_iterations';

/**
 * What an attempt ended in, as seen by the client.
 * - `ok`: status and body as they must be.
 * - `refused-by-service`: an honest business answer that says no (409, 422): nothing was done.
 * - `wrong-body`: success by status, and the body is not the answer to this request.
 * - `http-4xx`, `http-5xx`: any other answer by status.
 * - `timeout`, `connection-refused`, `connection-reset`, `connection-closed`, `name-error`, `other-error`:
 *   no answer.
 */
const OUTCOMES = [
  'ok',
  'refused-by-service',
  'wrong-body',
  'http-4xx',
  'http-5xx',
  'timeout',
  'connection-refused',
  'connection-reset',
  'connection-closed',
  'name-error',
  'other-error',
] as const;

/** What an attempt ended in. */
export type Outcome = (typeof OUTCOMES)[number];
