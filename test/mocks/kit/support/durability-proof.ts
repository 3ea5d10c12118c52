// The proof that an answer is on disk before it goes out, from the system calls of a service: the
// frames of the answer's commit were written to the WAL, then the WAL was synced, and only then did
// the answer's first byte go to a socket. File format: https://www.sqlite.org/walformat.html

import type { SystemCall } from './system-calls.ts';

/** What was found for one answered write. */
export type Finding =
  | { readonly key: string; readonly finding: 'durable-before-answer' }
  | {
      readonly key: string;
      readonly finding: 'no-answer' | 'no-commit' | 'not-synced' | 'synced-after-answer';
    };

/** A commit as the WAL shows it: the frames of a transaction, closed by a commit frame. */
interface Commit {
  readonly data: Buffer;
  /** Place in the trace after which all its frames were written. */
  readonly written: number;
}

const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const SYNCS = new Set(['fsync', 'fdatasync']);
const SENDS = new Set(['write', 'writev', 'sendto', 'sendmsg']);

/** Checks each key's answer against the WAL at `walPath`. Keys must not be parts of one another. */
export function proveDurability(
  calls: readonly SystemCall[],
  { walPath, keys }: { readonly walPath: string; readonly keys: readonly string[] },
): readonly Finding[] {
  const onWal = calls.filter(({ file }) => file === walPath);
  const commits = commitsOf(onWal.filter(({ name }) => name === 'pwrite64'));
  const syncs = onWal.filter(({ name, result }) => SYNCS.has(name) && result === 0);
  const answers = calls.filter(isGoodAnswer);
  return keys.map((key): Finding => {
    const answer = answers.find(({ data }) => data.includes(key));
    if (answer === undefined) return { key, finding: 'no-answer' };
    // Pages are written again with later commits, so the first that holds the key is its own.
    const commit = commits.find(({ data }) => data.includes(key));
    if (commit === undefined) return { key, finding: 'no-commit' };
    const sync = syncs.find(({ began }) => began > commit.written);
    if (sync === undefined) return { key, finding: 'not-synced' };
    const isBefore = sync.ended < answer.began;
    return { key, finding: isBefore ? 'durable-before-answer' : 'synced-after-answer' };
  });
}

function isGoodAnswer({ name, data }: SystemCall): boolean {
  return SENDS.has(name) && data.subarray(0, 12).toString('latin1') === 'HTTP/1.1 200';
}

/**
 * Puts the writes to the WAL together as commits. SQLite writes a frame's header and its page in
 * two calls or in one; bytes 4 to 7 of the header are not zero in the frame that ends a commit.
 */
function commitsOf(writes: readonly SystemCall[]): readonly Commit[] {
  const commits: Commit[] = [];
  let parts: Buffer[] = [];
  let closes = false;
  for (const write of writes) {
    if (write.offset < WAL_HEADER_BYTES) continue;
    const isHeader = write.data.length === FRAME_HEADER_BYTES;
    const holdsHeader = isHeader || isWholeFrame(write.data.length);
    if (holdsHeader) closes = write.data.readUInt32BE(4) !== 0;
    parts.push(write.data);
    if (!closes || isHeader) continue;
    commits.push({ data: Buffer.concat(parts), written: write.ended });
    parts = [];
  }
  return commits;
}

/** A page is a power of two of bytes, so a frame in one write is that and its header. */
function isWholeFrame(length: number): boolean {
  return Number.isInteger(Math.log2(length - FRAME_HEADER_BYTES));
}
