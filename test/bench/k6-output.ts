// A file as k6 2.2 writes it for a drill: the lines, their order, their lengths and their mix are
// those of a recorded `dc-loss-failover`, with other numbers. The same size always gives the same
// file.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Points of one attempt: 13 of k6's own and ours. */
const LINES_PER_ATTEMPT = 14;
/** Arrivals per second of each operation. */
const RATES = [
  ['card.authorise', 50],
  ['bank.transfer', 35],
  ['insurance.claim', 25],
  ['post.accept', 20],
  ['bank.balance', 15],
  ['post.track', 5],
] as const;
const ATTEMPTS_PER_SECOND = RATES.reduce((sum, [, rate]) => sum + rate, 0);
/** Part of the attempts that an outage spoils. */
const BAD_SHARE = 0.043;
const START_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
/** Attempts that are handed to the file at once. */
const BATCH = 64;

const DECLARED = [
  ['http_reqs', 'counter', 'default'],
  ['http_req_duration', 'trend', 'time'],
  ['http_req_blocked', 'trend', 'time'],
  ['http_req_connecting', 'trend', 'time'],
  ['http_req_tls_handshaking', 'trend', 'time'],
  ['http_req_sending', 'trend', 'time'],
  ['http_req_waiting', 'trend', 'time'],
  ['http_req_receiving', 'trend', 'time'],
  ['http_req_failed', 'rate', 'default'],
  ['firedrill_attempt', 'trend', 'time'],
  ['data_sent', 'counter', 'data'],
  ['data_received', 'counter', 'data'],
  ['iteration_duration', 'trend', 'time'],
  ['iterations', 'counter', 'default'],
  ['vus', 'gauge', 'default'],
  ['vus_max', 'gauge', 'default'],
] as const;

/** Writes a file of about so many samples, and returns how many of them are ours. */
export async function writeK6Output(path: string, samples: number): Promise<number> {
  const attempts = Math.floor(samples / LINES_PER_ATTEMPT);
  await pipeline(
    Readable.from(batches(attempts)),
    createGzip({ level: 4 }),
    createWriteStream(path),
  );
  return attempts;
}

function* batches(attempts: number): Generator<string> {
  yield DECLARED.map(
    ([name, type, contains]) =>
      `{"type":"Metric","data":{"name":"${name}","type":"${type}","contains":"${contains}","thresholds":[],"submetrics":null},"metric":"${name}"}\n`,
  ).join('');
  const random = randomFrom(1);
  const numbers = new Map<string, number>();
  let text = '';
  for (let index = 0; index < attempts; index += 1) {
    const operation = pick(random());
    const number = numbers.get(operation) ?? 0;
    numbers.set(operation, number + 1);
    text += attemptLines({ operation, number, index }, random);
    if (index % ATTEMPTS_PER_SECOND === 0) text += virtualUserLines(index);
    if (index % BATCH < BATCH - 1) continue;
    yield text;
    text = '';
  }
  yield text;
}

function pick(share: number): string {
  let place = share * ATTEMPTS_PER_SECOND;
  for (const [operation, rate] of RATES) {
    if (place < rate) return operation;
    place -= rate;
  }
  return RATES[0][0];
}

/** A duration in ms with whole nanoseconds. */
const inMs = (nanoseconds: number): number => Math.round(nanoseconds) / 1e6;

/** The time so many nanoseconds after the start, as Go writes it: without zeros at the end. */
function timeAt(nanoseconds: number): string {
  const ms = Math.floor(nanoseconds / 1e6);
  const second = new Date(START_MS + ms).toISOString().slice(0, 19);
  const decimals = String(Math.floor(nanoseconds % 1e9)).padStart(9, '0');
  return `${second}.${decimals.replace(/0+$/, '')}`.replace(/\.$/, '').concat('Z');
}

function attemptLines(
  { operation, number, index }: { operation: string; number: number; index: number },
  random: () => number,
): string {
  const scenario = operation.replace('.', '_');
  const metadata = `"metadata":{"attempt":"0","n":"${number}"}}}\n`;
  const isBad = random() < BAD_SHARE;
  const sending = inMs(15_000 + random() * 40_000);
  const waiting = inMs(isBad ? 1_202_000_000 + random() * 1e6 : 1_600_000 + random() * 6e6);
  const receiving = inMs(40_000 + random() * 60_000);
  const duration = inMs((sending + waiting + receiving) * 1e6);
  const blocked = inMs(5_000 + random() * 2_000);
  const endNs = ((index + random()) * 1e9) / ATTEMPTS_PER_SECOND;
  const tags = `"tags":{"scenario":"${scenario}"}`;
  const ourTags = `"tags":{"operation":"${operation}","outcome":"${isBad ? 'http-5xx' : 'ok'}","scenario":"${scenario}"}`;
  const point = (metric: string, time: string, value: number, its = tags): string =>
    `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${value},${its},${metadata}`;
  const answered = timeAt(endNs);
  const ended = timeAt(endNs + 140_000);
  const done = timeAt(endNs + 150_000 + random() * 10_000);
  return [
    point('http_reqs', answered, 1),
    point('http_req_duration', answered, duration),
    point('http_req_blocked', answered, blocked),
    point('http_req_connecting', answered, 0),
    point('http_req_tls_handshaking', answered, 0),
    point('http_req_sending', answered, sending),
    point('http_req_waiting', answered, waiting),
    point('http_req_receiving', answered, receiving),
    point('http_req_failed', answered, isBad ? 1 : 0),
    point('firedrill_attempt', ended, duration + blocked, ourTags),
    point('data_sent', done, 150 + scenario.length * 5),
    point('data_received', done, 180 + scenario.length * 5),
    point('iteration_duration', done, inMs((duration + blocked) * 1e6 + 400_000)),
    point('iterations', done, 1),
  ].join('');
}

function virtualUserLines(index: number): string {
  const time = timeAt((index * 1e9) / ATTEMPTS_PER_SECOND);
  return [
    `{"metric":"vus","type":"Point","data":{"time":"${time}","value":66,"tags":{}}}\n`,
    `{"metric":"vus_max","type":"Point","data":{"time":"${time}","value":290,"tags":{}}}\n`,
  ].join('');
}

/** Numbers from 0 up to 1, the same each time (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
