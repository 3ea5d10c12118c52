// One line of k6's JSON output: which metric it is, and its fields, by targeted byte search. The
// slow road, JSON.parse, stands beside it: it checks the fast one and takes over where they differ.

import { ATTEMPT_METRIC, DROPPED_METRIC } from '../load/sample.ts';
import { parseWallTime, type WallTime } from './sample-time.ts';

/** A point of one of our two metrics. */
export type SamplePoint =
  | {
      readonly kind: 'attempt';
      readonly time: WallTime;
      readonly durationMs: number;
      readonly operation: string;
      readonly outcome: string;
      readonly operationNumber: number;
      readonly attempt: number;
    }
  | {
      readonly kind: 'drop';
      readonly time: WallTime;
      readonly howMany: number;
      readonly operation: string;
    };

/** What a line can be. */
export type LineKind = 'attempt' | 'drop' | 'other' | 'unusual';

const METRIC_KEY = Buffer.from('{"metric":"');
const ATTEMPT = Buffer.from(`{"metric":"${ATTEMPT_METRIC}","type":"Point"`);
const DROP = Buffer.from(`{"metric":"${DROPPED_METRIC}","type":"Point"`);
const TIME = Buffer.from('"time":"');
const VALUE = Buffer.from('"value":');
const OPERATION = Buffer.from('"operation":"');
const OUTCOME = Buffer.from('"outcome":"');
const SCENARIO = Buffer.from('"scenario":"');
const METADATA = Buffer.from('"metadata":{');
const NUMBER = Buffer.from('"n":"');
const ATTEMPT_NUMBER = Buffer.from('"attempt":"');
const QUOTE = 0x22;

function startsWith(chunk: Buffer, at: number, prefix: Buffer): boolean {
  for (let index = 0; index < prefix.length; index += 1) {
    if (chunk[at + index] !== prefix[index]) return false;
  }
  return true;
}

/** Tells a line by its first bytes; `unusual`: other key order, so only JSON.parse can tell. */
export function lineKind(chunk: Buffer, from: number): LineKind {
  if (startsWith(chunk, from, ATTEMPT)) return 'attempt';
  if (startsWith(chunk, from, DROP)) return 'drop';
  return startsWith(chunk, from, METRIC_KEY) ? 'other' : 'unusual';
}

/** Start of what follows `key` in the line, or -1. */
function after(line: Buffer, key: Buffer, from = 0): number {
  const position = line.indexOf(key, from);
  return position === -1 ? -1 : position + key.length;
}

function textAfter(line: Buffer, key: Buffer, from = 0): string | null {
  const start = after(line, key, from);
  if (start === -1) return null;
  const end = line.indexOf(QUOTE, start);
  return end === -1 ? null : line.toString('latin1', start, end);
}

function numberAfter(line: Buffer, key: Buffer): number {
  const start = after(line, key);
  if (start === -1) return Number.NaN;
  let end = start;
  while (end < line.length && line[end] !== 0x2c && line[end] !== 0x7d) end += 1;
  return Number(line.toString('latin1', start, end));
}

/** k6 names scenarios without dots: `bank_transfer` stands for the operation `bank.transfer`. */
export function operationOfScenario(scenario: string): string {
  return scenario.includes('.') ? scenario : scenario.replace('_', '.');
}

/** A whole number of an operation or attempt; NaN for everything else. */
function wholeNumber(text: unknown): number {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** Reads a line by byte search; null when a field is missing. */
export function extractPoint(line: Buffer, kind: 'attempt' | 'drop'): SamplePoint | null {
  const timeAt = after(line, TIME);
  const time = timeAt === -1 ? null : parseWallTime(line, timeAt);
  const value = numberAfter(line, VALUE);
  if (time === null || Number.isNaN(value)) return null;
  if (kind === 'drop') {
    const scenario = textAfter(line, SCENARIO);
    if (scenario === null) return null;
    return { kind, time, howMany: value, operation: operationOfScenario(scenario) };
  }
  const metadataAt = after(line, METADATA);
  const operation = textAfter(line, OPERATION);
  const outcome = textAfter(line, OUTCOME);
  if (metadataAt === -1 || operation === null || outcome === null) return null;
  const operationNumber = wholeNumber(textAfter(line, NUMBER, metadataAt));
  const attempt = wholeNumber(textAfter(line, ATTEMPT_NUMBER, metadataAt));
  if (Number.isNaN(operationNumber) || Number.isNaN(attempt)) return null;
  return { kind, time, durationMs: value, operation, outcome, operationNumber, attempt };
}

/** A field of a parsed object; undefined when there is none. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** Reads a line by JSON.parse: `other` when it is none of ours, null when it is damaged. */
export function parsePoint(line: Buffer): SamplePoint | 'other' | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.toString('utf8'));
  } catch {
    return null;
  }
  const metric = field(parsed, 'metric');
  const isOurs = metric === ATTEMPT_METRIC || metric === DROPPED_METRIC;
  if (field(parsed, 'type') !== 'Point' || !isOurs) return 'other';
  const data = field(parsed, 'data');
  const timeText = field(data, 'time');
  const time = typeof timeText === 'string' ? parseWallTime(Buffer.from(timeText), 0) : null;
  const value = field(data, 'value');
  const tags = field(data, 'tags');
  if (time === null || typeof value !== 'number') return null;
  if (metric === DROPPED_METRIC) {
    const scenario = field(tags, 'scenario');
    if (typeof scenario !== 'string') return null;
    return { kind: 'drop', time, howMany: value, operation: operationOfScenario(scenario) };
  }
  const operation = field(tags, 'operation');
  const outcome = field(tags, 'outcome');
  const operationNumber = wholeNumber(field(field(data, 'metadata'), 'n'));
  const attempt = wholeNumber(field(field(data, 'metadata'), 'attempt'));
  if (typeof operation !== 'string' || typeof outcome !== 'string') return null;
  if (Number.isNaN(operationNumber) || Number.isNaN(attempt)) return null;
  return { kind: 'attempt', time, durationMs: value, operation, outcome, operationNumber, attempt };
}
