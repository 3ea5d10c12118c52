// Reading k6's output: fields, times, key order, cut-off files.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSamples } from '../../../harness/analysis/index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firedrill-samples-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function attempt(n: number, time: string, outcome = 'ok'): string {
  const tags = { group: '', operation: 'bank.transfer', outcome, scenario: 'bank_transfer' };
  const data = { time, value: 12.25, tags, metadata: { attempt: '0', n: String(n) } };
  return `${JSON.stringify({ metric: 'firedrill_attempt', type: 'Point', data })}\n`;
}

const DROP =
  '{"metric":"dropped_iterations","type":"Point","data":{"time":"2026-01-02T12:04:06+09:00",' +
  '"value":2,"tags":{"scenario":"bank_transfer"}}}\n';
const OTHER = '{"metric":"http_reqs","type":"Point","data":{"time":"x","value":1,"tags":{}}}\n';

async function file(name: string, content: string | Buffer): Promise<string> {
  const target = path.join(folder, name);
  await writeFile(target, content);
  return target;
}

test('fields by byte search and by JSON.parse, in any zone and key order', async () => {
  const unusual = attempt(2, '2026-01-02T03:04:07Z').replace(
    '"metric":"firedrill_attempt","type":"Point",',
    '"type":"Point","metric":"firedrill_attempt",',
  );
  const lines = [
    attempt(0, '2026-01-02T12:04:05.678901234+09:00'),
    OTHER,
    attempt(1, '2026-01-02T03:04:05.7Z', 'timeout'),
    unusual,
    DROP,
  ];
  const samples = await readSamples(await file('s.json.gz', gzipSync(lines.join(''))));
  const { attempts } = samples;
  expect({
    baseWallMs: samples.baseWallMs,
    operations: samples.operations,
    outcomes: samples.outcomes,
    numbers: [...attempts.operationNumber.subarray(0, attempts.count)],
    outcome: [...attempts.outcome.subarray(0, attempts.count)],
    durations: [...attempts.durationMs.subarray(0, attempts.count)],
    ends: [...attempts.endMs.subarray(0, attempts.count)].map((end) => end.toFixed(6)),
    drops: [samples.drops.count, samples.drops.atMs[0], samples.drops.howMany[0]],
    cutOff: samples.cutOff,
    damagedLines: samples.damagedLines,
  }).toEqual({
    baseWallMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    operations: ['bank.transfer'],
    outcomes: ['ok', 'timeout'],
    numbers: [0, 1, 2],
    outcome: [0, 1, 0],
    durations: [12.25, 12.25, 12.25],
    ends: ['678.901234', '700.000000', '2000.000000'],
    drops: [1, 1_000, 2],
    cutOff: null,
    damagedLines: 0,
  });
});

test('more lines than a chunk and than the check interval', async () => {
  const lines = Array.from({ length: 5_000 }, (_, n) => attempt(n, '2026-01-02T03:04:05.5Z'));
  const samples = await readSamples(await file('s.json.gz', gzipSync(lines.join(''))));
  expect([samples.attempts.count, samples.damagedLines, samples.cutOff]).toEqual([5_000, 0, null]);
  expect(samples.attempts.operationNumber[4_999]).toBe(4_999);
});

test('a cut-off compressed file gives what stands before the cut', async () => {
  const lines = Array.from({ length: 5_000 }, (_, n) =>
    attempt(n, `2026-01-02T03:04:05.${String((n * 7_919) % 1_000_000).padStart(6, '0')}Z`),
  );
  const whole = gzipSync(lines.join(''));
  const cut = whole.subarray(0, Math.floor(whole.length / 2));
  const samples = await readSamples(await file('s.json.gz', cut));
  expect(samples.attempts.count).toBeGreaterThan(1_000);
  expect(samples.attempts.count).toBeLessThan(5_000);
  expect(samples.cutOff).toMatch(/cut off/);
});

test('a missing file and a damaged line are reported, not thrown', async () => {
  const missing = await readSamples(path.join(folder, 'none.json.gz'));
  expect([missing.attempts.count, missing.cutOff]).toEqual([
    0,
    expect.stringMatching(/cannot be read.*ENOENT/),
  ]);
  const line = attempt(0, '2026-01-02T03:04:05Z').replace('"n":"0"', '"n":"zero"');
  const damaged = await readSamples(await file('s.json', line));
  expect([damaged.attempts.count, damaged.damagedLines]).toEqual([0, 1]);
});
