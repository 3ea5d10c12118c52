// The drill's event log: append-only, one record a line, each with its length, a checksum and the hash
// of the record before. Writing and reading only; what the events mean is others' affair.
//
// A line is `<length, 8 hex> <crc32, 8 hex> <sha-256 of the former line, 64 hex> <json>`.

import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

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
]);

/** An open journal. */
export interface Journal {
  /** Appends an event; intents are on disk when this returns. `atNs` is CLOCK_MONOTONIC. */
  append(body: DrillEventBody, atNs?: bigint): DrillEvent;
  /** Drill time of a monotonic stamp, ms. */
  drillTime(atNs?: bigint): number;
  close(): void;
}

/** Creates a journal; throws where the folder cannot be written. */
export function createJournal(path: string, listener: (event: DrillEvent) => void): Journal {
  const file = openSync(path, 'wx');
  const openedNs = process.hrtime.bigint();
  let previous = FIRST_HASH;
  const drillTime = (atNs = process.hrtime.bigint()): number => Number(atNs - openedNs) / 1e6;
  return {
    drillTime,
    append(body, atNs) {
      const event: DrillEvent = { at: drillTime(atNs), ...body };
      const json = JSON.stringify(event);
      const line = `${hex(Buffer.byteLength(json))} ${hex(crc32(json))} ${previous} ${json}`;
      writeSync(file, `${line}\n`);
      if (INTENTS.has(body.type)) fsyncSync(file);
      previous = createHash('sha256').update(line).digest('hex');
      listener(event);
      return event;
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/** The events of a journal, and what is damaged; a damaged record ends the reading. */
export function readJournal(path: string): {
  readonly events: readonly DrillEvent[];
  readonly damaged: string | null;
} {
  const lines = readFileSync(path, 'utf8').split('\n');
  const events: DrillEvent[] = [];
  let previous = FIRST_HASH;
  const tail = lines.pop();
  for (const [index, line] of lines.entries()) {
    const [, length, checksum, hash, json] = RECORD.exec(line) ?? [];
    const intact =
      json !== undefined &&
      length === hex(Buffer.byteLength(json)) &&
      checksum === hex(crc32(json)) &&
      hash === previous;
    if (!intact) return { events, damaged: `record ${index + 1} is damaged` };
    events.push(JSON.parse(json));
    previous = createHash('sha256').update(line).digest('hex');
  }
  return { events, damaged: tail === '' ? null : `record ${lines.length + 1} is torn` };
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
