// Reading the file of samples: compressed or not, cut off, damaged, missing, and once more by
// JSON.parse when the fast road reads wrong.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSamples, readSamplesBy } from '../../../harness/analysis/read-samples.ts';
import { type ByteRoad, byteRoad } from '../../../harness/analysis/sample-bytes.ts';
import { attemptLine, dropLine, OTHER_LINE, reordered, rowsOf } from './k6-lines.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'firedrill-samples-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const target = path.join(folder, name);
  await writeFile(target, content);
  return target;
}

/** More than two chunks of lines that do not compress to nothing. */
const LINES = Array.from({ length: 12_000 }, (_, n) => {
  const decimals = String((n * 7_919) % 1_000_000).padStart(6, '0');
  return attemptLine(n, { time: `2026-01-02T03:04:05.${decimals}1Z` });
});

test.each(['s.json.gz', 's.json'])(
  'fields of both metrics from %s, in any zone and key order',
  async (name) => {
    const lines = [
      attemptLine(0, { time: '2026-01-02T12:04:05.678901234+09:00' }),
      OTHER_LINE,
      attemptLine(1, { time: '2026-01-02T03:04:05.7Z', outcome: 'timeout', attempt: '1' }),
      reordered(attemptLine(2, { time: '2026-01-02T03:04:07Z' })),
      dropLine(2),
    ].join('');
    const content = name.endsWith('.gz') ? gzipSync(lines) : lines;
    const row = { operation: 'bank.transfer', outcome: 'ok', attempt: 0, durationMs: 12.25 };
    expect(rowsOf(await readSamples(await file(name, content)))).toEqual({
      baseWallMs: Date.UTC(2026, 0, 2, 3, 4, 5),
      attempts: [
        { ...row, operationNumber: 0, endMs: 678.901234 },
        { ...row, operationNumber: 1, endMs: 700, outcome: 'timeout', attempt: 1 },
        { ...row, operationNumber: 2, endMs: 2_000 },
      ],
      drops: [{ operation: 'bank.transfer', atMs: 1_000, howMany: 2 }],
      cutOff: null,
      damagedLines: 0,
    });
  },
);

test('more lines than a chunk and than the check interval', async () => {
  const { attempts, ...rest } = rowsOf(
    await readSamples(await file('s.json.gz', gzipSync(LINES.join('')))),
  );
  expect(attempts.map(({ operationNumber }) => operationNumber)).toEqual(
    LINES.map((_, number) => number),
  );
  expect(rest).toEqual({
    baseWallMs: Date.UTC(2026, 0, 2, 3, 4, 5),
    drops: [],
    cutOff: null,
    damagedLines: 0,
  });
});

test('a fast road that reads wrong is caught, and all is read again without it', async () => {
  const target = await file('s.json.gz', gzipSync(LINES.join('')));
  const right = byteRoad();
  let calls = 0;
  const wrong: ByteRoad = (cursor, kind) => {
    const point = right(cursor, kind);
    calls += 1;
    if (point?.kind !== 'attempt' || calls < 5_000) return point;
    return { ...point, operationNumber: point.operationNumber + 1 };
  };
  const read = rowsOf(await readSamplesBy(wrong, target));
  expect(read).toEqual(rowsOf(await readSamplesBy(null, target)));
  expect(read.attempts[6_000]?.operationNumber).toBe(6_000);
});

test.each([0.25, 0.5, 0.999])(
  'a compressed file cut at %d gives what stands before',
  async (share) => {
    const whole = gzipSync(LINES.join(''));
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    const { attempts, cutOff, damagedLines } = rowsOf(
      await readSamples(await file('s.json.gz', cut)),
    );
    expect(attempts.length).toBeGreaterThan(1_000);
    expect(attempts.length).toBeLessThan(LINES.length);
    expect(attempts.map(({ operationNumber }) => operationNumber)).toEqual(
      attempts.map((_, number) => number),
    );
    expect([cutOff?.kind, damagedLines]).toEqual(['last-line-cut-off', 0]);
  },
);

test('a compressed file that lost only its end mark is cut off', async () => {
  const whole = gzipSync(LINES.join(''));
  const cut = await readSamples(await file('s.json.gz', whole.subarray(0, -8)));
  expect([cut.attempts.count, cut.cutOff]).toEqual([LINES.length, { kind: 'archive-cut-off' }]);
});

test('a byte that turned in a compressed file is noticed, in whichever line it is', async () => {
  const lines = Array.from({ length: 5_000 }, () => OTHER_LINE);
  // Stored, not compressed, so that the byte stays a byte of a line that is not ours.
  const whole = gzipSync(lines.join(''), { level: 0 });
  whole[2_000] = (whole[2_000] ?? 0) ^ 1;
  const { cutOff } = await readSamples(await file('s.json.gz', whole));
  expect(cutOff).toEqual({ kind: 'unreadable', said: 'incorrect data check' });
});

test('a missing file and a damaged line are reported, not thrown', async () => {
  const missing = await readSamples(path.join(folder, 'none.json.gz'));
  expect([missing.attempts.count, missing.cutOff]).toEqual([
    0,
    { kind: 'unreadable', said: expect.stringMatching(/ENOENT/) },
  ]);
  const damaged = await readSamples(
    await file('s.json', attemptLine(0).replace('"n":"0"', '"n":"zero"')),
  );
  expect([damaged.attempts.count, damaged.damagedLines]).toEqual([0, 1]);
});
