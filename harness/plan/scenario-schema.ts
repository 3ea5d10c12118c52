// The scenario as a zod schema: scenarios are typed, and still arrive as whatever a file exports.
// Only shapes are checked here; what belongs together is checked in check-scenario.ts.

import { z } from 'zod';

import { tryParseDuration } from '../model/duration.ts';
import type { OperationId } from '../model/load.ts';

const localized = z.object({ en: z.string().min(1), ko: z.string().min(1) });
const name = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be kebab-case');

const duration = z.unknown().superRefine((value, context) => {
  if (tryParseDuration(value) !== undefined) return;
  const shown = JSON.stringify(value);
  const message =
    typeof value === 'number'
      ? `duration ${shown} has no unit; write "250ms", "12s", "2m" or "3h"`
      : `${shown} is no duration; write "250ms", "12s", "2m" or "3h" (never negative)`;
  context.addIssue({ code: 'custom', message });
});

const OPERATIONS = [
  'bank.transfer',
  'bank.balance',
  'card.authorise',
  'insurance.claim',
  'post.accept',
  'post.track',
] as const satisfies readonly OperationId[];

const claim = z.strictObject({ time: duration, source: localized }).optional();
const faultBase = { id: name, at: duration, until: duration.optional() };
const links = z.array(z.string()).min(1);
const instances = z.array(z.string()).min(1);

const fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('site-power-off'), ...faultBase, site: name }),
  z.strictObject({
    kind: z.literal('link-cut'),
    ...faultBase,
    links,
    signature: z.enum(['refuse', 'reset', 'close', 'accept-then-close', 'stall', 'silence']),
  }),
  z.strictObject({
    kind: z.literal('link-latency'),
    ...faultBase,
    links,
    latency: duration,
    jitter: duration,
  }),
  z.strictObject({
    kind: z.literal('link-bandwidth'),
    ...faultBase,
    links,
    kilobytesPerSecond: z.number().positive(),
  }),
  z.strictObject({
    kind: z.literal('link-one-way'),
    ...faultBase,
    links,
    lost: z.enum(['requests', 'replies']),
  }),
  z.strictObject({ kind: z.literal('instance-pause'), ...faultBase, instances }),
  z.strictObject({
    kind: z.literal('instance-down'),
    ...faultBase,
    instances,
    ending: z.enum(['kill', 'stop']),
    storage: z.enum(['kept', 'lost']),
  }),
]);

const objective = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('recovery-time'),
    service: name,
    rto: duration,
    claimed: claim,
    required: claim,
  }),
  z.strictObject({
    kind: z.literal('recovery-point'),
    service: name,
    maxLost: z.int().nonnegative(),
    maxAge: duration,
  }),
  z.strictObject({
    kind: z.literal('availability'),
    service: name,
    floor: z.number().min(0).max(1),
  }),
  z.strictObject({ kind: z.literal('integrity'), service: name }),
  z.strictObject({ kind: z.literal('unaffected'), service: name }),
  z.strictObject({ kind: z.literal('failback'), service: name, maxDisruption: duration }),
]);

const estate = z.object({
  id: name,
  title: localized,
  sites: z
    .array(
      z.object({
        id: name,
        title: localized,
        role: z.enum(['primary', 'standby']),
        readiness: z.enum(['warm', 'cold']),
        zones: z.array(z.object({ id: name, title: localized })),
      }),
    )
    .length(2),
  services: z
    .array(
      z.object({
        id: name,
        kind: z.enum(['bank', 'card', 'insurance', 'post']),
        title: localized,
        zones: z.record(z.string(), z.string()),
        dependsOn: z.array(name),
        partner: name,
        movesMoney: z.boolean(),
        replication: z.object({
          mode: z.enum(['async', 'sync', 'sync-or-degrade']),
          linkDelay: duration,
          degradeAfter: duration,
        }),
      }),
    )
    .min(1),
  partners: z.array(z.object({ id: name, title: localized })),
});

const timeline = z.strictObject({ warmUp: duration, steadyState: duration, method: duration });

/** Shape of a scenario. */
export const scenarioSchema = z.strictObject({
  id: name,
  title: localized,
  summary: localized,
  incident: localized.optional(),
  expected: z.enum(['passed', 'missed', 'inconclusive']),
  estate,
  load: z.object({
    id: name,
    title: localized,
    requestTimeout: duration,
    services: z.array(
      z.object({
        service: name,
        serviceLevel: z.object({ ratio: z.number().gt(0).lt(1), within: duration }),
        operations: z
          .array(
            z.object({
              operation: z.enum(OPERATIONS),
              ratePerSecond: z.number().positive().max(500),
              retries: z.int().min(0).max(3),
              retryAfter: duration,
            }),
          )
          .min(1),
      }),
    ),
  }),
  runbook: z.object({
    detection: z.object({
      probeInterval: duration,
      probeTimeout: duration,
      failuresToDeclare: z.int().min(1),
    }),
    decisionDelay: duration,
    failover: z.enum(['promote-standby', 'none']),
    failback: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('never') }),
      z.strictObject({ kind: z.literal('when-settled'), settle: duration }),
    ]),
  }),
  timelines: z.strictObject({ short: timeline, full: timeline.optional() }),
  faults: z.array(fault),
  objectives: z.array(objective).min(1, 'a drill without an objective can show nothing'),
  stopConditions: z.array(
    z.strictObject({ service: name, floor: z.number().min(0).max(1), over: duration }),
  ),
  suite: z.string().optional(),
});
