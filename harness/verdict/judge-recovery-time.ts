// RTO against RTA: design decision 11. Three-valued by the bounds of the measurement.

import type { Recovery } from '../analysis/index.ts';
import { unreachable } from '../model/problem.ts';
import { type Finding, unknownFinding } from './finding.ts';

type Recovered = Extract<Recovery, { kind: 'recovered' }>;

function recoveredFinding({ timeToRecoverMs, endedWithFault }: Recovered, rtoMs: number): Finding {
  const { low, high } = timeToRecoverMs;
  const measured = { kind: 'recovered', timeToRecoverMs } as const;
  if (low > rtoMs) {
    const reason = { kind: 'recovered-late', timeToRecoverMs, rtoMs } as const;
    return { value: 'missed', reason, measured };
  }
  if (endedWithFault) {
    const reason = { kind: 'recovered-with-fault', timeToRecoverMs } as const;
    return { value: 'inconclusive', reason, measured };
  }
  if (high <= rtoMs) {
    const reason = { kind: 'recovered-in-time', timeToRecoverMs, rtoMs } as const;
    return { value: 'met', reason, measured };
  }
  const reason = { kind: 'rto-inside-interval', timeToRecoverMs, rtoMs } as const;
  return { value: 'inconclusive', reason, measured };
}

function notRecoveredFinding(observedMs: number, rtoMs: number): Finding {
  const measured = { kind: 'not-recovered', observedMs } as const;
  return observedMs >= rtoMs
    ? { value: 'missed', reason: { kind: 'not-recovered', observedMs, rtoMs }, measured }
    : {
        value: 'inconclusive',
        reason: { kind: 'not-seen-to-recover', observedMs, rtoMs },
        measured,
      };
}

/** Judges a recovery against an RTO in ms. */
export function judgeRecoveryTime(recovery: Recovery, rtoMs: number): Finding {
  switch (recovery.kind) {
    case 'recovered':
      return recoveredFinding(recovery, rtoMs);
    case 'not-recovered':
      return notRecoveredFinding(recovery.observedMs, rtoMs);
    case 'not-affected': {
      const reason = { kind: 'never-down', good: recovery.goodEvents } as const;
      return { value: 'met', reason, measured: { kind: 'not-affected' } };
    }
    case 'unknown':
      return unknownFinding(recovery.reason);
    default:
      return unreachable(recovery);
  }
}
