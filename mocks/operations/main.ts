// Entry of the operations process: monitor and runbook, outside both sites. It is given addresses and
// the runbook, and learns everything else from its own calls.

import { Hono } from 'hono';
import { z } from 'zod';

import type { OperationsConfig } from '../kit/contract.ts';
import { frameShape, type Planes, runProcess } from '../kit/process.ts';
import { probe, stateOf } from './calls.ts';
import { Monitor } from './monitor.ts';
import { pause } from './pause.ts';
import { failBack, failOver, mark, type ServiceState } from './runbook.ts';

const configSchema: z.ZodType<OperationsConfig> = z.object({
  ...frameShape,
  frontDoorUrl: z.url(),
  statusPageUrl: z.string(),
  primarySite: z.string(),
  standbySite: z.string(),
  services: z.array(
    z.object({
      service: z.string(),
      dependsOn: z.array(z.string()),
      instances: z.record(z.string(), z.url()),
    }),
  ),
  runbook: z.object({
    probeIntervalMs: z.number().positive(),
    probeTimeoutMs: z.number().positive(),
    failuresToDeclare: z.int().positive(),
    decisionDelayMs: z.number().nonnegative(),
    failover: z.enum(['promote-standby', 'none']),
    failbackSettleMs: z.number().nonnegative().nullable(),
  }),
});

const nowMs = (): number => performance.now();

function createOperations(config: OperationsConfig): Planes {
  const { runbook } = config;
  const states = config.services.map(
    (it): ServiceState => ({
      ...it,
      site: config.primarySite,
      epoch: 1,
      phase: 'serving',
      failedOver: false,
    }),
  );
  const monitor = new Monitor(config.services, runbook.failuresToDeclare);
  let stopped = false;

  async function watch(state: ServiceState, offsetMs: number): Promise<void> {
    const startMs = nowMs() + offsetMs;
    for (let round = 0; !stopped; round += 1) {
      await pause(startMs + round * runbook.probeIntervalMs - nowMs());
      if (state.phase !== 'serving') continue;
      const startedAtNs = process.hrtime.bigint();
      const site = state.site;
      const [deep, direct] = await Promise.all([
        probe(`${config.frontDoorUrl}/${state.service}/deep-check`, 'POST', runbook.probeTimeoutMs),
        probe(`${state.instances[site] ?? ''}/alive`, 'GET', runbook.probeTimeoutMs),
      ]);
      // A probe that began before a route changed says nothing of what is there now.
      if (state.site !== site || state.phase !== 'serving') continue;
      const seen = monitor.observe({ service: state.service, deep, direct, startedAtNs });
      if (seen.kind === 'first-failed-probe') mark(state, 'first-failed-probe', seen.atNs);
      if (seen.kind === 'down' && state.site === config.primarySite) await recover(state);
    }
  }

  async function recover(state: ServiceState): Promise<void> {
    state.phase = 'failing-over';
    mark(state, 'detected');
    await pause(runbook.decisionDelayMs);
    mark(state, 'declared');
    if (runbook.failover === 'none') return;
    await failOver(config, state, opened);
    monitor.reset(state.service);
  }

  /** Waits until a service that is failing over is open again; bounded. */
  async function opened(service: string): Promise<void> {
    const state = states.find((it) => it.service === service);
    for (let count = 0; count < 1_000 && state?.phase === 'failing-over'; count += 1)
      await pause(20);
  }

  async function considerFailback(settleMs: number): Promise<void> {
    let settledSinceMs: number | null = null;
    for (let attempts = 0; !stopped && attempts < 20; ) {
      await pause(250);
      if (!(await isSettled())) {
        settledSinceMs = null;
        continue;
      }
      settledSinceMs ??= nowMs();
      if (nowMs() - settledSinceMs < settleMs) continue;
      attempts += 1;
      settledSinceMs = null;
      for (const state of states.filter((it) => it.failedOver)) {
        await failBack(config, state);
        monitor.reset(state.service);
      }
    }
  }

  async function isSettled(): Promise<boolean> {
    const moved = states.filter((it) => it.failedOver);
    if (moved.length === 0 || states.some((it) => it.phase !== 'serving')) return false;
    const pairs = moved.map(async (state) => {
      const [present, old] = await Promise.all([
        stateOf(state.instances[state.site] ?? ''),
        stateOf(state.instances[config.primarySite] ?? ''),
      ]);
      return present?.protected === true && old?.role === 'standby';
    });
    return (await Promise.all(pairs)).every(Boolean);
  }

  const begin = (): void => {
    const stepMs = runbook.probeIntervalMs / Math.max(1, states.length);
    const loops = states.map((state, index) => watch(state, index * stepMs));
    if (runbook.failbackSettleMs !== null) loops.push(considerFailback(runbook.failbackSettleMs));
    void Promise.all(loops);
  };
  const admin = new Hono();
  admin.get('/counters', (context) => context.json({ requests: {}, probes: {} }));
  admin.get('/state', (context) => context.json({ services: states }));
  return { business: new Hono(), admin, begin, stop: () => void (stopped = true) };
}

await runProcess(configSchema, createOperations);
