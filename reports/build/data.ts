// Reconciliation and recovery points as the report holds them, the worst classes first.

import type { Analysis } from '../../harness/analysis/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { OPERATION_CLASSES } from '../schema/data.ts';
import { roundInterval, type TimeBase } from './time-base.ts';

/** Reconciliation of every write operation. */
export function buildReconciliation(
  analysis: Analysis,
  base: TimeBase,
): DrillReport['reconciliation'] {
  return analysis.reconciliation.map((entry) => ({
    operation: entry.operation,
    service: entry.service,
    attempted: entry.attempted,
    acknowledged: entry.acknowledged,
    exposedAcknowledged: entry.exposedAcknowledged,
    classes: OPERATION_CLASSES.map((name) => ({
      class: name,
      operations: entry.counts[name],
      won: entry.won[name],
    })),
    examples: OPERATION_CLASSES.flatMap((name) =>
      (entry.examples[name] ?? []).map(({ key, won, acknowledgedAt }) => ({
        class: name,
        key,
        won,
        acknowledgedMs: base.timeOrNull(acknowledgedAt),
      })),
    ),
  }));
}

/** Data loss of every service. */
export function buildRecoveryPoints(analysis: Analysis): DrillReport['recoveryPoints'] {
  return analysis.recoveryPoints.map(({ service, recoveryPoint }) => ({
    service,
    recoveryPoint:
      recoveryPoint.kind === 'unknown'
        ? recoveryPoint
        : { ...recoveryPoint, ageMs: roundInterval(recoveryPoint.ageMs) },
  }));
}
