// Monitor and runbook at work, outside both sites: every service is probed in turn, one that is
// down is failed over, and what was failed over is failed back when both sites have settled. All
// that it knows is addresses, the runbook, and the answers to its own calls.

import { Hono } from 'hono';

import type { OperationsConfig } from '../kit/contract.ts';
import { printEvent } from '../kit/events.ts';
import type { Planes } from '../kit/process.ts';
import { pause } from '../kit/time.ts';
import { probe, stateOf } from './calls.ts';
import { Monitor } from './monitor.ts';
import {
  failBack,
  failOver,
  mark,
  type RunbookTools,
  type ServiceState,
  type TellStamped,
} from './runbook.ts';

/** What operations is given, apart from where it listens. */
export type OperationsOptions = Omit<OperationsConfig, 'listen' | 'adminSocketPath'>;

const SETTLE_CHECK_MS = 250;
const FAILBACK_ATTEMPTS = 20;
const OPEN_CHECK_MS = 20;
/** So long a service waits for those that it depends on. */
const OPEN_LIMIT_MS = 20_000;
/** The frame ends a process that takes 3 s to stop; a failback that hangs must not come to that. */
const STOP_LIMIT_MS = 2_500;

/** Builds the operations process. Events go to `tell`, as they happen. */
export function createOperations(
  config: OperationsOptions,
  tell: TellStamped = printEvent,
): Planes {
  const operations = new Operations(config, tell);
  const admin = new Hono();
  admin.get('/counters', (context) => context.json({ requests: {}, probes: {} }));
  admin.get('/state', (context) => context.json({ services: operations.services }));
  return {
    business: new Hono(),
    admin,
    begin: () => operations.begin(),
    stop: () => operations.stop(),
  };
}

class Operations {
  readonly services: readonly ServiceState[];
  readonly #config: OperationsOptions;
  readonly #monitor: Monitor;
  readonly #stopping = new AbortController();
  readonly #tools: RunbookTools;
  #failback: Promise<void> = Promise.resolve();

  constructor(config: OperationsOptions, tell: TellStamped) {
    this.#config = config;
    this.#monitor = new Monitor(config.services, config.runbook.failuresToDeclare);
    this.#tools = { config, tell, stopping: this.#stopping.signal };
    this.services = config.services.map((service) => ({
      ...service,
      site: config.primarySite,
      epoch: 1,
      phase: 'serving',
      failedOver: false,
    }));
  }

  begin(): void {
    const { probeIntervalMs, failbackSettleMs } = this.#config.runbook;
    const offsetMs = probeIntervalMs / Math.max(1, this.services.length);
    this.services.forEach((state, index) => void this.#watch(state, index * offsetMs));
    if (failbackSettleMs !== null) void this.#considerFailback(failbackSettleMs);
  }

  /** Ends everything but a failback that has begun: between its steps no site is primary. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const ended = new AbortController();
    await Promise.race([this.#failback, pause(STOP_LIMIT_MS, ended.signal)]);
    ended.abort();
  }

  /** Probes a service on a grid of its own; rounds that would begin late are left out. */
  async #watch(state: ServiceState, offsetMs: number): Promise<void> {
    const { probeIntervalMs } = this.#config.runbook;
    const startMs = performance.now() + offsetMs;
    const { signal } = this.#stopping;
    for (let round = 0; !signal.aborted; ) {
      await pause(Math.max(0, startMs + round * probeIntervalMs - performance.now()), signal);
      if (state.phase === 'serving' && !signal.aborted) await this.#probe(state);
      const elapsedMs = performance.now() - startMs;
      round = Math.max(round + 1, Math.ceil(elapsedMs / probeIntervalMs));
    }
  }

  async #probe(state: ServiceState): Promise<void> {
    const { frontDoorUrl, primarySite, runbook } = this.#config;
    const { service, site } = state;
    const timeoutMs = runbook.probeTimeoutMs;
    const startedAtNs = process.hrtime.bigint();
    const [deep, direct] = await Promise.all([
      probe(`${frontDoorUrl}/${service}/deep-check`, { method: 'POST', timeoutMs }),
      probe(`${state.instances[site] ?? ''}/alive`, { method: 'GET', timeoutMs }),
    ]);
    // A probe that began before a route changed says nothing of what is there now.
    if (state.site !== site || state.phase !== 'serving' || this.#stopping.signal.aborted) return;
    const seen = this.#monitor.observe({ service, deep, direct, startedAtNs });
    if (seen.firstFailedAtNs !== null) {
      mark(this.#tools, state, { name: 'first-failed-probe', atNs: seen.firstFailedAtNs });
    }
    if (seen.isDown && site === primarySite) await this.#recover(state);
  }

  async #recover(state: ServiceState): Promise<void> {
    const { decisionDelayMs, failover } = this.#config.runbook;
    state.phase = 'failing-over';
    mark(this.#tools, state, { name: 'detected' });
    await pause(decisionDelayMs, this.#stopping.signal);
    if (this.#stopping.signal.aborted) return;
    mark(this.#tools, state, { name: 'declared' });
    if (failover === 'none') return;
    const isOpen = await failOver(this.#tools, state, (service) => this.#opened(service));
    // As long as it is not open, those that depend on it are excused.
    if (isOpen) this.#monitor.reset(state.service);
  }

  /** Waits until a service that is failing over is open again. */
  async #opened(service: string): Promise<void> {
    const state = this.services.find((it) => it.service === service);
    const { signal } = this.#stopping;
    const deadlineMs = performance.now() + OPEN_LIMIT_MS;
    while (state?.phase === 'failing-over' && !signal.aborted && performance.now() < deadlineMs) {
      await pause(OPEN_CHECK_MS, signal);
    }
  }

  async #considerFailback(settleMs: number): Promise<void> {
    const { signal } = this.#stopping;
    let settledSinceMs: number | null = null;
    for (let attempts = 0; !signal.aborted && attempts < FAILBACK_ATTEMPTS; ) {
      await pause(SETTLE_CHECK_MS, signal);
      if (!(await this.#isSettled())) {
        settledSinceMs = null;
        continue;
      }
      settledSinceMs ??= performance.now();
      if (performance.now() - settledSinceMs < settleMs) continue;
      attempts += 1;
      settledSinceMs = null;
      for (const state of this.services.filter((it) => it.failedOver)) {
        if (signal.aborted) return;
        this.#failback = failBack(this.#tools, state);
        await this.#failback;
        this.#monitor.reset(state.service);
      }
    }
  }

  /**
   * True when every service that was moved is protected by its old site, and none is in between.
   */
  async #isSettled(): Promise<boolean> {
    const moved = this.services.filter((it) => it.failedOver);
    if (moved.length === 0 || this.services.some((it) => it.phase !== 'serving')) return false;
    const pairs = moved.map(async (state) => {
      const [present, old] = await Promise.all([
        stateOf(state.instances[state.site] ?? ''),
        stateOf(state.instances[this.#config.primarySite] ?? ''),
      ]);
      return present?.protected === true && old?.role === 'standby';
    });
    return (await Promise.all(pairs)).every(Boolean);
  }
}
