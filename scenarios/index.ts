// Every scenario that comes with firedrill, in the order of the list.

import type { Scenario } from '../harness/index.ts';
import dcLossFailover from './dc-loss-failover.ts';
import dcLossNoStandby from './dc-loss-no-standby.ts';
import mini from './mini.ts';
import replyLost from './reply-lost.ts';
import steadyState from './steady-state.ts';

/** The library. */
export const scenarios: readonly Scenario[] = [
  dcLossFailover,
  dcLossNoStandby,
  replyLost,
  steadyState,
  mini,
];
