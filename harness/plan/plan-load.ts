// The load of a plan: arrival grids, preallocated users, and what each service's rate can resolve.

import { durationMs } from '../model/duration.ts';
import type { LoadProfile } from '../model/load.ts';
import type { PlannedOperation, PlannedServiceLoad } from './drill-plan.ts';

/** Slack on Little's law: users that the load generator keeps ready beyond the mean. */
const USER_SLACK = 1.2;
/** Time that an iteration needs besides waiting for answers. */
const ITERATION_OVERHEAD_MS = 100;
/** Error probability of the stability window. */
const STABILITY_ALPHA = 0.05;

/** Streams of arrivals with their grids offset, so that they do not arrive in bursts. */
export function planOperations(load: LoadProfile): readonly PlannedOperation[] {
  const timeoutMs = durationMs(load.requestTimeout);
  const flat = load.services.flatMap(({ service, operations }) =>
    operations.map((operation) => ({ service, ...operation })),
  );
  return flat.map(({ service, operation, ratePerSecond, retries, retryAfter }, index) => {
    const retryAfterMs = durationMs(retryAfter);
    const heldMs = timeoutMs + retries * (timeoutMs + retryAfterMs) + ITERATION_OVERHEAD_MS;
    const intervalMs = 1_000 / ratePerSecond;
    return {
      operation,
      service,
      ratePerSecond,
      intervalMs,
      gridOffsetMs: Math.round((intervalMs * index) / flat.length),
      virtualUsers: Math.ceil((USER_SLACK * ratePerSecond * heldMs) / 1_000),
      retries,
      retryAfterMs,
    };
  });
}

/** What each service's load can resolve: 1/λ and W. */
export function planServiceLoads(load: LoadProfile): readonly PlannedServiceLoad[] {
  return load.services.map(({ service, serviceLevel, operations }) => {
    const ratePerSecond = operations.reduce((sum, it) => sum + it.ratePerSecond, 0);
    const stabilityEvents = Math.ceil(Math.log(STABILITY_ALPHA) / Math.log(serviceLevel.ratio));
    return {
      service,
      ratePerSecond,
      intervalMs: 1_000 / ratePerSecond,
      serviceLevelRatio: serviceLevel.ratio,
      goodWithinMs: durationMs(serviceLevel.within),
      stabilityEvents,
      stabilityWindowMs: (stabilityEvents / ratePerSecond) * 1_000,
    };
  });
}
