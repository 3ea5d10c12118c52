// The arrival grid of one operation: every first attempt and every drop gets the time at which it
// was scheduled. Good and bad are not told apart here.

import type { PlannedOperation } from '../plan/drill-plan.ts';
import type { DrillClock } from './drill-clock.ts';
import type { Samples } from './samples.ts';

/** Marks a row without a sample: a drop in arrivals, a missing number in an index. */
export const NO_SAMPLE = 0xffff_ffff;

/** Sample row of each operation's first attempts, by operation number. */
export type FirstAttempts = ReadonlyMap<string, Uint32Array>;

/** The scheduled arrivals of one operation in order. */
export interface Arrivals {
  readonly operation: string;
  readonly count: number;
  /** Drill time, ms. */
  readonly scheduledAt: Float64Array;
  /** Row in the samples, or NO_SAMPLE for a drop. */
  readonly sample: Uint32Array;
  readonly dropped: number;
  /** Operation numbers below the highest that have no first attempt in the samples. */
  readonly missing: number;
  /** Start against the grid of each first attempt, ms, ascending. */
  readonly latenessMs: Float32Array;
}

/** Highest operation number + 1 of each operation; 0 without samples. */
function operationCounts(samples: Samples): Uint32Array {
  const counts = new Uint32Array(samples.operations.length);
  const { attempts } = samples;
  // Numbers are dense: one far above the number of samples is damage and must not cost memory.
  const limit = 2 * attempts.count + 100_000;
  for (let row = 0; row < attempts.count; row += 1) {
    const operation = attempts.operation(row);
    const next = attempts.operationNumber(row) + 1;
    if (next < limit && next > (counts[operation] ?? 0)) counts[operation] = next;
  }
  return counts;
}

/** Indexes the first attempts of all operations: 4 bytes per operation number. */
export function indexFirstAttempts(samples: Samples): FirstAttempts {
  const { attempts } = samples;
  const indexes = Array.from(operationCounts(samples), (count) =>
    new Uint32Array(count).fill(NO_SAMPLE),
  );
  for (let row = 0; row < attempts.count; row += 1) {
    if (attempts.attempt(row) !== 0) continue;
    const index = indexes[attempts.operation(row)];
    if (index !== undefined) index[attempts.operationNumber(row)] = row;
  }
  return new Map(
    samples.operations.map((name, number) => [name, indexes[number] ?? new Uint32Array(0)]),
  );
}

/** Times of single drops of an operation, ascending, in drill time. */
function dropTimes(samples: Samples, operation: string, clock: DrillClock): readonly number[] {
  const number = samples.operations.indexOf(operation);
  const times: number[] = [];
  const { drops } = samples;
  for (let row = 0; row < drops.count; row += 1) {
    if (drops.operation[row] !== number) continue;
    const at = clock.drillTimeOf(drops.atMs[row] ?? 0);
    for (let index = 0; index < (drops.howMany[row] ?? 0); index += 1) times.push(at);
  }
  return times.sort((left, right) => left - right);
}

/** What `arrivalsOf` works on. */
export interface ArrivalsSource {
  readonly samples: Samples;
  readonly firstAttempts: FirstAttempts;
  readonly clock: DrillClock;
}

/** Start of an attempt in drill time: k6 stamps the end. */
function startOf({ samples, clock }: ArrivalsSource, row: number): number {
  const end = samples.attempts.endMs(row);
  return clock.drillTimeOf(end - samples.attempts.durationMs(row));
}

/**
 * Puts an operation's first attempts and drops on their grid. k6 starts arrival i at
 * `start + i × interval` (reference §1.4); numbers do not count drops, so the grid index is the number
 * plus the drops before it, and the grid's start is min(start − index × interval).
 */
export function arrivalsOf(planned: PlannedOperation, source: ArrivalsSource): Arrivals {
  const { samples, clock } = source;
  const index = source.firstAttempts.get(planned.operation) ?? new Uint32Array(0);
  const drops = dropTimes(samples, planned.operation, clock);
  const scheduledAt = new Float64Array(index.length + drops.length);
  const sample = new Uint32Array(index.length + drops.length);
  let gridStart = Number.POSITIVE_INFINITY;
  let count = 0;
  let dropsBefore = 0;
  let present = 0;
  const addDrop = (number: number): void => {
    scheduledAt[count] = number + dropsBefore;
    sample[count] = NO_SAMPLE;
    count += 1;
    dropsBefore += 1;
  };
  for (let number = 0; number < index.length; number += 1) {
    const row = index[number] ?? NO_SAMPLE;
    if (row === NO_SAMPLE) continue;
    const start = startOf(source, row);
    while ((drops[dropsBefore] ?? Number.POSITIVE_INFINITY) <= start) addDrop(number);
    const slot = number + dropsBefore;
    gridStart = Math.min(gridStart, start - slot * planned.intervalMs);
    scheduledAt[count] = slot;
    sample[count] = row;
    count += 1;
    present += 1;
  }
  while (dropsBefore < drops.length) addDrop(index.length);
  if (present === 0) gridStart = drops[0] ?? 0;
  const latenessMs = new Float32Array(present);
  let late = 0;
  for (let event = 0; event < count; event += 1) {
    const at = gridStart + (scheduledAt[event] ?? 0) * planned.intervalMs;
    scheduledAt[event] = at;
    const row = sample[event] ?? NO_SAMPLE;
    if (row === NO_SAMPLE) continue;
    latenessMs[late] = startOf(source, row) - at;
    late += 1;
  }
  return {
    operation: planned.operation,
    count,
    scheduledAt,
    sample,
    dropped: drops.length,
    missing: index.length - present,
    latenessMs: latenessMs.sort(),
  };
}
