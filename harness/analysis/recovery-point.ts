// Data loss of one service: RPA in operations, won and time (reference §1.10). What is lost is
// decided in reconciliation.ts.

import { durationMs } from '../model/duration.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { Interval, RecoveryPoint } from './analysis.ts';
import type { ReconciledOperation } from './reconciliation.ts';

const LEAST_EXPOSURE_MS = 5_000;

/**
 * The time before the first effect in which an acknowledged write is at risk: the last
 * max(5 s, 3 × replication lag) (design decision 12), the lag being the replication link's delay.
 */
export function exposureWindow(
  plan: DrillPlan,
  service: string,
  effectAt: number,
): { readonly from: number; readonly to: number } {
  const replication = plan.estate.services.find(({ id }) => id === service)?.replication;
  const lagMs = replication === undefined ? 0 : durationMs(replication.linkDelay);
  return { from: effectAt - Math.max(LEAST_EXPOSURE_MS, 3 * lagMs), to: effectAt };
}

function isLoss(operation: ReconciledOperation, number: number): boolean {
  const kind = operation.classOf(number);
  return kind === 'lost' || kind === 'stranded';
}

/** Time of the first acknowledgement that is lost; Infinity when none is. */
function firstLossAt(operations: readonly ReconciledOperation[]): number {
  let first = Number.POSITIVE_INFINITY;
  for (const operation of operations) {
    for (let number = 0; number < operation.count; number += 1) {
      const at = operation.acknowledgedAt(number);
      if (at !== null && at < first && isLoss(operation, number)) first = at;
    }
  }
  return first;
}

/** Last acknowledgement before a time; the time itself when there is none. */
function lastAcknowledgedBefore(operations: readonly ReconciledOperation[], time: number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const operation of operations) {
    for (let number = 0; number < operation.count; number += 1) {
      const at = operation.acknowledgedAt(number);
      if (at !== null && at < time && at > last) last = at;
    }
  }
  return Number.isFinite(last) ? last : time;
}

/**
 * Age of the loss: effect − the last acknowledgement such that it and every earlier one survived; 0
 * when nothing is lost. `effectAt` is the interval of the first effect in drill time.
 */
function ageOfLoss(operations: readonly ReconciledOperation[], effectAt: Interval): Interval {
  const lossAt = firstLossAt(operations);
  if (!Number.isFinite(lossAt)) return { low: 0, best: 0, high: 0 };
  const safeAt = lastAcknowledgedBefore(operations, lossAt);
  return {
    low: Math.max(0, effectAt.low - safeAt),
    best: Math.max(0, effectAt.best - safeAt),
    high: Math.max(0, effectAt.high - safeAt),
  };
}

/** Measures the data loss of a service from its reconciled operations. */
export function measureRecoveryPoint(
  operations: readonly ReconciledOperation[],
  of: { readonly effectAt: Interval; readonly hasPrimaryBooks: boolean },
): RecoveryPoint {
  if (operations.length === 0) return { kind: 'unknown', reason: { kind: 'no-write-operation' } };
  if (!of.hasPrimaryBooks) {
    return { kind: 'unknown', reason: { kind: 'no-primary-books', readings: ['first'] } };
  }
  let lost = 0;
  let lostWon = 0;
  let exposedAcknowledged = 0;
  for (const { result } of operations) {
    lost += result.counts.lost + result.counts.stranded;
    lostWon += result.won.lost + result.won.stranded;
    exposedAcknowledged += result.exposedAcknowledged;
  }
  // Nobody had been told that anything was written, so nothing could be lost: that shows nothing.
  if (lost === 0 && exposedAcknowledged === 0) {
    return { kind: 'unknown', reason: { kind: 'nothing-exposed' } };
  }
  const ageMs = ageOfLoss(operations, of.effectAt);
  return { kind: 'measured', lost, lostWon, ageMs, exposedAcknowledged };
}
