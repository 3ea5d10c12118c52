// Schema of objectives with their verdicts, and of the assertion suite's results.

import { z } from 'zod';

import { count, duration, list, object, verdictValue } from '../../harness/statements/kit.ts';
import { measured, reason } from '../../harness/statements/reason.ts';
import { suiteDefect, suiteTest } from '../../harness/statements/suite.ts';
import { localizedText } from './kit.ts';

const claim = object({
  timeMs: duration,
  source: localizedText.describe('where the claimed or required time comes from'),
});

/** What an objective asks for. */
export const target = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('recovery-time'),
    rtoMs: duration.describe('ms of raw drill time; the only time that is tested'),
    claimed: claim.nullable(),
    required: claim.nullable(),
  }),
  object({ kind: z.literal('recovery-point'), maxLost: count, maxAgeMs: duration }),
  object({ kind: z.literal('availability'), floor: z.number() }),
  object({ kind: z.literal('integrity') }),
  object({ kind: z.literal('unaffected') }),
  object({ kind: z.literal('failback'), maxDisruptionMs: duration }),
]);

/** One objective with what was measured and the verdict. */
export const objective = object({
  id: z.string(),
  service: z.string(),
  target,
  clockFault: z.string().nullable().describe('fault whose control call starts the clock'),
  horizonMs: duration.describe('ms from the start of the clock that could be observed'),
  verdict: verdictValue,
  reason,
  measured: measured.nullable().describe('null when nothing could be measured'),
});

/** Results of the assertion suite. */
export const suite = object({
  file: z.string(),
  state: z.enum(['passed', 'failed', 'unusable', 'not-run']),
  defect: suiteDefect.nullable(),
  tests: list(suiteTest),
});
