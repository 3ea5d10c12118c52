// The configuration of a service instance as a schema. The type stands in contract.ts; this file
// only checks that a file on disk fits it. The other processes check their own configurations.

import { z } from 'zod';

import type { ServiceConfig } from './contract.ts';
import { frameShape } from './process.ts';

/** Schema of `ServiceConfig`. */
export const serviceConfigSchema: z.ZodType<ServiceConfig> = z.strictObject({
  ...frameShape,
  service: z.string().min(1),
  site: z.string().min(1),
  dataDirectory: z.string().min(1),
  initialRole: z.enum(['primary', 'standby']),
  peerUrl: z.url().nullable(),
  replication: z.object({
    mode: z.enum(['async', 'sync', 'sync-or-degrade']),
    degradeAfterMs: z.number().positive(),
  }),
  frontDoorUrl: z.url().nullable(),
  partnerUrl: z.url(),
  callTimeoutMs: z.number().positive(),
  clockOffsetMs: z.number(),
  synchronous: z.enum(['FULL', 'OFF']),
});
