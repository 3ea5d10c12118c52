// The embedded lab once its parts exist: faults, confirmation, readings, close. Implements the
// contract in lab.ts.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { QuietEvidence, ReadingFile, ReadingName } from '../../journal/events.ts';
import { durationMs } from '../../model/duration.ts';
import { diesWithSite, FRONT_DOOR, OPERATIONS } from '../../model/link.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import { pause } from '../../system/waiting.ts';
import { conclude, PROBE_BYTES, showsFault } from '../confirmation.ts';
import type { Confirmed, ControlCall, FrontDoorCounters, Lab } from '../lab.ts';
import { probeWire, type WireObservation } from '../probe.ts';
import { faultyState, normalState, type ProxyState, stalledState } from '../toxiproxy/toxics.ts';
import { readAdmin, saveAdmin } from './admin.ts';
import { clientPort, type Layout, type PlacedLink, type ProcessSpec } from './layout.ts';
import type { ProcessPool } from './process-pool.ts';
import type { ToxiproxyHost } from './toxiproxy-host.ts';

const CONFIRM_BUDGET_MS = 1_900;
const STALL_DEADLINE_MS = 800;
const QUIET_POLL_MS = 100;

const countersSchema = z.object({
  probes: z.record(z.string(), z.number()),
  answers: z.record(z.string(), z.object({ good: z.number(), bad: z.number() })).optional(),
});
const stateSchema = z.object({
  role: z.string(),
  epoch: z.number(),
  seq: z.number(),
  writesInFlight: z.number(),
});

/** What a lab is made of. */
interface Parts {
  readonly layout: Layout;
  readonly hosts: readonly ToxiproxyHost[];
  readonly pool: ProcessPool;
  readonly startProcess: (spec: ProcessSpec) => Promise<void>;
  readonly release: () => Promise<void>;
  readonly directory: string;
}

type Act = ControlCall['acts'][number];

/** The embedded lab. */
export class ProcessesLab implements Lab {
  readonly loadUrl: string;
  readonly #parts: Parts;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.loadUrl = `http://127.0.0.1:${clientPort(parts.layout)}`;
  }

  watch(pid: number): void {
    void this.#parts.pool.watch(pid);
  }

  inject({ fault }: PlannedFault): Promise<ControlCall> {
    if (fault.kind === 'site-power-off') return this.#powerOff(fault.site);
    return this.#setLinks(fault.links, (placed) => faultyState(placed.link, fault));
  }

  heal({ fault }: PlannedFault): Promise<ControlCall> {
    if (fault.kind === 'site-power-off') return this.#powerOn(fault.site);
    return this.#setLinks(fault.links, ({ link }) => normalState(link));
  }

  async confirm(planned: PlannedFault, expected: 'faulty' | 'healthy'): Promise<Confirmed> {
    const links = this.#linksToProbe(planned, expected);
    const endMs = performance.now() + CONFIRM_BUDGET_MS;
    const probed = await Promise.all(
      links.map(async (placed) => {
        for (;;) {
          const evidence = await this.#probe(planned, placed, endMs - performance.now());
          const { seen } = evidence.observation;
          const shown = expected === 'healthy' ? seen === 'healthy' : showsFault(planned, evidence);
          if (shown === true || endMs - performance.now() < STALL_DEADLINE_MS) {
            return { placed, evidence, shown };
          }
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

  async frontDoorCounters(): Promise<FrontDoorCounters> {
    return countersSchema.parse(await this.#admin(FRONT_DOOR, '/counters')).answers ?? {};
  }

  async startOperations(): Promise<void> {
    const { layout, startProcess } = this.#parts;
    await Promise.all(layout.processes.filter(({ name }) => name === OPERATIONS).map(startProcess));
  }

  async stopOperations(): Promise<void> {
    await this.#parts.pool.stop(OPERATIONS);
  }

  async quiet(options: {
    readonly quietMs: number;
    readonly deadlineMs: number;
  }): Promise<QuietEvidence> {
    const endMs = performance.now() + options.deadlineMs;
    let before = '';
    let quietSinceMs = performance.now();
    for (;;) {
      const instances = await Promise.all(this.#instances().map((spec) => this.#stateOf(spec)));
      const now = performance.now();
      const picture = JSON.stringify(instances);
      const isIdle = instances.every(({ writesInFlight }) => writesInFlight === 0);
      if (picture !== before || !isIdle) quietSinceMs = now;
      before = picture;
      const quietForMs = now - quietSinceMs;
      const quiet = isIdle && quietForMs >= options.quietMs;
      if (quiet || now >= endMs) return { quiet, quietForMs, instances };
      await pause(QUIET_POLL_MS);
    }
  }

  async readBooks(reading: ReadingName, folder: string): Promise<readonly ReadingFile[]> {
    mkdirSync(join(folder, 'readings', reading), { recursive: true });
    const files: ReadingFile[] = [];
    for (const { name, adminSocketPath } of this.#instances()) {
      if (this.#parts.pool.get(name) === undefined) continue;
      for (const content of ['summary', 'operations', 'stranded'] as const) {
        const extension = content === 'summary' ? 'json' : 'ndjson';
        const path = join('readings', reading, `${name}.${content}.${extension}`);
        const sha256 = await saveAdmin(adminSocketPath, `/books/${content}`, join(folder, path));
        files.push({ instance: name, content, path, sha256 });
      }
    }
    return files;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async leftovers(): Promise<readonly string[]> {
    const { pool, directory } = this.#parts;
    const processes = await pool.survivors();
    return existsSync(directory) ? [...processes, `folder ${directory}`] : processes;
  }

  async #close(): Promise<void> {
    await this.#parts.pool.close();
    await this.#parts.release();
  }

  async #powerOff(site: string): Promise<ControlCall> {
    const { layout, pool } = this.#parts;
    const calledAtNs = process.hrtime.bigint();
    this.#hostOf(site).freeze();
    const acts: Act[] = [{ target: `links of ${site}`, acknowledgedAtNs: process.hrtime.bigint() }];
    // What is on its way to another site is lost before its sender goes. A toxic that is added sends
    // on at once what the one before it holds back, so the connections are closed first.
    const lines = this.#linesToOtherSites(site);
    await this.#setEach(lines, ({ link }) => ({ ...normalState(link), enabled: false }));
    acts.push(...(await this.#setEach(lines, ({ link }) => stalledState(link))));
    const inside = layout.processes.filter((spec) => spec.site === site);
    await Promise.all(
      inside.map(async ({ name }) => {
        await pool.kill(name);
        acts.push({ target: name, acknowledgedAtNs: process.hrtime.bigint() });
      }),
    );
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  async #powerOn(site: string): Promise<ControlCall> {
    const { layout, pool } = this.#parts;
    const calledAtNs = process.hrtime.bigint();
    await this.#hostOf(site).thaw();
    const acts: Act[] = [{ target: `links of ${site}`, acknowledgedAtNs: process.hrtime.bigint() }];
    const lines = this.#linesToOtherSites(site);
    acts.push(...(await this.#setEach(lines, ({ link }) => normalState(link))));
    // One after the other: a datacenter that starts takes no processor time from the other one, and
    // here both share a machine.
    for (const spec of layout.processes.filter((it) => it.site === site)) {
      if (pool.get(spec.name) === undefined) await this.#parts.startProcess(spec);
      acts.push({ target: spec.name, acknowledgedAtNs: process.hrtime.bigint() });
    }
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  async #setLinks(
    ids: readonly string[],
    stateOf: (placed: PlacedLink) => ProxyState,
  ): Promise<ControlCall> {
    const placed = this.#parts.layout.links.filter(({ link }) => ids.includes(link.id));
    const calledAtNs = process.hrtime.bigint();
    const acts = await this.#setEach(placed, stateOf);
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  async #setEach(
    placed: readonly PlacedLink[],
    stateOf: (placed: PlacedLink) => ProxyState,
  ): Promise<readonly Act[]> {
    const acts: Act[] = [];
    // One instance takes its changes one after the other, so that a wedge is seen at the first.
    await Promise.all(
      this.#parts.hosts.map(async (host) => {
        for (const one of placed.filter(({ link }) => link.host === host.host)) {
          await host.set(one, stateOf(one));
          acts.push({ target: one.link.id, acknowledgedAtNs: process.hrtime.bigint() });
        }
      }),
    );
    return acts;
  }

  #linesToOtherSites(site: string): readonly PlacedLink[] {
    return this.#parts.layout.links.filter(
      ({ link }) => link.host !== site && diesWithSite(link, site),
    );
  }

  #linksToProbe({ fault }: PlannedFault, expected: 'faulty' | 'healthy'): readonly PlacedLink[] {
    const { links } = this.#parts.layout;
    // What never had a receiver (a cold site) can be shown neither healthy nor stalled by a toxic.
    const hasReceiver = ({ receiver }: PlacedLink) => this.#parts.pool.get(receiver) !== undefined;
    if (fault.kind === 'site-power-off') {
      const touched = links.filter(({ link }) => diesWithSite(link, fault.site));
      const isFrozen = ({ link }: PlacedLink) => expected === 'faulty' && link.host === fault.site;
      return touched.filter((placed) => isFrozen(placed) || hasReceiver(placed));
    }
    const touched = links.filter(({ link }) => fault.links.includes(link.id));
    return expected === 'faulty' ? touched : touched.filter(hasReceiver);
  }

  async #probe(planned: PlannedFault, placed: PlacedLink, budgetMs: number) {
    const token = randomUUID();
    const { fault } = planned;
    const mayTakeMs =
      fault.kind === 'link-latency'
        ? durationMs(fault.latency) + durationMs(fault.jitter) + STALL_DEADLINE_MS
        : STALL_DEADLINE_MS + placed.link.baselineDelayMs;
    const observation: WireObservation = await probeWire({
      port: placed.port,
      path: `${placed.pathPrefix}/probe`,
      token,
      bytes: PROBE_BYTES,
      deadlineMs: Math.max(200, Math.min(mayTakeMs, budgetMs)),
    });
    if (fault.kind !== 'link-one-way') return { observation, received: null };
    const received = await this.#admin(placed.receiver, '/counters')
      .then((raw) => (countersSchema.parse(raw).probes[token] ?? 0) > 0)
      .catch(() => null);
    return { observation, received };
  }

  #admin(name: string, path: string): Promise<unknown> {
    const spec = this.#parts.layout.processes.find((it) => it.name === name);
    if (spec === undefined) throw new Error(`Internal error: no process ${name}`);
    return readAdmin(spec.adminSocketPath, path);
  }

  async #stateOf({
    name,
    adminSocketPath,
  }: ProcessSpec): Promise<QuietEvidence['instances'][number]> {
    const gone = {
      instance: name,
      reachable: false,
      role: '',
      epoch: 0,
      seq: 0,
      writesInFlight: 0,
    };
    if (this.#parts.pool.get(name) === undefined) return gone;
    const raw = await readAdmin(adminSocketPath, '/state').catch(() => null);
    const parsed = stateSchema.safeParse(raw);
    // A process that is there and does not answer may be writing.
    if (!parsed.success) return { ...gone, writesInFlight: 1 };
    return { instance: name, reachable: true, ...parsed.data };
  }

  #instances(): readonly ProcessSpec[] {
    return this.#parts.layout.processes.filter(({ site }) => site !== null);
  }

  #hostOf(site: string): ToxiproxyHost {
    const host = this.#parts.hosts.find((it) => it.host === site);
    if (host === undefined) throw new Error(`Internal error: no Toxiproxy for ${site}`);
    return host;
  }
}
