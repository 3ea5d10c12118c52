// Counters of a process: what reached its business listener since it started. They are evidence for
// the harness (did a probe arrive?), never input to a decision of the service itself.

import type { MiddlewareHandler } from 'hono';

import type { Counters } from './contract.ts';

/** Header that names the probe a request belongs to. */
export const PROBE_HEADER = 'firedrill-probe';

/** Counts of one process. */
export interface CounterBoard {
  countRequest(name: string): void;
  countProbe(probe: string): void;
  /** Counts an answer of the front door for a service. */
  countAnswer(service: string, quality: 'good' | 'bad'): void;
  snapshot(): Counters;
}

/** An empty counter board. Probe names are bounded; the rest counts under `other`. */
export function createCounters(): CounterBoard {
  const requests = new Map<string, number>();
  const probes = new Map<string, number>();
  const answers = new Map<string, { good: number; bad: number }>();
  return {
    countRequest: (name) => increment(requests, name),
    countProbe: (probe) => increment(probes, probe),
    countAnswer(service, quality) {
      const counts = answers.get(service) ?? { good: 0, bad: 0 };
      counts[quality] += 1;
      answers.set(service, counts);
    },
    snapshot: () => ({
      requests: Object.fromEntries(requests),
      probes: Object.fromEntries(probes),
      ...(answers.size === 0
        ? {}
        : {
            answers: Object.fromEntries([...answers].map(([name, count]) => [name, { ...count }])),
          }),
    }),
  };
}

/** Counts every request by method and first path segment, and its probe header where it has one. */
export function countRequests(counters: CounterBoard): MiddlewareHandler {
  return async (context, next) => {
    const segment = context.req.path.split('/', 2).join('/');
    counters.countRequest(`${context.req.method} ${segment}`);
    const probe = context.req.header(PROBE_HEADER);
    if (probe !== undefined) counters.countProbe(probe);
    await next();
  };
}

const LARGEST_BOARD = 20_000;

function increment(counts: Map<string, number>, name: string): void {
  const known = counts.has(name) || counts.size < LARGEST_BOARD ? name : 'other';
  counts.set(known, (counts.get(known) ?? 0) + 1);
}
