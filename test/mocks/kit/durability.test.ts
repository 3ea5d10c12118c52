// What a bank has acknowledged it keeps: across 30 kills under load, and, because a killed process
// leaves the page cache behind, by a trace of its system calls that shows the disk came first.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { call } from '../../../mocks/kit/call.ts';
import type { ServiceConfig } from '../../../mocks/kit/contract.ts';
import { proveDurability } from './support/durability-proof.ts';
import { type EstateProcess, freePort, startProcess } from './support/estate-process.ts';
import { configFor, temporaryDirectory } from './support/instance.ts';
import { readOperations, readSummary } from './support/admin.ts';
import { readTrace } from './support/system-calls.ts';

const KILLS = 30;
const WRITERS = 8;
/** This writer sends its money to another bank, in two commits with KFTC between them. */
const WRITER_ABROAD = 7;
/** A bank that refuses so many requests of one writer in a row does not live. */
const FAILURE_LIMIT = 200;

async function bankConfig(overrides: Partial<ServiceConfig> = {}): Promise<ServiceConfig> {
  const listen = { host: '127.0.0.1', port: await freePort() };
  return configFor({ listen, ...overrides });
}

/** Reads the books through the process's own admin socket. */
function booksOf(bank: EstateProcess) {
  const fetch = async (request: Request): Promise<Response> =>
    new Response(await bank.admin(new URL(request.url).pathname));
  return { admin: { fetch } };
}

/** Writers that go on from round to round; a key without an answer is asked for again. */
class Load {
  readonly acknowledged = new Set<string>();
  /** Number of each writer's next key. */
  readonly #next = Array.from({ length: WRITERS }, () => 0);

  /** Writes until `limit` more are acknowledged, then calls `full` and lets the rest end. */
  async run(url: string, limit: number, full: () => void): Promise<void> {
    const before = this.acknowledged.size;
    let isOver = false;
    const writer = async (index: number): Promise<void> => {
      for (let failures = 0; !isOver && failures < FAILURE_LIMIT; ) {
        if (!(await this.#write(url, index))) failures += 1;
        if (isOver || this.acknowledged.size - before < limit) continue;
        isOver = true;
        full();
      }
    };
    await Promise.all(this.#next.map((_, index) => writer(index)));
    if (!isOver) throw new Error('The bank does not answer');
  }

  /** Asks until the last key of every writer is answered. */
  async settle(url: string): Promise<void> {
    const writer = async (index: number): Promise<void> => {
      for (let failures = 0; failures < FAILURE_LIMIT; failures += 1) {
        if (await this.#write(url, index)) return;
      }
      throw new Error(`Writer ${index} gets no answer`);
    };
    await Promise.all(this.#next.map((_, index) => writer(index)));
  }

  get keysAbroad(): readonly string[] {
    return [...this.acknowledged].filter((key) => key.startsWith(`w${WRITER_ABROAD}-`));
  }

  async #write(url: string, index: number): Promise<boolean> {
    const key = `w${index}-${this.#next[index]}`;
    const isAbroad = index === WRITER_ABROAD;
    const answer = await call(`${url}/transfers`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: {
        from: `c-010${index}`,
        to: isAbroad ? 'elsewhere' : `c-020${index}`,
        amount: 3,
        ...(isAbroad ? { bank: '004' } : {}),
      },
      timeoutMs: 5_000,
    });
    if (answer.outcome === 'failed' || answer.status !== 200) return false;
    this.acknowledged.add(key);
    this.#next[index] = (this.#next[index] ?? 0) + 1;
    return true;
  }
}

test(`${KILLS} kills under write load lose no acknowledged write and do none twice`, async () => {
  const directory = temporaryDirectory();
  const partners = await startProcess('partners', {
    listen: { host: '127.0.0.1', port: await freePort() },
    adminSocketPath: join(directory, 'partners.sock'),
    partners: ['kftc'],
  });
  const config = await bankConfig({ partnerUrl: `${partners.url}/kftc` });
  const load = new Load();
  const killed: (number | null)[] = [];
  const lost: string[] = [];
  let unanswered = 0;
  let bank = await startProcess('bank', config);
  for (let round = 0; round < KILLS; round += 1) {
    // At another number of answers each time, while the other writers wait for theirs.
    await load.run(bank.url, 8 + ((round * 37) % 50), () => bank.signal('SIGKILL'));
    killed.push(await bank.end('SIGKILL'));
    bank = await startProcess('bank', config);
    const booked = new Set((await readOperations(booksOf(bank))).map(({ key }) => key));
    lost.push(...[...load.acknowledged].filter((key) => !booked.has(key)));
    unanswered += booked.size - load.acknowledged.size;
    expect(await readSummary(booksOf(bank))).toMatchObject({ ledgerSumWon: 0 });
  }
  await load.settle(bank.url);
  const operations = await readOperations(booksOf(bank));
  const summary = await readSummary(booksOf(bank));
  expect({ killed, lost }).toEqual({ killed: Array(KILLS).fill(null), lost: [] });
  expect(operations.map(({ key }) => key).toSorted()).toEqual([...load.acknowledged].toSorted());
  expect(operations.filter(({ effects }) => effects !== 1)).toEqual([]);
  expect(summary).toMatchObject({ ledgerSumWon: 0, moneyWon: summary.expectedMoneyWon });
  expect(JSON.parse(await partners.admin('/partners'))).toMatchObject({
    kftc: { deposits: load.keysAbroad.length },
  });
  expect(load.acknowledged.size).toBeGreaterThan(KILLS * 8);
  // The kills did fall between commits and their answers.
  expect(unanswered).toBeGreaterThan(0);
}, 120_000);

/** Traces a bank that answers 40 writes of 8 clients, and judges each answer. */
async function traceBank(synchronous: 'FULL' | 'OFF') {
  const strace = spawnSync('strace', ['-V'], { encoding: 'utf8' });
  if (strace.error !== undefined) {
    throw new Error(
      `This proof needs strace (${strace.error.message}). Install it with your package manager, ` +
        'for example: apt-get install strace',
    );
  }
  const config = await bankConfig({ synchronous });
  const tracePath = join(config.dataDirectory, 'trace');
  const under = ['strace', '-f', '-y', '-xx', '-s', '4200', '-o', tracePath];
  const calls = 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg';
  const bank = await startProcess('bank', config, { under: [...under, '-e', calls, '--'] });
  const keys = Array.from({ length: 40 }, (_, index) => `traced-${String(index).padStart(4, '0')}`);
  const writer = async (mine: readonly string[]): Promise<readonly unknown[]> => {
    const statuses: unknown[] = [];
    for (const key of mine) {
      const answer = await call(`${bank.url}/transfers`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: { from: 'c-0001', to: 'c-0002', amount: 1 },
        timeoutMs: 20_000,
      });
      statuses.push(answer.outcome === 'answered' ? answer.status : answer.reason);
    }
    return statuses;
  };
  const shares = Array.from({ length: WRITERS }, (_, index) =>
    keys.slice(index * 5, index * 5 + 5),
  );
  const statuses = (await Promise.all(shares.map(writer))).flat();
  expect(statuses).toEqual(Array(keys.length).fill(200));
  await bank.end('SIGTERM');
  const walPath = join(config.dataDirectory, 'bank.db-wal');
  const findings = proveDurability(readTrace(readFileSync(tracePath, 'utf8')), { walPath, keys });
  return { keys, findings };
}

test('the WAL is synced after the frames of a write and before its answer goes out', async () => {
  const { keys, findings } = await traceBank('FULL');
  expect(findings).toEqual(keys.map((key) => ({ key, finding: 'durable-before-answer' })));
}, 60_000);

test('red case: with synchronous=OFF the same proof finds every answer unproven', async () => {
  const { keys, findings } = await traceBank('OFF');
  expect(findings).toEqual(keys.map((key) => ({ key, finding: 'not-synced' })));
}, 60_000);
