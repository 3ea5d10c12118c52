// The load as k6 runs it: one open-model scenario for each operation, one point of the attempt metric
// for each attempt. Judges nothing.

import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import { Trend } from 'k6/metrics';
import { sleep } from 'k6';
import crypto from 'k6/crypto';

import type { Outcome } from '../sample.ts';

interface OperationConfig {
  operation: string;
  ratePerSecond: number;
  gridOffsetMs: number;
  virtualUsers: number;
  retries: number;
  retryAfterMs: number;
}

const config: {
  baseUrl: string;
  loadMs: number;
  requestTimeoutMs: number;
  operations: OperationConfig[];
} = JSON.parse(open(__ENV.FIREDRILL_LOAD ?? ''));
const attempts = new Trend('firedrill_attempt', true);
const byScenario = new Map(config.operations.map((it) => [it.operation.replace('.', '_'), it]));

export const options = {
  systemTags: ['scenario'],
  noConnectionReuse: false,
  scenarios: Object.fromEntries(
    config.operations.map((it) => [
      it.operation.replace('.', '_'),
      {
        executor: 'constant-arrival-rate',
        rate: it.ratePerSecond,
        timeUnit: '1s',
        duration: `${config.loadMs - it.gridOffsetMs}ms`,
        startTime: `${it.gridOffsetMs}ms`,
        preAllocatedVUs: it.virtualUsers,
        maxVUs: it.virtualUsers,
        gracefulStop: '2s',
      },
    ]),
  ),
};

type Answer = RefinedResponse<'text'>;
interface Call {
  method: 'GET' | 'POST';
  path: string;
  body: object | null;
  matches: (body: Record<string, unknown>) => boolean;
}

const suffix = (value: number): string => String(value % 1000).padStart(4, '0');

/** How many arrivals back a tracked parcel was sent. */
const TRACKED_BEHIND = 50;

/** The tracking number that the post office derives from a key: 10^12 + SHA-256's first 8 bytes mod 9·10^12. */
function trackingNumberOf(key: string): string {
  const hash = crypto.sha256(key, 'hex');
  let remainder = 0;
  for (let at = 0; at < 16; at += 2) {
    remainder = (remainder * 256 + Number.parseInt(hash.slice(at, at + 2), 16)) % 9e12;
  }
  return String(1e12 + remainder);
}

function callOf(operation: string, n: number): Call {
  const amount = ((n % 9) + 1) * 1000;
  const customer = `c-${suffix(n * 7)}`;
  const key = `${operation}:${n}`;
  switch (operation) {
    case 'bank.transfer': {
      const to = `c-${suffix(n * 7 + 1)}`;
      const body =
        n % 5 === 0 ? { from: customer, to, amount, bank: '097' } : { from: customer, to, amount };
      return {
        method: 'POST',
        path: '/bank/transfers',
        body,
        matches: (it) => it.key === key && it.amount === amount,
      };
    }
    case 'bank.balance':
      return {
        method: 'GET',
        path: `/bank/accounts/${customer}`,
        body: null,
        matches: (it) => it.account === customer,
      };
    case 'card.authorise':
      return {
        method: 'POST',
        path: '/card/authorisations',
        body: {
          card: `k-${suffix(n * 11)}`,
          merchant: `m-${String(n % 20).padStart(2, '0')}`,
          amount,
        },
        matches: (it) => it.key === key && it.responseCode === '00',
      };
    case 'insurance.claim':
      return {
        method: 'POST',
        path: '/insurance/claims',
        body: { policy: `p-${suffix(n * 13)}`, amount },
        matches: (it) => it.key === key && it.amount === amount,
      };
    case 'post.accept':
      return {
        method: 'POST',
        path: '/post/parcels',
        body: { sender: customer, address: `Street ${n}`, postage: 3000 + (n % 5) * 500 },
        matches: (it) => it.sender === customer,
      };
    case 'post.track': {
      // Tracks what was sent about two seconds ago. "Not found" is an honest answer: that parcel may
      // never have been accepted. Whether an accepted one was lost is for the books to say.
      const parcel = trackingNumberOf(`post.accept:${Math.max(0, n - TRACKED_BEHIND)}`);
      return {
        method: 'GET',
        path: `/post/parcels/${parcel}`,
        body: null,
        matches: (it) => it.trackingNumber === parcel || it.error === 'not-found',
      };
    }
    default:
      throw new Error(`unknown operation ${operation}`);
  }
}

function outcomeOf(answer: Answer, call: Call): Outcome {
  switch (answer.error_code) {
    case 0:
      break;
    case 1050:
    case 1211:
      return 'timeout';
    case 1101:
      return 'name-error';
    case 1212:
      return 'connection-refused';
    case 1220:
      return 'connection-reset';
    default:
      if (answer.status === 0)
        return answer.error_code === 1000 ? 'connection-closed' : 'other-error';
  }
  if (answer.status === 409 || answer.status === 422) return 'refused-by-service';
  if (answer.status >= 500) return 'http-5xx';
  if (answer.status >= 400 && !(answer.status === 404 && call.method === 'GET')) return 'http-4xx';
  try {
    return call.matches(JSON.parse(answer.body)) ? 'ok' : 'wrong-body';
  } catch {
    return 'wrong-body';
  }
}

export default function perform(): void {
  const settings = byScenario.get(exec.scenario.name);
  if (settings === undefined) throw new Error(`no settings for ${exec.scenario.name}`);
  const { operation } = settings;
  const n = exec.scenario.iterationInTest;
  const call = callOf(operation, n);
  const { metadata } = exec.vu.metrics;
  metadata.n = String(n);
  for (let attempt = 0; attempt <= settings.retries; attempt += 1) {
    metadata.attempt = String(attempt);
    const startedMs = Date.now();
    const answer = http.request(
      call.method,
      `${config.baseUrl}${call.path}`,
      call.body === null ? null : JSON.stringify(call.body),
      {
        timeout: config.requestTimeoutMs,
        headers: { 'content-type': 'application/json', 'idempotency-key': `${operation}:${n}` },
        responseType: 'text',
      },
    );
    const outcome = outcomeOf(answer, call);
    const measuredMs = answer.timings.duration + answer.timings.blocked;
    attempts.add(measuredMs > 0 ? measuredMs : Date.now() - startedMs, { operation, outcome });
    if (outcome === 'ok' || outcome === 'refused-by-service' || attempt === settings.retries)
      return;
    sleep(settings.retryAfterMs / 1000);
  }
}
