// Objectives on data: RPO against RPA, and integrity of the books.

import type { Integrity, RecoveryPoint } from '../analysis/index.ts';
import { durationMs } from '../model/duration.ts';
import type { RecoveryPointObjective } from '../model/objective.ts';
import { unreachable } from '../model/problem.ts';
import { type Finding, unknownFinding } from './finding.ts';

/** Judges data loss by count and by the age of the oldest loss. */
export function judgeRecoveryPoint(
  point: RecoveryPoint,
  objective: RecoveryPointObjective,
): Finding {
  if (point.kind === 'unknown') return unknownFinding(point.reason);
  const { lost, ageMs, exposedAcknowledged: exposed } = point;
  const measured = { kind: 'loss', lost, ageMs, exposed } as const;
  if (lost > objective.maxLost) {
    const reason = { kind: 'lost-too-many', lost, limit: objective.maxLost } as const;
    return { value: 'missed', reason, measured };
  }
  const limitMs = durationMs(objective.maxAge);
  if (ageMs.low > limitMs) {
    return { value: 'missed', reason: { kind: 'loss-too-old', ageMs, limitMs }, measured };
  }
  if (ageMs.high > limitMs) {
    const reason = { kind: 'loss-limit-inside-interval', ageMs, limitMs } as const;
    return { value: 'inconclusive', reason, measured };
  }
  return lost === 0
    ? { value: 'met', reason: { kind: 'nothing-lost', exposed }, measured }
    : { value: 'met', reason: { kind: 'loss-within-limits', lost, ageMs }, measured };
}

/** Judges the integrity of the books. */
export function judgeIntegrity(integrity: Integrity): Finding {
  switch (integrity.kind) {
    case 'unknown':
      return unknownFinding(integrity.reason);
    case 'broken': {
      const reason = { kind: 'books-broken', findings: integrity.findings } as const;
      return { value: 'missed', reason, measured: { kind: 'books', intact: false } };
    }
    case 'intact': {
      const measured = { kind: 'books', intact: true } as const;
      return { value: 'met', reason: { kind: 'books-intact' }, measured };
    }
    default:
      return unreachable(integrity);
  }
}
