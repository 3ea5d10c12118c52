// The judgement that the report fixtures start from: three objectives, all met, and a suite that passed.

import type { Judgement, Verdict } from '../../harness/verdict/index.ts';
import { bankIntegrity, bankRecovery, postPoint } from './fixture-plan.ts';

/** The bank's recovery of the passed drill. */
const IN_TIME = { low: 2_101.2, best: 2_114.533_333, high: 2_127.9 };
const PARCELS_AGE = { low: 187.75, best: 200.25, high: 213.5 };

function verdictsOf(): readonly Verdict[] {
  return [
    {
      objective: bankRecovery,
      value: 'met',
      reason: { kind: 'recovered-in-time', timeToRecoverMs: IN_TIME, rtoMs: 12_000 },
      measured: { kind: 'recovered', timeToRecoverMs: IN_TIME },
    },
    {
      objective: postPoint,
      value: 'met',
      reason: { kind: 'loss-within-limits', lost: 6, ageMs: PARCELS_AGE },
      measured: { kind: 'loss', lost: 6, ageMs: PARCELS_AGE, exposed: 125 },
    },
    {
      objective: bankIntegrity,
      value: 'met',
      reason: { kind: 'books-intact' },
      measured: { kind: 'books', intact: true },
    },
  ];
}

/** The judgement of the passed drill. */
export function judgementOf(): Judgement {
  return {
    format: 2,
    verdicts: verdictsOf(),
    suite: {
      file: 'dc-loss-failover.suite.ts',
      state: 'passed',
      defect: null,
      tests: [{ name: '은행 재개', state: 'passed', durationMs: 12.25, errors: [] }],
    },
    value: 'met',
    outcome: 'passed',
    exitStatus: 0,
    reason: { kind: 'all-met', objectives: 3 },
  };
}
