// Runbooks shared by the scenarios.

import type { Runbook } from '../harness/index.ts';

/**
 * Promote the standby site without a person in between; never go back. A failed probe ends before the
 * second next one is due, so a dead site is detected within 0.5 + 2 × 1 + 0.9 = 3.4 s.
 */
export const automaticFailover: Runbook = {
  detection: { probeInterval: '500ms', probeTimeout: '900ms', failuresToDeclare: 3 },
  decisionDelay: '0ms',
  failover: 'promote-standby',
  failback: { kind: 'never' },
};
