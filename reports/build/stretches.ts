// Decomposition of the time to recover into the stretches between the runbook's stamps. A stretch
// whose end was not stamped is not invented: its time belongs to the next stretch that ended.

import type { ServiceMeasurement } from '../../harness/analysis/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { roundMs } from './time-base.ts';

type Stretch = DrillReport['services'][number]['stretches'][number];

/** Stamp that ends each stretch, in the runbook's order. */
const ENDS: readonly (readonly [Stretch['stretch'], string])[] = [
  ['detect', 'detected'],
  ['decide', 'promote-started'],
  ['promote', 'promoted'],
  ['repoint', 'repointed'],
  ['verify', 'verified'],
  ['open', 'opened'],
];

/**
 * Stretches from the clock's start to stable, in ms since the clock's start. They adjoin, and their
 * sum is the time to recover (its point to quote); what the runbook did after that is left out.
 */
export function stretchesOf(measurement: ServiceMeasurement): readonly Stretch[] {
  const { recovery, stages } = measurement;
  if (recovery.kind !== 'recovered' && recovery.kind !== 'not-recovered') return [];
  const reached = recovery.kind === 'recovered';
  const endMs = roundMs(reached ? recovery.timeToRecoverMs.best : recovery.observedMs);
  const stretches: Stretch[] = [];
  let fromMs = 0;
  for (const [stretch, mark] of ENDS) {
    const stamp = stages.find((stage) => stage.mark === mark && stage.atMs >= fromMs);
    if (stamp === undefined || stamp.atMs > endMs) continue;
    const toMs = roundMs(stamp.atMs);
    stretches.push({ stretch, fromMs, toMs, reached: true });
    fromMs = toMs;
  }
  return [...stretches, { stretch: 'stabilise', fromMs, toMs: endMs, reached }];
}
