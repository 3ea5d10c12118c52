// Why a whole drill ended as it did, as data. Deciding is harness/verdict's part.

import { z } from 'zod';

import { interruption, leftover } from './interruption.ts';
import { count, list, object, said, type Named } from './kit.ts';
import { reason } from './reason.ts';
import { suiteDefect } from './suite.ts';

const judgementReasonKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('not-undone'), faults: list(z.string()), leftovers: list(leftover) }),
  object({ kind: z.literal('harness-error'), said }),
  object({ kind: z.literal('aborted'), interruption }),
  object({ kind: z.literal('all-met'), objectives: count }),
  object({ kind: z.literal('no-objectives') }),
  object({ kind: z.literal('objective'), objective: z.string().describe('its id'), reason }),
  object({ kind: z.literal('suite-failed'), test: z.string().nullable() }),
  object({ kind: z.literal('suite-unusable'), defect: suiteDefect.nullable() }),
  object({ kind: z.literal('suite-not-run') }),
]);

/** Why a drill ended as it did. */
export type JudgementReason = Named<z.infer<typeof judgementReasonKinds>>;

/** Schema of `JudgementReason`. */
export const judgementReason: z.ZodType<JudgementReason> = judgementReasonKinds.meta({
  id: 'judgementReason',
});
