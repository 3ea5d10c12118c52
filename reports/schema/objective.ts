// Schema of objectives with their verdicts, and of the assertion suite's results.

import { z } from 'zod';

import { count, duration, interval, list, localizedText, object, verdictValue } from './kit.ts';

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
  reason: localizedText,
  measured: localizedText.nullable().describe('null when nothing could be measured'),
  measuredMs: interval.nullable().describe('time to recover in ms, for recovery-time objectives'),
});

const suiteTest = object({
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  durationMs: duration,
  errors: list(z.string()),
});

/** Results of the assertion suite. */
export const suite = object({
  file: z.string(),
  state: z.enum(['passed', 'failed', 'unusable', 'not-run']),
  reason: z.string().nullable(),
  tests: list(suiteTest),
});
