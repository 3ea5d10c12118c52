// What the runner and the process in which a suite runs tell each other: the recorded drill on the
// way in, the number of matchers of each test on the way back.

import type { Analysis } from '../analysis/analysis.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';

/** A drill as it was recorded. Plain JSON. */
export interface RecordedData {
  readonly plan: DrillPlan;
  readonly analysis: Analysis;
}

declare module 'vitest' {
  interface ProvidedContext {
    firedrill: RecordedData;
  }
  interface TaskMeta {
    /** Matchers that the test has run to their end. */
    matchers?: number;
  }
}
