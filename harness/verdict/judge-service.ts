// Objectives on how a service behaved: availability, not being touched, and a planned failback.

import type { OperationReconciliation, ServiceMeasurement } from '../analysis/index.ts';
import { NOT_AFFECTED_EVENTS } from '../analysis/index.ts';
import { type Finding, unknownFinding } from './finding.ts';

/** Judges availability: met by the corrected share, missed by the raw one, else inconclusive. */
export function judgeAvailability(measurement: ServiceMeasurement, floor: number): Finding {
  const { good, events, availability } = measurement;
  if (events === 0) return unknownFinding({ kind: 'no-event' });
  const { raw, corrected } = availability;
  const measured = { kind: 'availability', corrected, raw, good, events } as const;
  const figures = { corrected, raw, floor };
  if (corrected >= floor) {
    return { value: 'met', reason: { kind: 'available', ...figures }, measured };
  }
  if (raw < floor) {
    return { value: 'missed', reason: { kind: 'not-available', ...figures }, measured };
  }
  return { value: 'inconclusive', reason: { kind: 'floor-inside-range', ...figures }, measured };
}

/**
 * Judges that a service was not touched: met without any bad event in at least 299, missed when its
 * service level was broken, else inconclusive.
 */
export function judgeUnaffected(measurement: ServiceMeasurement, serviceLevel: number): Finding {
  const { events, good, bad } = measurement;
  if (events === 0) return unknownFinding({ kind: 'no-event' });
  const measured = { kind: 'disturbance', bad, events } as const;
  if (bad === 0 && good >= NOT_AFFECTED_EVENTS) {
    return { value: 'met', reason: { kind: 'untouched', good }, measured };
  }
  if (bad > 0 && good / events < serviceLevel) {
    return { value: 'missed', reason: { kind: 'touched', bad, events }, measured };
  }
  const reason =
    bad === 0
      ? ({ kind: 'too-few-to-tell', good, needed: NOT_AFFECTED_EVENTS } as const)
      : ({ kind: 'touched-within-level', bad, events } as const);
  return { value: 'inconclusive', reason, measured };
}

/** True when an acknowledgement since the failback's start is lost (the last examples tell). */
function losesSince(reconciliation: readonly OperationReconciliation[], since: number): boolean {
  return reconciliation.some(({ examples }) =>
    [...(examples.lost ?? []), ...(examples.stranded ?? [])].some(
      ({ acknowledgedAt }) => acknowledgedAt !== null && acknowledgedAt >= since,
    ),
  );
}

/** Judges a planned failback by its disturbance and by writes lost since it began. */
export function judgeFailback(
  measurement: ServiceMeasurement,
  reconciliation: readonly OperationReconciliation[],
  maxDisruptionMs: number,
): Finding {
  const { failback } = measurement;
  if (failback === null) return unknownFinding({ kind: 'no-failback' });
  const { disruptionMs } = failback;
  const measured = { kind: 'failback', disruptionMs } as const;
  if (losesSince(reconciliation, failback.startedAt)) {
    return { value: 'missed', reason: { kind: 'failback-lost-writes' }, measured };
  }
  const figures = { disruptionMs, limitMs: maxDisruptionMs };
  if (disruptionMs > maxDisruptionMs) {
    return { value: 'missed', reason: { kind: 'failback-long', ...figures }, measured };
  }
  return failback.endedAt === null
    ? { value: 'inconclusive', reason: { kind: 'failback-not-ended' }, measured }
    : { value: 'met', reason: { kind: 'failback-short', ...figures }, measured };
}
