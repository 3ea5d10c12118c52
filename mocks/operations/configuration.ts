// The configuration of the operations process as a schema: addresses and the runbook. It refuses
// every key that it does not know, so that nothing of a drill's faults can reach the process by it.

import { z } from 'zod';

import type { OperationsConfig } from '../kit/contract.ts';
import { frameShape } from '../kit/process.ts';

/** Schema of `OperationsConfig`. */
export const operationsConfigSchema: z.ZodType<OperationsConfig> = z.strictObject({
  ...frameShape,
  listen: z.strictObject(frameShape.listen.shape),
  frontDoorUrl: z.url(),
  statusPageUrl: z.string(),
  primarySite: z.string(),
  standbySite: z.string(),
  services: z.array(
    z.strictObject({
      service: z.string(),
      dependsOn: z.array(z.string()),
      instances: z.record(z.string(), z.url()),
    }),
  ),
  runbook: z.strictObject({
    probeIntervalMs: z.number().positive(),
    probeTimeoutMs: z.number().positive(),
    failuresToDeclare: z.int().positive(),
    decisionDelayMs: z.number().nonnegative(),
    failover: z.enum(['promote-standby', 'none']),
    failbackSettleMs: z.number().nonnegative().nullable(),
  }),
});
