// A lab once its parts exist: faults, confirmation, readings, close. Implements the contract in lab.ts on
// whatever machinery the parts run in.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import type { QuietEvidence, ReadingFile, ReadingName } from '../../journal/events.ts';
import { durationMs } from '../../model/duration.ts';
import { diesWithSite, FRONT_DOOR, OPERATIONS } from '../../model/link.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import type { StartProgram } from '../../system/program.ts';
import { pause } from '../../system/waiting.ts';
import { conclude, PROBE_BYTES, showsFault } from './confirmation.ts';
import type { Confirmed, ControlCall, FrontDoorCounters, Lab, LabListener } from '../lab.ts';
import { probeWire, type WireObservation } from './probe.ts';
import { faultyState, normalState, type ProxyState, stalledState } from '../toxiproxy/toxics.ts';
import { readAdmin, saveAdmin } from './admin.ts';
import {
  clientAddress,
  type Layout,
  type PlacedLink,
  type ProcessSpec,
  urlOfAddress,
} from './layout.ts';
import type { Machinery } from './machinery.ts';
import { ToxiproxyHost } from './toxiproxy-host.ts';

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
  readonly machinery: Machinery;
  readonly listener: LabListener;
  /** Folder of everything that the estate's processes read and write; removed on closing. */
  readonly directory: string;
  /** Gives back what else the lab holds. */
  readonly release: () => Promise<void>;
}

type Act = ControlCall['acts'][number];

/** A lab of either kind. */
export class EstateLab implements Lab {
  readonly loadUrl: string;
  readonly startProgram: StartProgram;
  readonly #parts: Parts;
  readonly #hosts: readonly ToxiproxyHost[];
  #closed: Promise<void> | null = null;

  constructor(parts: Parts) {
    const { layout, machinery, listener } = parts;
    this.#parts = parts;
    this.loadUrl = urlOfAddress(clientAddress(layout));
    this.startProgram = machinery.startProgram;
    this.#hosts = layout.hosts.map(
      (spec) =>
        new ToxiproxyHost({
          spec,
          links: layout.links.filter(({ link }) => link.host === spec.host),
          machinery,
          onReplaced: (reason, tookMs) =>
            listener({ type: 'proxy-replaced', host: spec.host, reason, tookMs }),
        }),
    );
  }

  /** Starts every part but the monitor and the runbook. */
  async open(): Promise<void> {
    const startedMs = performance.now();
    const { layout, listener } = this.#parts;
    const estate = layout.processes.filter(({ name }) => name !== OPERATIONS);
    await Promise.all(this.#hosts.map((host) => host.open()));
    await Promise.all(estate.map((spec) => this.#start(spec)));
    listener({
      type: 'lab-opened',
      processes: estate.length + this.#hosts.length,
      links: layout.links.length,
      tookMs: performance.now() - startedMs,
    });
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
    const spec = this.#parts.layout.processes.find(({ name }) => name === OPERATIONS);
    if (spec !== undefined) await this.#start(spec);
  }

  async stopOperations(): Promise<void> {
    await this.#parts.machinery.stop(OPERATIONS);
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
      if (!this.#parts.machinery.isRunning(name)) continue;
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
    const { machinery, directory } = this.#parts;
    const left = await machinery.leftovers();
    return existsSync(directory) ? [...left, `folder ${directory}`] : left;
  }

  async #close(): Promise<void> {
    const { machinery, directory, release } = this.#parts;
    await machinery.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    await release();
  }

  async #start({ name, program, site, folder, config }: ProcessSpec): Promise<void> {
    const configPath = join(folder, 'configuration.json');
    mkdirSync('dataDirectory' in config ? config.dataDirectory : folder, { recursive: true });
    writeFileSync(configPath, JSON.stringify(config));
    await this.#parts.machinery.start({ kind: 'service', name, program, site, folder, configPath });
  }

  async #powerOff(site: string): Promise<ControlCall> {
    const { layout, machinery } = this.#parts;
    const calledAtNs = process.hrtime.bigint();
    await this.#hostOf(site).freeze();
    const acts: Act[] = [{ target: `links of ${site}`, acknowledgedAtNs: process.hrtime.bigint() }];
    // What is on its way to another site is lost before its sender goes. A toxic that is added sends
    // on at once what the one before it holds back, so the connections are closed first.
    const lines = this.#linesToOtherSites(site);
    await this.#setEach(lines, ({ link }) => ({ ...normalState(link), enabled: false }));
    acts.push(...(await this.#setEach(lines, ({ link }) => stalledState(link))));
    const inside = layout.processes.filter((spec) => spec.site === site);
    await Promise.all(
      inside.map(async ({ name }) => {
        await machinery.kill(name);
        acts.push({ target: name, acknowledgedAtNs: process.hrtime.bigint() });
      }),
    );
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  async #powerOn(site: string): Promise<ControlCall> {
    const { layout, machinery } = this.#parts;
    const calledAtNs = process.hrtime.bigint();
    await this.#hostOf(site).thaw();
    const acts: Act[] = [{ target: `links of ${site}`, acknowledgedAtNs: process.hrtime.bigint() }];
    const lines = this.#linesToOtherSites(site);
    acts.push(...(await this.#setEach(lines, ({ link }) => normalState(link))));
    // One after the other: a datacenter that starts takes no processor time from the other one, and
    // here both share a machine.
    for (const spec of layout.processes.filter((it) => it.site === site)) {
      if (!machinery.isRunning(spec.name)) await this.#start(spec);
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
      this.#hosts.map(async (host) => {
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
    const hasReceiver = ({ receiver }: PlacedLink) => this.#parts.machinery.isRunning(receiver);
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
      address: placed.listen,
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
    if (!this.#parts.machinery.isRunning(name)) return gone;
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
    const host = this.#hosts.find((it) => it.host === site);
    if (host === undefined) throw new Error(`Internal error: no Toxiproxy for ${site}`);
    return host;
  }
}
