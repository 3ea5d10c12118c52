// Judging what probes through the links of a fault saw: pure, apart from the probes themselves. A
// fault is confirmed only when every link shows it.

import { durationMs } from '../../model/duration.ts';
import type { Confirmation } from '../../journal/events.ts';
import { unreachable } from '../../model/problem.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import type { WireObservation } from './probe.ts';

/** Bytes that a probe asks for; large enough for a narrow link to show. */
export const PROBE_BYTES = 8_000;
/** Bandwidth is shown when the answer takes at least this share of the computed time. */
const BANDWIDTH_SHARE = 0.7;

/** What is known of one link after a probe. */
export interface LinkEvidence {
  readonly observation: WireObservation;
  /** Whether the receiver counted the probe; null when it could not be asked. */
  readonly received: boolean | null;
}

/** Whether one link shows the fault; null when that cannot be told. */
export function showsFault(planned: PlannedFault, evidence: LinkEvidence): boolean | null {
  const { fault } = planned;
  const { seen, tookMs } = evidence.observation;
  switch (fault.kind) {
    case 'site-power-off':
    case 'instance-pause':
      return seen === 'stall';
    case 'instance-down':
      return seen === 'accept-then-close';
    case 'link-cut':
      return seen === fault.signature;
    case 'link-latency':
      return seen === 'healthy'
        ? tookMs >= Math.max(1, durationMs(fault.latency) - durationMs(fault.jitter))
        : seen === 'stall';
    case 'link-bandwidth':
      return seen === 'healthy'
        ? tookMs >= (BANDWIDTH_SHARE * PROBE_BYTES) / fault.kilobytesPerSecond
        : seen === 'stall';
    case 'link-one-way':
      if (seen !== 'stall') return false;
      if (evidence.received === null) return null;
      return fault.lost === 'replies' ? evidence.received : !evidence.received;
    default:
      return unreachable(fault);
  }
}

/** All links together: any contradiction is a mismatch, any doubt is inconclusive, none is neither. */
export function conclude(shown: readonly (boolean | null)[]): Confirmation {
  if (shown.includes(false)) return 'mismatch';
  return shown.length === 0 || shown.includes(null) ? 'inconclusive' : 'confirmed';
}
