// The proof must be able to fail: small traces in which one thing is wrong each.

import { expect, test } from 'vitest';

import { proveDurability } from './durability-proof.ts';
import { readTrace } from './system-calls.ts';

const wal = '/data/bank.db-wal';
const hex = (text: string): string =>
  [...Buffer.from(text, 'latin1')]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
const page = (text: string): string => hex(text.padEnd(512, '.'));
const header = (isCommit: boolean): string =>
  hex(`\0\0\0\x01\0\0\0${isCommit ? '\x07' : '\0'}`.padEnd(24, 'x'));

let frames = 0;
function frame(text: string, isCommit: boolean): readonly string[] {
  frames += 1;
  const offset = 32 + frames * 536;
  return [
    `7 pwrite64(5<${hex(wal)}>, "${header(isCommit)}", 24, ${offset}) = 24`,
    `7 pwrite64(5<${hex(wal)}>, "${page(text)}", 512, ${offset + 24}) = 512`,
  ];
}
const commit = [...frame('key-1', false), ...frame('rest', true)];
const sync = (path = wal, result = '0'): string => `7 fsync(5<${hex(path)}>) = ${result}`;
const answer = `7 write(9<${hex('socket:[1]')}>, "${hex('HTTP/1.1 200 OK\r\n\r\nkey-1')}", 24) = 24`;

test.each([
  ['commit, sync, answer', [...commit, sync(), answer], 'durable-before-answer'],
  ['answer before the sync', [...commit, answer, sync()], 'synced-after-answer'],
  ['answer before the frames', [answer, ...commit, sync()], 'synced-after-answer'],
  [
    'sync before the last frame',
    [...commit.slice(0, 3), sync(), ...commit.slice(3), answer],
    'not-synced',
  ],
  ['sync of another file', [...commit, sync('/data/bank.db'), answer], 'not-synced'],
  ['sync that failed', [...commit, sync(wal, '-1 EIO (Input/output error)'), answer], 'not-synced'],
  ['transaction that never ended', [...commit.slice(0, 2), sync(), answer], 'no-commit'],
  ['no frames of this key', [...frame('key-2', true), sync(), answer], 'no-commit'],
  ['no answer', [...commit, sync()], 'no-answer'],
  [
    'sync that another thread interrupts in the trace',
    [
      ...commit,
      `7 fsync(5<${hex(wal)}> <unfinished ...>`,
      '8 +++ exited with 0 +++',
      '7 <... fsync resumed>) = 0',
      answer,
    ],
    'durable-before-answer',
  ],
  [
    'answer that begins while another thread still syncs',
    [...commit, `8 fsync(5<${hex(wal)}> <unfinished ...>`, answer, '8 <... fsync resumed>) = 0'],
    'synced-after-answer',
  ],
] as const)('%s', (_, lines, finding) => {
  const findings = proveDurability(readTrace(lines.join('\n')), { walPath: wal, keys: ['key-1'] });
  expect(findings).toEqual([{ key: 'key-1', finding }]);
});
