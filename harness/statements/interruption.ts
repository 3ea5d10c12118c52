// What ended a drill before its time, and what it left behind, as data.

import { z } from 'zod';

import { count, duration, list, object, phase, said, share, type Named } from './kit.ts';

/** How a process ended: by a status, by a signal, or in a way that nobody knows. */
export const processExit = object({
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
}).meta({ id: 'processExit' });

/** How a process ended. */
export type ProcessExit = z.infer<typeof processExit>;

const harnessEnd = z
  .enum(['harness-died', 'harness-hung', 'harness-failed', 'recovered', 'stopped'])
  .describe('why somebody else undid the drill');

const interruptionKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('signal'), signal: z.string() }),
  object({
    kind: z.literal('stop-condition'),
    broken: object({
      service: z.string(),
      good: count,
      events: count,
      overMs: duration,
      floor: share,
    })
      .nullable()
      .describe('null when the journal does not show which one'),
  }),
  object({
    kind: z.literal('no-steady-state'),
    services: list(object({ service: z.string(), good: count, bad: count })),
  }),
  object({ kind: z.literal('phase-timed-out'), phase, deadlineMs: duration }),
  object({ kind: z.literal('phase-failed'), phase: phase.nullable(), said }),
  object({ kind: z.literal('process-died'), process: z.string().nullable(), exit: processExit }),
  object({ kind: z.literal('load-ended-early'), exit: processExit }),
  object({ kind: z.literal('watchdog-died') }),
  object({ kind: z.literal('harness-ended'), how: harnessEnd }),
  object({ kind: z.literal('harness-error'), said }),
]);

/** What ended a drill before its time. */
export type Interruption = Named<z.infer<typeof interruptionKinds>>;

/** Schema of `Interruption`. */
export const interruption: z.ZodType<Interruption> = interruptionKinds.meta({ id: 'interruption' });

const leftoverKinds = z.discriminatedUnion('kind', [
  object({ kind: z.literal('process'), name: z.string(), pid: count }),
  object({ kind: z.literal('container'), name: z.string() }),
  object({ kind: z.literal('network'), name: z.string() }),
  object({ kind: z.literal('folder'), path: z.string() }),
  object({ kind: z.literal('not-known'), said }),
]);

/** Something of ours that is still there after a drill. */
export type Leftover = Named<z.infer<typeof leftoverKinds>>;

/** Schema of `Leftover`. */
export const leftover: z.ZodType<Leftover> = leftoverKinds.meta({ id: 'leftover' });
