// The drill's event log: append-only, one record a line, each with its length, a checksum and the hash
// of the record before. Writing and reading only; what the events mean is others' affair.
//
// A line is `<length, 8 hex> <crc32, 8 hex> <sha-256 of the former line, 64 hex> <json>`.

import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { crc32 } from 'node:zlib';

import { failure, type Result, success } from '../model/problem.ts';
import type { DrillEvent, DrillEventBody } from './events.ts';

const FIRST_HASH = '0'.repeat(64);
const RECORD = /^([0-9a-f]{8}) ([0-9a-f]{8}) ([0-9a-f]{64}) (.*)$/s;

/** Events that must be on disk before what they announce is done. */
const INTENTS: ReadonlySet<string> = new Set([
  'drill-started',
  'process-intended',
  'process-started',
  'fault-intended',
  'heal-intended',
  'drill-ended',
  'watchdog-acted',
]);

/** An open journal. */
export interface Journal {
  /**
   * Appends an event; intents are on disk when this returns. Throws where it could not be written, and
   * then tells the listener all the same. `atNs` is CLOCK_MONOTONIC.
   */
  append(body: DrillEventBody, atNs?: bigint): DrillEvent;
  /** Drill time of a monotonic stamp, ms. */
  drillTime(atNs?: bigint): number;
  close(): void;
}

/** Creates a journal; throws where the folder cannot be written. */
export function createJournal(path: string, listener: (event: DrillEvent) => void): Journal {
  const openedNs = process.hrtime.bigint();
  return journalOn({
    path,
    file: openSync(path, 'wx'),
    bytes: 0,
    previous: FIRST_HASH,
    listener,
    drillTime: (atNs = process.hrtime.bigint()) => Number(atNs - openedNs) / 1e6,
  });
}

/**
 * Opens a journal whose writer has died, to append to it. A torn tail is cut off and kept beside it, as
 * `<path>.torn`. A journal that is damaged before its end is left as it is, and the failure says so.
 * `sameBoot`: the machine was not started again since, so that its monotonic clock still counts.
 */
export function reopenJournal(
  path: string,
  { sameBoot }: { readonly sameBoot: boolean },
): Result<Journal, string> {
  const content = readFileSync(path);
  const { events, intactBytes, previous, rest, damaged } = scan(content.toString('utf8'));
  if (rest.split('\n').slice(1).some(isWhole)) return failure(`${damaged} before its end`);
  if (rest !== '') writeFileSync(`${path}.torn`, content.subarray(intactBytes));
  const file = openSync(path, 'r+');
  ftruncateSync(file, intactBytes);
  const lastAt = events.at(-1)?.at ?? 0;
  const openedNs = sameBoot ? openedAtNs(events) : null;
  return success(
    journalOn({
      path,
      file,
      bytes: intactBytes,
      previous,
      listener: () => undefined,
      drillTime: (atNs = process.hrtime.bigint()) =>
        openedNs === null ? lastAt : Math.max(lastAt, Number(atNs - openedNs) / 1e6),
    }),
  );
}

/** The events of a journal, and what is damaged; a damaged record ends the reading. */
export function readJournal(path: string): {
  readonly events: readonly DrillEvent[];
  readonly damaged: string | null;
} {
  const { events, damaged } = scan(readFileSync(path, 'utf8'));
  return { events, damaged };
}

interface OpenFile {
  readonly path: string;
  readonly file: number;
  /** Length so far. */
  readonly bytes: number;
  /** Hash of the last record. */
  readonly previous: string;
  readonly listener: (event: DrillEvent) => void;
  readonly drillTime: (atNs?: bigint) => number;
}

function journalOn({ path, file, listener, drillTime, ...end }: OpenFile): Journal {
  let { bytes, previous } = end;
  let hasHole = false;
  const write = (event: DrillEvent): void => {
    // A journal with a hole must not tell of an end: nobody could see that something is missing.
    if (hasHole && event.type === 'drill-ended') throw new Error('earlier events are missing');
    if (!isSameFile(path, file)) throw new Error(`${path} was deleted or moved`);
    const json = JSON.stringify(event);
    const line = `${hex(Buffer.byteLength(json))} ${hex(crc32(json))} ${previous} ${json}`;
    const record = Buffer.from(`${line}\n`);
    for (let done = 0; done < record.length; ) {
      done += writeSync(file, record, done, record.length - done, bytes + done);
    }
    if (INTENTS.has(event.type)) fsyncSync(file);
    bytes += record.length;
    previous = sha256(line);
  };
  return {
    drillTime,
    append(body, atNs) {
      const event: DrillEvent = { at: drillTime(atNs), ...body };
      try {
        write(event);
      } catch (error) {
        hasHole = true;
        // Half a record would make unreadable whatever can be written after it.
        cutQuietly(file, bytes);
        throw error;
      } finally {
        listener(event);
      }
      return event;
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

function isSameFile(path: string, file: number): boolean {
  const [named, open] = [statSync(path, { throwIfNoEntry: false }), fstatSync(file)];
  return named !== undefined && named.ino === open.ino && named.dev === open.dev;
}

function cutQuietly(file: number, bytes: number): void {
  try {
    ftruncateSync(file, bytes);
  } catch {
    // The reader stops at the half record.
  }
}

interface Scan {
  readonly events: readonly DrillEvent[];
  readonly intactBytes: number;
  readonly previous: string;
  /** What comes after the last intact record. */
  readonly rest: string;
  readonly damaged: string | null;
}

function scan(text: string): Scan {
  const events: DrillEvent[] = [];
  let [previous, intactBytes, from] = [FIRST_HASH, 0, 0];
  const upToHere = (damaged: string | null): Scan => {
    return { events, intactBytes, previous, rest: text.slice(from), damaged };
  };
  for (;;) {
    const end = text.indexOf('\n', from);
    if (end < 0)
      return upToHere(from === text.length ? null : `record ${events.length + 1} is torn`);
    const line = text.slice(from, end);
    const [, , , hash, json] = RECORD.exec(line) ?? [];
    if (json === undefined || !isWhole(line) || hash !== previous) {
      return upToHere(`record ${events.length + 1} is damaged`);
    }
    events.push(JSON.parse(json));
    previous = sha256(line);
    intactBytes += Buffer.byteLength(line) + 1;
    from = end + 1;
  }
}

/** Whether a line is as it was written, wherever it belongs. */
function isWhole(line: string): boolean {
  const [, length, checksum, , json] = RECORD.exec(line) ?? [];
  return (
    json !== undefined && length === hex(Buffer.byteLength(json)) && checksum === hex(crc32(json))
  );
}

/** When the journal was opened, on the machine's monotonic clock; null where that is not known. */
function openedAtNs(events: readonly DrillEvent[]): bigint | null {
  const started = events.find((event) => event.type === 'drill-started');
  if (started?.type !== 'drill-started') return null;
  return BigInt(started.anchor.monotonicNs) - BigInt(Math.round(started.at * 1e6));
}

function sha256(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
