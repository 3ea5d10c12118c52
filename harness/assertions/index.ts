// What assertion suites import: the recorded drill, and vitest with the matchers in its types. An
// entry of its own beside harness/index.ts, so that scenarios and the command line never load
// vitest.

import { inject } from 'vitest';
import { type RecordedDrill, recordedDrill } from './recorded-drill.ts';

export { describe, expect, test } from 'vitest';
export { InconclusiveError } from './inconclusive.ts';
export type { DrillMatchers } from './matchers.ts';
export type { LossLimit } from './objective-matchers.ts';
export type { RecordedData } from './provided.ts';
export type { LostWrites, RecordedDrill, RecordedService } from './recorded-drill.ts';
export type { Stage } from '../model/runbook.ts';

/** The drill that the suite is asked about. */
export const drill: RecordedDrill = loadDrill();

function loadDrill(): RecordedDrill {
  const data = inject('firedrill');
  if (data === undefined) {
    throw new Error('No recorded drill: run the suite with `firedrill assert <folder>`.');
  }
  return recordedDrill(data);
}
