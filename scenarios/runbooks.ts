// Runbooks shared by the scenarios.

import type { Runbook } from '../harness/index.ts';

/** Promote the standby site without a person in between; never go back. */
export const automaticFailover: Runbook = {
  detection: { probeInterval: '500ms', probeTimeout: '1s', failuresToDeclare: 3 },
  decisionDelay: '0ms',
  failover: 'promote-standby',
  failback: { kind: 'never' },
};
