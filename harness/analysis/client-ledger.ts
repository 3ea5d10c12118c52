// What the client knows of every write operation: whether an attempt was acknowledged, and whether
// a failure is certain. 5 bytes an operation; the books are held against it in reconciliation.ts.

import { NO_SAMPLE } from './arrivals.ts';
import type { Samples } from './samples.ts';

/** What the client knows of one operation. */
export type ClientKnowledge = 'never-attempted' | 'acknowledged' | 'failed' | 'indeterminate';

/** The client's side of one write operation. */
export interface ClientLedger {
  readonly operation: string;
  /** Highest operation number seen, plus 1. */
  readonly count: number;
  knows(operationNumber: number): ClientKnowledge;
  /** Row in the samples of the first acknowledged attempt, or NO_SAMPLE. */
  acknowledgedRow(operationNumber: number): number;
}

/** Outcomes after which nothing can have been done: an honest no, or no connection at all. */
const CERTAIN_FAILURES: ReadonlySet<string> = new Set([
  'refused-by-service',
  'connection-refused',
  'name-error',
]);

const SEEN = 1;
const UNCERTAIN = 2;

/** The client's ledger of one operation, over all its attempts. */
export function clientLedger(samples: Samples, operation: string): ClientLedger {
  const { attempts } = samples;
  const operationIndex = samples.operations.indexOf(operation);
  const limit = 2 * attempts.count + 100_000;
  let count = 0;
  for (let row = 0; row < attempts.count; row += 1) {
    const next = attempts.operationNumber(row) + 1;
    if (attempts.operation(row) === operationIndex && next < limit) count = Math.max(count, next);
  }
  const flags = new Uint8Array(count);
  const acknowledged = new Uint32Array(count).fill(NO_SAMPLE);
  const certain = samples.outcomes.map((outcome) => CERTAIN_FAILURES.has(outcome));
  const ok = samples.outcomes.indexOf('ok');
  for (let row = 0; row < attempts.count; row += 1) {
    if (attempts.operation(row) !== operationIndex) continue;
    const number = attempts.operationNumber(row);
    if (number >= count) continue;
    const outcome = attempts.outcome(row);
    flags[number] = (flags[number] ?? 0) | SEEN | (certain[outcome] === true ? 0 : UNCERTAIN);
    const known = acknowledged[number] ?? NO_SAMPLE;
    if (outcome !== ok) continue;
    if (known === NO_SAMPLE || attempts.endMs(row) < attempts.endMs(known)) {
      acknowledged[number] = row;
    }
  }
  return {
    operation,
    count,
    knows(number) {
      if (number >= count) return 'never-attempted';
      if (acknowledged[number] !== NO_SAMPLE) return 'acknowledged';
      const flag = flags[number] ?? 0;
      // Numbers are dense: an unseen one below the highest was attempted, its sample is missing.
      return (flag & SEEN) !== 0 && (flag & UNCERTAIN) === 0 ? 'failed' : 'indeterminate';
    },
    acknowledgedRow: (number) => acknowledged[number] ?? NO_SAMPLE,
  };
}
