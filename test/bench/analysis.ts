// Reading the samples of a drill against the plain road (gunzip, readline, JSON.parse) over the
// same file in the same run, in turns. Both must come to the same hash of what they read. And the
// memory that what was read still needs, for each operation.

import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createGunzip } from 'node:zlib';

import { readSamples } from '../../harness/analysis/index.ts';
import { median, timed } from './timing.ts';

const ROUNDS = 3;

/** Figures of one comparison. */
export interface AnalysisFigures {
  readonly attempts: number;
  /** Medians over the rounds. */
  readonly oursMs: number;
  readonly plainMs: number;
  readonly ratio: number;
  readonly sameHash: boolean;
  /** Bytes that reading leaves in use. */
  readonly keptBytes: number;
  /** Most bytes in use while reading, garbage of the chunks included. */
  readonly peakBytes: number;
}

/** Reads a file both ways. */
export async function compareAnalysis(path: string): Promise<AnalysisFigures> {
  const memory = await memoryOf(path);
  const ours: number[] = [];
  const plain: number[] = [];
  let sameHash = true;
  for (let round = 0; round < ROUNDS; round += 1) {
    const read = await timed(() => readSamples(path));
    ours.push(read.tookMs);
    const parsed = await timed(() => readPlainly(path));
    plain.push(parsed.tookMs);
    sameHash &&= hashOfSamples(read.value) === hashOfPlain(parsed.value);
  }
  const oursMs = median(ours);
  const plainMs = median(plain);
  return { ...memory, oursMs, plainMs, ratio: plainMs / oursMs, sameHash };
}

type Samples = Awaited<ReturnType<typeof readSamples>>;

/**
 * The first readings leave compiled code and the like in use, or give it back: they do not count.
 */
async function memoryOf(path: string) {
  for (let warmUp = 0; warmUp < 2; warmUp += 1) {
    await readSamples(path);
    await collectGarbage();
  }
  const before = bytesInUse();
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, bytesInUse() - before);
  }, 5);
  const samples = await readSamples(path);
  clearInterval(watch);
  await collectGarbage();
  return { attempts: samples.attempts.count, keptBytes: bytesInUse() - before, peakBytes };
}

/** More than once: a buffer is given back some time after the collection that finds it unused. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('no garbage collector to call');
  for (let round = 0; round < 4; round += 1) {
    collect();
    await setImmediate();
  }
}

function bytesInUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** What the plain road keeps of a drill: the fields as they stand in the lines. */
interface PlainAttempts {
  readonly times: string[];
  readonly values: number[];
  readonly operations: string[];
  readonly outcomes: string[];
  readonly attempts: string[];
  readonly numbers: string[];
}

async function readPlainly(path: string): Promise<PlainAttempts> {
  const kept: PlainAttempts = {
    times: [],
    values: [],
    operations: [],
    outcomes: [],
    attempts: [],
    numbers: [],
  };
  const input = createReadStream(path).pipe(createGunzip());
  for await (const line of createInterface({ input })) {
    const point = JSON.parse(line);
    if (point.metric !== 'firedrill_attempt' || point.type !== 'Point') continue;
    kept.times.push(point.data.time);
    kept.values.push(point.data.value);
    kept.operations.push(point.data.tags.operation);
    kept.outcomes.push(point.data.tags.outcome);
    kept.attempts.push(point.data.metadata.attempt);
    kept.numbers.push(point.data.metadata.n);
  }
  return kept;
}

interface HashedAttempt {
  readonly operation: string | undefined;
  readonly outcome: string | undefined;
  readonly attempt: number;
  readonly number: number;
  /** Nanoseconds since 1970. */
  readonly endNs: bigint;
  readonly durationMs: number;
}

/** Times to the nanosecond, durations to the 24 binary digits that we keep of them. */
function addTo(hash: Hash, row: HashedAttempt): void {
  const { operation, outcome, attempt, number, endNs, durationMs } = row;
  hash.update(`${operation} ${outcome} ${number} ${attempt} ${endNs} ${Math.fround(durationMs)};`);
}

function hashOfSamples({ attempts, operations, outcomes, baseWallMs }: Samples): string {
  const hash = createHash('sha256');
  for (let row = 0; row < attempts.count; row += 1) {
    addTo(hash, {
      operation: operations[attempts.operation(row)],
      outcome: outcomes[attempts.outcome(row)],
      attempt: attempts.attempt(row),
      number: attempts.operationNumber(row),
      endNs: BigInt(baseWallMs) * 1_000_000n + BigInt(Math.round(attempts.endMs(row) * 1e6)),
      durationMs: attempts.durationMs(row),
    });
  }
  return hash.digest('hex');
}

function hashOfPlain(kept: PlainAttempts): string {
  const hash = createHash('sha256');
  kept.times.forEach((time, row) => {
    const [second, decimals = ''] = time.slice(0, -1).split('.');
    addTo(hash, {
      operation: kept.operations[row],
      outcome: kept.outcomes[row],
      attempt: Number(kept.attempts[row]),
      number: Number(kept.numbers[row]),
      endNs: BigInt(Date.parse(`${second}Z`)) * 1_000_000n + BigInt(decimals.padEnd(9, '0')),
      durationMs: kept.values[row] ?? Number.NaN,
    });
  });
  return hash.digest('hex');
}
