// Looks through the links of a fault whether it is there, or, after healing, gone. What a probe must see is
// in confirmation.ts.

import { randomUUID } from 'node:crypto';

import { durationMs } from '../../model/duration.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import { pause } from '../../system/waiting.ts';
import type { Confirmed } from '../lab.ts';
import { countersOf } from './admin.ts';
import { conclude, type LinkEvidence, PROBE_BYTES, showsFault } from './confirmation.ts';
import type { Layout, PlacedLink } from './layout.ts';
import type { Machinery } from './machinery.ts';
import { probeWire } from './probe.ts';

/** A fault is confirmed within 2 s (design decision 13). */
const CONFIRM_BUDGET_MS = 1_900;
const STALL_DEADLINE_MS = 800;
const BETWEEN_PROBES_MS = 20;

/** What is probed. */
export interface ProbedParts {
  readonly layout: Layout;
  readonly machinery: Machinery;
}

/** Probes every link of a fault until each shows what is expected, or time is up. */
export async function confirmFault(
  parts: ProbedParts,
  planned: PlannedFault,
  expected: 'faulty' | 'healthy',
): Promise<Confirmed> {
  const links = linksToProbe(parts, planned, expected);
  const endMs = performance.now() + CONFIRM_BUDGET_MS;
  const probed = await Promise.all(
    links.map(async (placed) => {
      for (;;) {
        const evidence = await probe(parts, {
          planned,
          placed,
          budgetMs: endMs - performance.now(),
        });
        const { seen } = evidence.observation;
        const shown = expected === 'healthy' ? seen === 'healthy' : showsFault(planned, evidence);
        if (shown === true || endMs - performance.now() < STALL_DEADLINE_MS) {
          return { placed, evidence, shown };
        }
        await pause(BETWEEN_PROBES_MS);
      }
    }),
  );
  return {
    confirmation: conclude(probed.map(({ shown }) => shown)),
    probes: probed.map(({ placed, evidence }) => ({
      link: placed.link.id,
      seen: evidence.observation.seen,
      detail: evidence.received === null ? '' : `received: ${evidence.received}`,
      tookMs: evidence.observation.tookMs,
    })),
  };
}

function linksToProbe(
  { layout, machinery }: ProbedParts,
  { fault, blastRadius }: PlannedFault,
  expected: 'faulty' | 'healthy',
): readonly PlacedLink[] {
  const touched = layout.links.filter(({ link }) => blastRadius.links.includes(link.id));
  // What never had a receiver (a cold site) can be shown neither healthy nor stalled by a toxic.
  const hasReceiver = ({ receiver }: PlacedLink) => machinery.isRunning(receiver);
  if (expected === 'healthy') return touched.filter(hasReceiver);
  if (fault.kind !== 'site-power-off') return touched;
  return touched.filter((it) => it.link.host === fault.site || hasReceiver(it));
}

async function probe(
  { layout }: ProbedParts,
  of: { readonly planned: PlannedFault; readonly placed: PlacedLink; readonly budgetMs: number },
): Promise<LinkEvidence> {
  const token = randomUUID();
  const { placed, budgetMs } = of;
  const { fault } = of.planned;
  const mayTakeMs =
    fault.kind === 'link-latency'
      ? durationMs(fault.latency) + durationMs(fault.jitter) + STALL_DEADLINE_MS
      : STALL_DEADLINE_MS + placed.link.baselineDelayMs;
  const observation = await probeWire({
    address: placed.listen,
    path: `${placed.pathPrefix}/probe`,
    token,
    bytes: PROBE_BYTES,
    deadlineMs: Math.max(200, Math.min(mayTakeMs, budgetMs)),
  });
  if (fault.kind !== 'link-one-way') return { observation, received: null };
  const receiver = layout.processes.find(({ name }) => name === placed.receiver);
  if (receiver === undefined) return { observation, received: null };
  const received = await countersOf(receiver.adminSocketPath)
    .then(({ probes }) => (probes[token] ?? 0) > 0)
    .catch(() => null);
  return { observation, received };
}
