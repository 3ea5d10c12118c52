// RTO against RTA: design decision 11. Three-valued by the bounds of the measurement.

import type { Recovery } from '../analysis/index.ts';
import { formatDuration } from '../model/duration.ts';
import { unreachable } from '../model/problem.ts';
import { formatInterval } from './figures.ts';
import { type Finding, sameText, unknownFinding } from './finding.ts';

type Recovered = Extract<Recovery, { kind: 'recovered' }>;

function recoveredFinding(recovery: Recovered, rtoMs: number): Finding {
  const { low, high } = recovery.timeToRecoverMs;
  const figure = formatInterval(recovery.timeToRecoverMs);
  const rto = formatDuration(rtoMs);
  const measured = sameText(figure);
  if (low > rtoMs) {
    const reason = {
      en: `Stable after ${figure}: later than the RTO of ${rto}.`,
      ko: `${figure} 후 안정화: RTO ${rto} 초과.`,
    };
    return { value: 'missed', reason, measured };
  }
  if (recovery.endedWithFault) {
    const reason = {
      en: `Stable after ${figure}, but only once the fault was undone: no failover was shown.`,
      ko: `${figure} 후 안정화되었으나 장애가 해제된 뒤임: 장애 조치가 입증되지 않음.`,
    };
    return { value: 'inconclusive', reason, measured };
  }
  if (high <= rtoMs) {
    const reason = {
      en: `Stable after ${figure}: within the RTO of ${rto}.`,
      ko: `${figure} 후 안정화: RTO ${rto} 이내.`,
    };
    return { value: 'met', reason, measured };
  }
  const reason = {
    en: `Stable after ${figure}: the RTO of ${rto} lies inside the interval.`,
    ko: `${figure} 후 안정화: RTO ${rto}이(가) 측정 구간 안에 있음.`,
  };
  return { value: 'inconclusive', reason, measured };
}

function notRecoveredFinding(observedMs: number, rtoMs: number): Finding {
  const observed = formatDuration(observedMs);
  const rto = formatDuration(rtoMs);
  const measured = { en: `not within ${observed}`, ko: `${observed} 내 복구 안 됨` };
  if (observedMs >= rtoMs) {
    const reason = {
      en: `Not stable within ${observed}; the RTO is ${rto}.`,
      ko: `${observed} 동안 안정화되지 않음; RTO ${rto}.`,
    };
    return { value: 'missed', reason, measured };
  }
  const reason = {
    en: `Not shown to be stable, and seen down for ${observed} only; the RTO is ${rto}.`,
    ko: `안정화가 확인되지 않았고 장애 관측은 ${observed}뿐임; RTO ${rto}.`,
  };
  return { value: 'inconclusive', reason, measured };
}

/** Judges a recovery against an RTO in ms. */
export function judgeRecoveryTime(recovery: Recovery, rtoMs: number): Finding {
  switch (recovery.kind) {
    case 'recovered':
      return recoveredFinding(recovery, rtoMs);
    case 'not-recovered':
      return notRecoveredFinding(recovery.observedMs, rtoMs);
    case 'not-affected': {
      const reason = {
        en: `Never down: ${recovery.goodEvents} good events and no bad one after the fault.`,
        ko: `중단 없음: 장애 이후 정상 ${recovery.goodEvents}건, 비정상 0건.`,
      };
      return { value: 'met', reason, measured: { en: 'not affected', ko: '영향 없음' } };
    }
    case 'unknown':
      return unknownFinding(recovery.reason);
    default:
      return unreachable(recovery);
  }
}
