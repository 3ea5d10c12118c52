// Guards what the plan says must stay healthy: a pure window over the front door's counters.

import type { FrontDoorCounters } from '../lab/lab.ts';
import type { PlannedStopCondition } from '../plan/drill-plan.ts';

/** Fewer answers than this decide nothing. */
const LEAST_ANSWERS = 20;

interface Reading {
  readonly atMs: number;
  readonly counters: FrontDoorCounters;
}

/** Watches the counters of a drill. */
export class StopConditions {
  readonly #conditions: readonly PlannedStopCondition[];
  #readings: readonly Reading[] = [];

  constructor(conditions: readonly PlannedStopCondition[]) {
    this.#conditions = conditions;
  }

  /** Takes a reading in; the broken condition in words, or null. */
  observe(atMs: number, counters: FrontDoorCounters): string | null {
    const longestMs = Math.max(0, ...this.#conditions.map(({ overMs }) => overMs));
    const kept = this.#readings.filter((it) => atMs - it.atMs <= longestMs);
    this.#readings = [...kept, { atMs, counters }];
    for (const { service, floor, overMs } of this.#conditions) {
      const first = this.#readings.find((it) => atMs - it.atMs <= overMs);
      if (first === undefined || atMs - first.atMs < overMs * 0.9) continue;
      const good = (counters[service]?.good ?? 0) - (first.counters[service]?.good ?? 0);
      const bad = (counters[service]?.bad ?? 0) - (first.counters[service]?.bad ?? 0);
      if (good + bad < LEAST_ANSWERS || good / (good + bad) >= floor) continue;
      const share = ((good / (good + bad)) * 100).toFixed(1);
      return `${service}: ${share} % good answers over ${overMs} ms, floor ${floor * 100} %`;
    }
    return null;
  }
}
