// Reading the samples of a drill against the plain road (gunzip, readline, JSON.parse) over the same
// file in the same run. Both must come to the same hash of what they read.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

import { readSamples } from '../../harness/analysis/index.ts';

/** Lines that k6 writes for each attempt besides ours. */
const OTHER_LINES = 9;
const START_MS = Date.UTC(2026, 0, 2);

/** Figures of one comparison. */
export interface AnalysisFigures {
  readonly attempts: number;
  readonly oursMs: number;
  readonly plainMs: number;
  readonly ratio: number;
  readonly sameHash: boolean;
}

/** Writes a file of so many samples in the form that k6 gives them, and reads it both ways. */
export async function compareAnalysis(path: string, samples: number): Promise<AnalysisFigures> {
  const attempts = Math.floor(samples / (OTHER_LINES + 1));
  await pipeline(Readable.from(lines(attempts)), createGzip({ level: 1 }), createWriteStream(path));
  const ours = await timed(async () => {
    const { attempts: columns } = await readSamples(path);
    const hash = createHash('sha256');
    for (let index = 0; index < columns.count; index += 1) {
      hash.update(
        `${columns.operationNumber[index]} ${Math.round((columns.durationMs[index] ?? 0) * 10)};`,
      );
    }
    return hash.digest('hex');
  });
  const plain = await timed(() => plainHash(path));
  return {
    attempts,
    oursMs: ours.tookMs,
    plainMs: plain.tookMs,
    ratio: plain.tookMs / ours.tookMs,
    sameHash: ours.value === plain.value,
  };
}

async function plainHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  const input = createReadStream(path).pipe(createGunzip());
  for await (const line of createInterface({ input })) {
    const point = JSON.parse(line);
    if (point.metric !== 'firedrill_attempt' || point.type !== 'Point') continue;
    hash.update(`${Number(point.data.metadata.n)} ${Math.round(point.data.value * 10)};`);
  }
  return hash.digest('hex');
}

function* lines(attempts: number): Generator<string> {
  for (let n = 0; n < attempts; n += 1) {
    const time = `${new Date(START_MS + n * 5).toISOString().slice(0, -1)}123456Z`;
    const value = ((n * 7919) % 5_000) / 10;
    const metadata = `{"n":"${n}","attempt":"0"}`;
    const tags = '{"operation":"bank.transfer","outcome":"ok","scenario":"bank_transfer"}';
    let text = '';
    for (let other = 0; other < OTHER_LINES; other += 1) {
      text += `{"metric":"http_req_metric_${other}","type":"Point","data":{"time":"${time}","value":${value},"tags":{"scenario":"bank_transfer"},"metadata":${metadata}}}\n`;
    }
    yield `${text}{"metric":"firedrill_attempt","type":"Point","data":{"time":"${time}","value":${value},"tags":${tags},"metadata":${metadata}}}\n`;
  }
}

async function timed<Value>(work: () => Promise<Value>) {
  const startedMs = performance.now();
  const value = await work();
  return { value, tookMs: performance.now() - startedMs };
}
