// The load's samples in memory: who asks sees rows and names; how attempts are packed is the affair
// of sample-rows.ts. Reading samples from the file lives in read-samples.ts; what they mean in the
// analysis.

import type { SamplesDamage } from '../statements/index.ts';
import { packedRows } from './sample-rows.ts';

/** Attempts, one row each, in the order of the file. */
export interface Attempts {
  readonly count: number;
  /** Index into `Samples.operations`. */
  operation(row: number): number;
  /** Index into `Samples.outcomes`. */
  outcome(row: number): number;
  /** 0 for the first attempt of an operation, 1 and 2 for the next, 3 for all later ones. */
  attempt(row: number): number;
  /** Dense number within the operation. */
  operationNumber(row: number): number;
  /** End of the attempt, ms after `Samples.baseWallMs`, exact to the nanosecond. */
  endMs(row: number): number;
  /** Rounded to 24 binary digits: to 4 ns at 100 ms. */
  durationMs(row: number): number;
}

/** Arrivals that the load generator could not start, one row per point. */
export interface DropColumns {
  readonly count: number;
  readonly operation: Uint8Array;
  readonly atMs: Float64Array;
  readonly howMany: Float32Array;
}

/** Everything that the samples file of a drill holds for the analysis. */
export interface Samples {
  /** Wall-clock ms (since 1970) that all times count from. */
  readonly baseWallMs: number;
  readonly operations: readonly string[];
  readonly outcomes: readonly string[];
  readonly attempts: Attempts;
  readonly drops: DropColumns;
  /** Why the file does not end as it should; null when it does. */
  readonly cutOff: SamplesDamage | null;
  /** Lines with the name of one of our metrics that could not be read. */
  readonly damagedLines: number;
}

/** One attempt as a row, for builders and readers. */
export interface AttemptRow {
  readonly operation: string;
  readonly outcome: string;
  readonly attempt: number;
  readonly operationNumber: number;
  readonly endMs: number;
  readonly durationMs: number;
}

/** One point of dropped arrivals. */
export interface DropRow {
  readonly operation: string;
  readonly atMs: number;
  readonly howMany: number;
}

/** Collects samples. */
export interface SamplesBuilder {
  /**
   * False, and not kept, when a row cannot hold it: a time 39 hours from the base, an operation
   * number of 2^30, a 257th pair of operation and outcome.
   */
  addAttempt(row: AttemptRow): boolean;
  /** False, and not kept, when it is the point of a 257th operation. */
  addDrop(drop: DropRow): boolean;
  build(end: { baseWallMs: number; cutOff: SamplesDamage | null; damagedLines: number }): Samples;
}

/** What a byte numbers. */
const MOST_NAMES = 256;

/** Numbers names in the order of their first appearance. */
interface Numbering {
  readonly names: readonly string[];
  /** -1 for a new name when a byte holds no more. */
  numberOf(name: string): number;
}

function numbering(): Numbering {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (names.length === MOST_NAMES) return -1;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

interface Pair {
  readonly operation: number;
  readonly outcome: number;
}

/** Numbers the pairs of operation and outcome that occur: a byte a row instead of two. */
interface Pairing {
  readonly pairs: readonly Pair[];
  /** -1 for a new pair when a byte holds no more. */
  numberOf(row: AttemptRow): number;
}

function numberedPairs(operations: Numbering, outcomes: Numbering): Pairing {
  const pairs: Pair[] = [];
  const numbers = new Map<number, number>();
  return {
    pairs,
    numberOf(row) {
      const operation = operations.numberOf(row.operation);
      const outcome = outcomes.numberOf(row.outcome);
      if (operation === -1 || outcome === -1) return -1;
      const key = operation * MOST_NAMES + outcome;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      if (pairs.length === MOST_NAMES) return -1;
      numbers.set(key, pairs.length);
      return pairs.push({ operation, outcome }) - 1;
    },
  };
}

/** Starts an empty collection of samples. */
export function samplesBuilder(): SamplesBuilder {
  const operations = numbering();
  const outcomes = numbering();
  const pairing = numberedPairs(operations, outcomes);
  const rows = packedRows();
  const drops = dropCollection(operations);
  const { pairs } = pairing;
  return {
    addAttempt(row) {
      const pair = pairing.numberOf(row);
      if (pair === -1) return false;
      const { attempt, operationNumber, endMs, durationMs } = row;
      return rows.add({ pair, attempt, operationNumber, endMs, durationMs });
    },
    addDrop: (drop) => drops.add(drop),
    build: (end) => ({
      ...end,
      operations: operations.names,
      outcomes: outcomes.names,
      attempts: {
        count: rows.count(),
        operation: (row) => pairs[rows.pair(row)]?.operation ?? 0,
        outcome: (row) => pairs[rows.pair(row)]?.outcome ?? 0,
        attempt: (row) => rows.attempt(row),
        operationNumber: (row) => rows.operationNumber(row),
        endMs: (row) => rows.endMs(row),
        durationMs: (row) => rows.durationMs(row),
      },
      drops: drops.columns(),
    }),
  };
}

/** Points of dropped arrivals, in columns that double when they are full. */
interface DropCollection {
  /** False, and not added, for a new operation when a byte numbers no more. */
  add(drop: DropRow): boolean;
  columns(): DropColumns;
}

function dropCollection(operations: Numbering): DropCollection {
  let columns = dropColumns(64);
  let count = 0;
  const resize = (size: number): void => {
    const old = columns;
    columns = dropColumns(size);
    columns.operation.set(old.operation.subarray(0, count));
    columns.atMs.set(old.atMs.subarray(0, count));
    columns.howMany.set(old.howMany.subarray(0, count));
  };
  return {
    add(drop) {
      const number = operations.numberOf(drop.operation);
      if (number === -1) return false;
      if (count === columns.operation.length) resize(count * 2);
      columns.operation[count] = number;
      columns.atMs[count] = drop.atMs;
      columns.howMany[count] = drop.howMany;
      count += 1;
      return true;
    },
    columns() {
      resize(count);
      return { ...columns, count };
    },
  };
}

function dropColumns(size: number): Omit<DropColumns, 'count'> {
  return {
    operation: new Uint8Array(size),
    atMs: new Float64Array(size),
    howMany: new Float32Array(size),
  };
}
