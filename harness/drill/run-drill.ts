// A drill from the first process to the last: phases in order, each with a deadline; faults on the
// timeline; and, whatever happens, rollback and an empty machine. The only place with order and time.

import type { DrillEventBody, Phase } from '../journal/events.ts';
import type { Journal } from '../journal/journal.ts';
import type { Lab, LabListener, OpeningLab } from '../lab/lab.ts';
import type { LoadEngine, LoadRun } from '../load/load-engine.ts';
import { messageOf } from '../model/problem.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { PHASE_MARGIN_MS } from '../plan/plan-drill.ts';
import { pause, withDeadline } from '../system/waiting.ts';
import { takeClockAnchor } from './clock-anchor.ts';
import { Injector } from './injector.ts';
import { Interrupted, type Interruption } from './interruption.ts';
import { StopConditions } from './stop-conditions.ts';

const COUNTERS_INTERVAL_MS = 250;
const FIRST_READING_QUIET_MS = 500;
const FLOW_POLL_MS = 20;
const LOAD_END_SLACK_MS = 6_000;

/** Files of a drill's folder that the run writes itself. */
export interface RunPaths {
  readonly folder: string;
  readonly logFolder: string;
  readonly samplesPath: string;
}

/** What a drill is run with. */
export interface RunOptions {
  readonly plan: DrillPlan;
  readonly drill: string;
  readonly planSha256: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly paths: RunPaths;
  readonly journal: Journal;
  readonly interruption: Interruption;
  readonly engine: LoadEngine;
  readonly openLab: (listener: LabListener) => Promise<OpeningLab>;
}

/** Runs a drill to its end. Never rejects: what went wrong stands in the journal. */
export async function runDrill(options: RunOptions): Promise<void> {
  await new DrillRun(options).run();
}

class DrillRun {
  readonly #options: RunOptions;
  readonly #stop: StopConditions;
  #opening: Promise<OpeningLab> | null = null;
  #lab: Lab | null = null;
  #load: LoadRun | null = null;
  #loadEnded = false;
  #injector: Injector | null = null;
  #flowingMs = 0;
  #closing = false;
  #polling: Promise<void> = Promise.resolve();

  constructor(options: RunOptions) {
    this.#options = options;
    this.#stop = new StopConditions(options.plan.stopConditions);
  }

  async run(): Promise<void> {
    const { plan, drill, planSha256, versions, machine } = this.#options;
    const { id: scenario } = plan.scenario;
    const anchor = takeClockAnchor();
    const about = { drill, scenario, lab: plan.lab, planSha256, anchor, versions, machine };
    this.#append({ type: 'drill-started', ...about });
    try {
      await this.#phases();
    } catch (error) {
      this.#failed(error);
    }
    await this.#putBack();
    this.#append({ type: 'clock-checked', anchor: takeClockAnchor() });
    this.#append({ type: 'drill-ended' });
  }

  async #phases(): Promise<void> {
    const { plan, interruption } = this.#options;
    const { warmUpMs, steadyStateMs, methodMs } = plan.phases;
    await this.#phase('open-lab', 0, () => this.#openLab());
    await this.#phase('warm-up', warmUpMs, async () => {
      await this.#startLoad();
      await this.#pauseUntil(warmUpMs);
      // A monitor that watched cold processes would take them for an outage.
      await this.#openedLab().startOperations();
    });
    await this.#phase('steady-state', steadyStateMs, () => this.#steadyState());
    await this.#phase('method', methodMs, () => this.#method());
    await this.#phase('first-reading', 0, () => this.#reading('first', FIRST_READING_QUIET_MS));
    await this.#phase('heal', 0, async () => {
      for (const fault of this.#injector?.on ?? []) {
        await this.#injector?.heal(fault, 'after-first-reading');
      }
    });
    await this.#phase('drain', 0, async () => {
      const deadlineMs = PHASE_MARGIN_MS.drain / 2;
      await interruption.race(this.#openedLab().quiet({ quietMs: plan.drainQuietMs, deadlineMs }));
    });
    await this.#phase('second-reading', 0, () => this.#reading('second', plan.drainQuietMs));
  }

  /** Runs a phase within its planned length and margin. */
  async #phase(phase: Phase, plannedMs: number, work: () => Promise<void>): Promise<void> {
    const deadlineMs = plannedMs + PHASE_MARGIN_MS[phase];
    this.#append({ type: 'phase-started', phase, deadlineMs });
    try {
      const { interruption } = this.#options;
      await withDeadline(interruption.race(work()), deadlineMs, `phase ${phase}`);
    } catch (error) {
      const reason = error instanceof Interrupted ? 'interrupted' : messageOf(error);
      const kind = error instanceof Interrupted ? 'interrupted' : 'failed';
      this.#append({ type: 'phase-ended', phase, outcome: { kind, reason } });
      throw error;
    }
    this.#append({ type: 'phase-ended', phase, outcome: { kind: 'completed' } });
  }

  #failed(error: unknown): void {
    const { interruption } = this.#options;
    if (!(error instanceof Interrupted)) interruption.raise('phase-failed', messageOf(error));
    const { cause } = interruption;
    if (cause !== null) this.#append({ type: 'interrupted', ...cause });
  }

  async #openLab(): Promise<void> {
    const { openLab, journal } = this.#options;
    this.#opening = openLab((event, atNs) => this.#onLab(event, atNs));
    const { lab, opened } = await this.#opening;
    this.#lab = lab;
    await opened;
    this.#injector = new Injector({
      lab,
      append: (event) => this.#append(event),
      drillTime: (atNs) => journal.drillTime(atNs),
    });
  }

  #onLab(event: DrillEventBody, atNs?: bigint): void {
    this.#append(event, atNs);
    if (event.type !== 'process-ended' || event.expected || this.#closing) return;
    const how = event.signal ?? `exit ${event.code}`;
    this.#options.interruption.raise('process-died', `${event.name} ended by itself (${how})`);
  }

  async #startLoad(): Promise<void> {
    const { plan, paths, engine, interruption } = this.#options;
    const lab = this.#openedLab();
    const startedMs = performance.now();
    const spec = {
      baseUrl: lab.loadUrl,
      loadMs: plan.phases.loadMs,
      requestTimeoutMs: plan.requestTimeoutMs,
      operations: plan.operations,
      samplesPath: paths.samplesPath,
      logFolder: paths.logFolder,
    };
    const load = await engine.start(spec, lab.startProgram);
    this.#load = load;
    this.#append({ type: 'load-started' });
    void load.ended.then((end) => this.#onLoadEnded(end));
    for (;;) {
      const counters = await lab.frontDoorCounters();
      const answers = Object.values(counters).reduce((sum, it) => sum + it.good + it.bad, 0);
      if (answers > 0) break;
      await interruption.pause(FLOW_POLL_MS);
    }
    this.#flowingMs = performance.now();
    this.#append({
      type: 'load-flowing',
      startedToFirstRequestMs: this.#flowingMs - startedMs,
    });
    this.#polling = this.#poll();
  }

  #onLoadEnded(end: { readonly exitCode: number | null; readonly signal: string | null }): void {
    const { plan, interruption } = this.#options;
    this.#loadEnded = true;
    const ranMs = performance.now() - this.#flowingMs;
    const early = this.#flowingMs === 0 || ranMs < plan.phases.loadMs - 1_000;
    const expected = end.exitCode === 0 && !early;
    this.#append({ type: 'load-ended', ...end, expected });
    if (expected || this.#closing) return;
    interruption.raise('process-died', `the load ended early (${end.signal ?? end.exitCode})`);
  }

  /** Counters for the live view and the stop conditions, until the load ends. */
  async #poll(): Promise<void> {
    while (!this.#loadEnded && !this.#closing) {
      const services = await this.#openedLab()
        .frontDoorCounters()
        .catch(() => null);
      if (services !== null) {
        this.#append({ type: 'front-door-counters', services });
        const broken = this.#stop.observe(performance.now(), services);
        if (broken !== null) this.#options.interruption.raise('stop-condition', broken);
      }
      await pause(COUNTERS_INTERVAL_MS);
    }
  }

  async #steadyState(): Promise<void> {
    const { plan } = this.#options;
    const lab = this.#openedLab();
    const before = await lab.frontDoorCounters();
    await this.#pauseUntil(plan.phases.warmUpMs + plan.phases.steadyStateMs);
    const after = await lab.frontDoorCounters();
    const services = plan.serviceLoads.map(({ service, serviceLevelRatio }) => ({
      service,
      serviceLevelRatio,
      good: (after[service]?.good ?? 0) - (before[service]?.good ?? 0),
      bad: (after[service]?.bad ?? 0) - (before[service]?.bad ?? 0),
    }));
    this.#append({
      type: 'steady-state-verified',
      services: services.map(({ service, good, bad }) => ({ service, good, bad })),
    });
    const broken = services.filter(
      (it) => it.good < it.serviceLevelRatio * (it.good + it.bad) || it.good === 0,
    );
    if (broken.length === 0) return;
    const names = broken.map(({ service, good, bad }) => `${service} (${good} good, ${bad} bad)`);
    throw new Error(`no steady state, so nothing was injected: ${names.join(', ')}`);
  }

  async #method(): Promise<void> {
    const { plan, interruption } = this.#options;
    const startMs = performance.now();
    this.#append({ type: 'method-started' });
    const injector = this.#injector;
    if (injector === null) throw new Error('Internal error: no injector');
    const until = (atMs: number): Promise<void> =>
      interruption.pause(startMs + atMs - performance.now());
    const timelines = plan.faults.map(async (fault) => {
      await until(fault.injectAtMs);
      const injecting = injector.inject(fault);
      if (fault.healAtMs !== null) {
        await until(fault.healAtMs);
        await injecting;
        await injector.heal(fault, 'timeline');
      }
      await injecting;
    });
    await Promise.all([...timelines, until(plan.phases.methodMs)]);
    const ended = this.#load?.ended ?? Promise.resolve(null);
    await interruption.race(withDeadline(ended, LOAD_END_SLACK_MS, 'the end of the load'));
    await this.#polling;
  }

  async #reading(reading: 'first' | 'second', quietMs: number): Promise<void> {
    const lab = this.#openedLab();
    if (reading === 'first') await lab.stopOperations();
    const quiet = await lab.quiet({ quietMs, deadlineMs: PHASE_MARGIN_MS['first-reading'] / 2 });
    const files = await lab.readBooks(reading, this.#options.paths.folder);
    this.#append({ type: 'reading-taken', reading, quiet, files });
  }

  /** Undoes and ends everything. Runs whatever happened before; nothing interrupts it. */
  async #putBack(): Promise<void> {
    this.#closing = true;
    await this.#rollback();
    const lab = await this.#labToClose();
    this.#append({
      type: 'phase-started',
      phase: 'close-lab',
      deadlineMs: PHASE_MARGIN_MS['close-lab'],
    });
    try {
      await this.#load?.stop();
      await this.#polling;
      await withDeadline(
        lab?.close() ?? Promise.resolve(),
        PHASE_MARGIN_MS['close-lab'],
        'closing',
      );
      this.#append({ type: 'phase-ended', phase: 'close-lab', outcome: { kind: 'completed' } });
    } catch (error) {
      const outcome = { kind: 'failed', reason: messageOf(error) } as const;
      this.#append({ type: 'phase-ended', phase: 'close-lab', outcome });
    }
    const leftovers = await (lab?.leftovers() ?? Promise.resolve([])).catch((error: unknown) => [
      `not known: ${messageOf(error)}`,
    ]);
    this.#append({ type: 'clean-verified', leftovers });
  }

  /** Also a lab whose opening had only begun when the drill was ended. */
  async #labToClose(): Promise<Lab | null> {
    if (this.#lab !== null || this.#opening === null) return this.#lab;
    const opening = withDeadline(this.#opening, PHASE_MARGIN_MS['close-lab'], 'the opening');
    return opening.then(
      ({ lab }) => lab,
      () => null,
    );
  }

  async #rollback(): Promise<void> {
    const faults = this.#injector?.on ?? [];
    if (faults.length === 0) return;
    const startedMs = performance.now();
    this.#append({ type: 'rollback-started' });
    const results = await Promise.all(
      faults.map(async (fault) => ({
        id: fault.id,
        undone: (await this.#injector?.heal(fault, 'rollback').catch(() => false)) === true,
      })),
    );
    this.#append({
      type: 'rollback-ended',
      undone: results.filter(({ undone }) => undone).map(({ id }) => id),
      failed: results.filter(({ undone }) => !undone).map(({ id }) => id),
      tookMs: performance.now() - startedMs,
    });
  }

  #openedLab(): Lab {
    if (this.#lab === null) throw new Error('Internal error: the lab is not open');
    return this.#lab;
  }

  #pauseUntil(afterFlowMs: number): Promise<void> {
    return this.#options.interruption.pause(this.#flowingMs + afterFlowMs - performance.now());
  }

  /** A journal that cannot be written ends the drill; rollback goes on without it. */
  #append(event: DrillEventBody, atNs?: bigint): void {
    try {
      this.#options.journal.append(event, atNs);
    } catch (error) {
      this.#options.interruption.raise('phase-failed', `journal: ${messageOf(error)}`);
    }
  }
}
