// Objectives on data: RPO against RPA, and integrity of the books.

import type { Integrity, RecoveryPoint } from '../analysis/index.ts';
import { durationMs, formatDuration } from '../model/duration.ts';
import type { RecoveryPointObjective } from '../model/objective.ts';
import { unreachable } from '../model/problem.ts';
import { formatInterval } from './figures.ts';
import { type Finding, unknownFinding } from './finding.ts';

/** Judges data loss by count and by the age of the oldest loss. */
export function judgeRecoveryPoint(
  point: RecoveryPoint,
  objective: RecoveryPointObjective,
): Finding {
  if (point.kind === 'unknown') return unknownFinding(point.reason);
  const { lost, ageMs, exposedAcknowledged } = point;
  const maxAgeMs = durationMs(objective.maxAge);
  const age = formatInterval(ageMs);
  const measured =
    lost === 0
      ? {
          en: `0 lost of ${exposedAcknowledged} exposed`,
          ko: `노출 ${exposedAcknowledged}건 중 유실 0건`,
        }
      : { en: `${lost} lost, age ${age}`, ko: `유실 ${lost}건, 경과 ${age}` };
  if (lost > objective.maxLost) {
    const reason = {
      en: `${lost} acknowledged writes are lost; ${objective.maxLost} may be.`,
      ko: `승인된 쓰기 ${lost}건 유실; 허용 ${objective.maxLost}건.`,
    };
    return { value: 'missed', reason, measured };
  }
  const limit = formatDuration(maxAgeMs);
  if (ageMs.low > maxAgeMs) {
    const reason = {
      en: `The loss reaches back ${age}; at most ${limit} is allowed.`,
      ko: `유실 범위가 ${age} 이전까지 이름; 허용 ${limit}.`,
    };
    return { value: 'missed', reason, measured };
  }
  if (ageMs.high > maxAgeMs) {
    const reason = {
      en: `The loss reaches back ${age}: the limit of ${limit} lies inside the interval.`,
      ko: `유실 범위 ${age}: 한도 ${limit}이(가) 측정 구간 안에 있음.`,
    };
    return { value: 'inconclusive', reason, measured };
  }
  const reason =
    lost === 0
      ? {
          en: `No acknowledged write is lost; ${exposedAcknowledged} were exposed.`,
          ko: `승인된 쓰기 유실 없음; 노출 ${exposedAcknowledged}건.`,
        }
      : {
          en: `${lost} acknowledged writes are lost, back to ${age}: within the limits.`,
          ko: `승인된 쓰기 ${lost}건 유실, ${age} 이전까지: 한도 이내.`,
        };
  return { value: 'met', reason, measured };
}

/** Judges the integrity of the books. */
export function judgeIntegrity(integrity: Integrity): Finding {
  switch (integrity.kind) {
    case 'unknown':
      return unknownFinding(integrity.reason);
    case 'broken': {
      const findings = integrity.findings.join('; ');
      return {
        value: 'missed',
        reason: { en: `The books do not hold: ${findings}.`, ko: `장부 불일치: ${findings}.` },
        measured: { en: 'broken', ko: '불일치' },
      };
    }
    case 'intact':
      return {
        value: 'met',
        reason: {
          en: 'The books balance; nothing stands twice or without a request.',
          ko: '장부 균형 일치; 중복 또는 요청 없는 거래 없음.',
        },
        measured: { en: 'intact', ko: '일치' },
      };
    default:
      return unreachable(integrity);
  }
}
