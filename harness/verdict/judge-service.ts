// Objectives on how a service behaved: availability, not being touched, and a planned failback.

import type { OperationReconciliation, ServiceMeasurement } from '../analysis/index.ts';
import { NOT_AFFECTED_EVENTS } from '../analysis/index.ts';
import { formatDuration } from '../model/duration.ts';
import { formatShare } from './figures.ts';
import { type Finding, unknownFinding } from './finding.ts';

/** Judges availability: met by the corrected share, missed by the raw one, else inconclusive. */
export function judgeAvailability(measurement: ServiceMeasurement, floor: number): Finding {
  if (measurement.events === 0) return unknownFinding('no event in the method');
  const { raw, corrected } = measurement.availability;
  const range = `${formatShare(corrected)} … ${formatShare(raw)}`;
  const figure = corrected === raw ? formatShare(raw) : range;
  const count = `${measurement.good}/${measurement.events}`;
  const measured = { en: `${figure} (${count})`, ko: `${figure} (${count})` };
  const limit = formatShare(floor);
  if (corrected >= floor) {
    const reason = {
      en: `${figure} of events were good; the floor is ${limit}.`,
      ko: `정상 비율 ${figure}; 하한 ${limit}.`,
    };
    return { value: 'met', reason, measured };
  }
  if (raw < floor) {
    const reason = {
      en: `Only ${figure} of events were good; the floor is ${limit}.`,
      ko: `정상 비율이 ${figure}에 그침; 하한 ${limit}.`,
    };
    return { value: 'missed', reason, measured };
  }
  const reason = {
    en: `${figure} of events were good: the floor of ${limit} lies inside.`,
    ko: `정상 비율 ${figure}: 하한 ${limit}이(가) 측정 구간 안에 있음.`,
  };
  return { value: 'inconclusive', reason, measured };
}

/**
 * Judges that a service was not touched: met without any bad event in at least 299, missed when its
 * service level was broken, else inconclusive.
 */
export function judgeUnaffected(measurement: ServiceMeasurement, serviceLevel: number): Finding {
  const { events, good, bad } = measurement;
  if (events === 0) return unknownFinding('no event in the method');
  const measured = { en: `${bad} bad of ${events}`, ko: `${events}건 중 비정상 ${bad}건` };
  if (bad === 0 && good >= NOT_AFFECTED_EVENTS) {
    const reason = {
      en: `Not touched: ${good} good events and no bad one.`,
      ko: `영향 없음: 정상 ${good}건, 비정상 0건.`,
    };
    return { value: 'met', reason, measured };
  }
  if (bad > 0 && good / events < serviceLevel) {
    const reason = {
      en: `Touched: ${bad} of ${events} events were bad.`,
      ko: `영향 받음: ${events}건 중 비정상 ${bad}건.`,
    };
    return { value: 'missed', reason, measured };
  }
  const reason =
    bad === 0
      ? {
          en: `No bad event, but only ${good} good ones; ${NOT_AFFECTED_EVENTS} are needed.`,
          ko: `비정상은 없으나 정상이 ${good}건뿐임; ${NOT_AFFECTED_EVENTS}건 필요.`,
        }
      : {
          en: `${bad} of ${events} events were bad: within the service level, yet not untouched.`,
          ko: `${events}건 중 비정상 ${bad}건: 서비스 수준 이내이나 무영향은 아님.`,
        };
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
  if (failback === null) return unknownFinding('no failback was begun');
  const disruption = formatDuration(failback.disruptionMs);
  const limit = formatDuration(maxDisruptionMs);
  const measured = { en: `disturbed for ${disruption}`, ko: `${disruption} 동안 지장` };
  if (losesSince(reconciliation, failback.startedAt)) {
    const reason = {
      en: 'A write acknowledged since the failback began is lost.',
      ko: '원복 시작 이후 승인된 쓰기가 유실됨.',
    };
    return { value: 'missed', reason, measured };
  }
  if (failback.disruptionMs > maxDisruptionMs) {
    const reason = {
      en: `The failback disturbed the service for ${disruption}; at most ${limit} is allowed.`,
      ko: `원복으로 ${disruption} 동안 지장 발생; 허용 ${limit}.`,
    };
    return { value: 'missed', reason, measured };
  }
  if (failback.endedAt === null) {
    const reason = { en: 'The failback did not end.', ko: '원복이 끝나지 않음.' };
    return { value: 'inconclusive', reason, measured };
  }
  const reason = {
    en: `The failback disturbed the service for ${disruption}: within ${limit}, and lost nothing.`,
    ko: `원복으로 ${disruption} 동안 지장: 허용 ${limit} 이내, 유실 없음.`,
  };
  return { value: 'met', reason, measured };
}
