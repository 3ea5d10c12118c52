// One line of k6's JSON output and its fields, read by JSON.parse. This is the road that is always
// right. The fast one beside it, sample-bytes.ts, is held against it and leaves to it what is
// unusual.

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

/** What the tags of a point say; null for what they do not. */
export interface PointTags {
  readonly operation: string | null;
  readonly outcome: string | null;
  /** The operation that the k6 scenario stands for. */
  readonly scenarioOperation: string | null;
}

/** A field of a parsed object; undefined when there is none. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** k6 names scenarios without dots: `bank_transfer` stands for the operation `bank.transfer`. */
function operationOfScenario(scenario: string): string {
  return scenario.includes('.') ? scenario : scenario.replace('_', '.');
}

/** Reads the parsed `tags` of a point. */
export function pointTags(tags: unknown): PointTags {
  const operation = field(tags, 'operation');
  const outcome = field(tags, 'outcome');
  const scenario = field(tags, 'scenario');
  return {
    operation: typeof operation === 'string' ? operation : null,
    outcome: typeof outcome === 'string' ? outcome : null,
    scenarioOperation: typeof scenario === 'string' ? operationOfScenario(scenario) : null,
  };
}

/** The number of an operation or attempt; NaN for everything else. */
function wholeNumber(text: unknown): number {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
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
  const time = typeof timeText === 'string' ? parseWallTime(timeText) : null;
  const value = field(data, 'value');
  if (time === null || typeof value !== 'number') return null;
  const { operation, outcome, scenarioOperation } = pointTags(field(data, 'tags'));
  if (metric === DROPPED_METRIC) {
    if (scenarioOperation === null) return null;
    return { kind: 'drop', time, howMany: value, operation: scenarioOperation };
  }
  const operationNumber = wholeNumber(field(field(data, 'metadata'), 'n'));
  const attempt = wholeNumber(field(field(data, 'metadata'), 'attempt'));
  if (operation === null || outcome === null) return null;
  if (Number.isNaN(operationNumber) || Number.isNaN(attempt)) return null;
  return { kind: 'attempt', time, durationMs: value, operation, outcome, operationNumber, attempt };
}
