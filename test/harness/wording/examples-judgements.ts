// One example of every reason for which a drill ends as it does.

import type { JudgementReason } from '../../../harness/statements/index.ts';
import { DEFECTS, suiteDefects, TEST_NAME } from './examples-suites.ts';
import { type Examples, FAULT, INTERRUPTIONS, leftovers, PLAIN, SAID } from './examples.ts';

const JUDGEMENTS: Examples<JudgementReason> = {
  'not-undone': { kind: 'not-undone', faults: [FAULT], leftovers },
  'harness-error': { kind: 'harness-error', said: SAID },
  aborted: { kind: 'aborted', interruption: INTERRUPTIONS.signal },
  'all-met': { kind: 'all-met', objectives: 3 },
  'no-objectives': { kind: 'no-objectives' },
  objective: {
    kind: 'objective',
    objective: 'bank.recovery-time',
    reason: PLAIN['recovered-late'],
  },
  'suite-failed': { kind: 'suite-failed', test: TEST_NAME },
  'suite-unusable': { kind: 'suite-unusable', defect: DEFECTS['no-test'] },
  'suite-not-run': { kind: 'suite-not-run' },
};

/** Every reason for which a drill ends as it does. */
export const judgementReasons: readonly JudgementReason[] = [
  ...Object.values(JUDGEMENTS),
  { kind: 'aborted', interruption: INTERRUPTIONS['stop-condition'] },
  { kind: 'suite-failed', test: null },
  { kind: 'suite-unusable', defect: null },
  ...suiteDefects.map((defect) => ({ kind: 'suite-unusable', defect }) as const),
];
