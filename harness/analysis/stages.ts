// Stages of the runbook as the operations process stamped them, against a service's clock.

import type { RunbookStage } from './journal-facts.ts';
import type { RunbookStamp } from './runbook-stamp.ts';

/** Stages of a service after its clock started, in order; none without a clock. */
export function stagesOf(
  stages: readonly RunbookStage[],
  service: string,
  clockStartedAt: number | null,
): readonly RunbookStamp[] {
  if (clockStartedAt === null) return [];
  return stages
    .filter((stage) => stage.service === service && stage.at >= clockStartedAt)
    .map((stage) => ({ mark: stage.mark, atMs: stage.at - clockStartedAt }))
    .sort((left, right) => left.atMs - right.atMs);
}

/** Drill time of a service's first stage of a name; null when it did not happen. */
export function stageAt(
  stages: readonly RunbookStage[],
  service: string,
  mark: string,
): number | null {
  return stages.find((stage) => stage.service === service && stage.mark === mark)?.at ?? null;
}
