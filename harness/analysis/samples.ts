// The load's samples in memory: one column per field, so that an attempt costs 23 bytes and no
// object. Reading them from the file lives in read-samples.ts; what they mean in the analysis.

/** Attempts, one row each, in the order of the file. */
export interface AttemptColumns {
  readonly count: number;
  /** Index into `Samples.operations`. */
  readonly operation: Uint8Array;
  /** Index into `Samples.outcomes`. */
  readonly outcome: Uint8Array;
  /** 0 for the first attempt of an operation. */
  readonly attempt: Uint8Array;
  /** Dense number within the operation. */
  readonly operationNumber: Uint32Array;
  /** End of the attempt, ms after `Samples.baseWallMs`. */
  readonly endMs: Float64Array;
  readonly durationMs: Float64Array;
}

/** Arrivals that the load generator could not start, one row per point. */
export interface DropColumns {
  readonly count: number;
  readonly operation: Uint8Array;
  readonly atMs: Float64Array;
  readonly howMany: Float64Array;
}

/** Everything that the samples file of a drill holds for the analysis. */
export interface Samples {
  /** Wall-clock ms (since 1970) that all times count from. */
  readonly baseWallMs: number;
  readonly operations: readonly string[];
  readonly outcomes: readonly string[];
  readonly attempts: AttemptColumns;
  readonly drops: DropColumns;
  /** Why the file does not end as it should; null when it does. */
  readonly cutOff: string | null;
  /** Lines of our metrics that could not be read. */
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

/** Collects samples; columns double when they are full. */
export interface SamplesBuilder {
  addAttempt(row: AttemptRow): void;
  addDrop(drop: { operation: string; atMs: number; howMany: number }): void;
  build(end: { baseWallMs: number; cutOff: string | null; damagedLines: number }): Samples;
}

type Column = Uint8Array | Uint32Array | Float64Array;

function grown<T extends Column>(column: T, make: (length: number) => T): T {
  const larger = make(column.length * 2);
  larger.set(column);
  return larger;
}

/** Numbers names in the order of their first appearance; at most 255, as a column holds a byte. */
function numbering(): { readonly names: string[]; numberOf(name: string): number } {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  return {
    names,
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      if (names.length === 255) throw new Error('Internal error: more than 255 names in a column');
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

const bytes = (length: number): Uint8Array => new Uint8Array(length);
const words = (length: number): Uint32Array => new Uint32Array(length);
const doubles = (length: number): Float64Array => new Float64Array(length);

/** Starts an empty collection of samples. */
export function samplesBuilder(): SamplesBuilder {
  const operations = numbering();
  const outcomes = numbering();
  let size = 1_024;
  let count = 0;
  let operation = bytes(size);
  let outcome = bytes(size);
  let attempt = bytes(size);
  let operationNumber = words(size);
  let endMs = doubles(size);
  let durationMs = doubles(size);
  const drops: { operation: number; atMs: number; howMany: number }[] = [];
  const grow = (): void => {
    operation = grown(operation, bytes);
    outcome = grown(outcome, bytes);
    attempt = grown(attempt, bytes);
    operationNumber = grown(operationNumber, words);
    endMs = grown(endMs, doubles);
    durationMs = grown(durationMs, doubles);
    size *= 2;
  };
  return {
    addAttempt(row) {
      if (count === size) grow();
      operation[count] = operations.numberOf(row.operation);
      outcome[count] = outcomes.numberOf(row.outcome);
      attempt[count] = Math.min(row.attempt, 255);
      operationNumber[count] = row.operationNumber;
      endMs[count] = row.endMs;
      durationMs[count] = row.durationMs;
      count += 1;
    },
    addDrop(drop) {
      drops.push({ ...drop, operation: operations.numberOf(drop.operation) });
    },
    build(end) {
      return {
        ...end,
        operations: operations.names,
        outcomes: outcomes.names,
        attempts: { count, operation, outcome, attempt, operationNumber, endMs, durationMs },
        drops: {
          count: drops.length,
          operation: Uint8Array.from(drops, (drop) => drop.operation),
          atMs: Float64Array.from(drops, (drop) => drop.atMs),
          howMany: Float64Array.from(drops, (drop) => drop.howMany),
        },
      };
    },
  };
}
