// Faults made and undone on the parts of an estate. Whether they can be seen in traffic is looked at
// elsewhere (estate-confirmation.ts).

import { rmSync } from 'node:fs';

import { callersPlace, diesWithSite } from '../../model/link.ts';
import { unreachable } from '../../model/problem.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import type { ControlCall } from '../lab.ts';
import { faultyState, normalState, type ProxyState, stalledState } from '../toxiproxy/toxics.ts';
import type { Layout, PlacedLink, ProcessSpec } from './layout.ts';
import type { Machinery } from './machinery.ts';
import type { ToxiproxyHost } from './toxiproxy-host.ts';

type Act = ControlCall['acts'][number];

/** What faults are made on. */
export interface FaultParts {
  readonly layout: Layout;
  readonly machinery: Machinery;
  readonly hosts: readonly ToxiproxyHost[];
  readonly startProcess: (spec: ProcessSpec) => Promise<void>;
}

/** Makes and undoes faults. Undoing what is not there does nothing. */
export class EstateFaults {
  readonly #parts: FaultParts;
  readonly #paused = new Set<string>();

  constructor(parts: FaultParts) {
    this.#parts = parts;
  }

  /** Whether a fault keeps this instance paused. */
  isPaused(name: string): boolean {
    return this.#paused.has(name);
  }

  inject({ fault }: PlannedFault): Promise<ControlCall> {
    switch (fault.kind) {
      case 'site-power-off':
        return this.#powerOff(fault.site);
      case 'instance-pause':
        return this.#each(fault.instances, (name) => this.#pause(name));
      case 'instance-down':
        return this.#each(fault.instances, (name) =>
          fault.ending === 'kill'
            ? this.#parts.machinery.kill(name)
            : this.#parts.machinery.stop(name),
        );
      case 'link-cut':
        return fault.signature === 'silence'
          ? this.#silence(fault.links, 'silent')
          : this.#setLinks(fault.links, (placed) => faultyState(placed.link, fault));
      case 'link-latency':
      case 'link-bandwidth':
      case 'link-one-way':
        return this.#setLinks(fault.links, (placed) => faultyState(placed.link, fault));
      default:
        return unreachable(fault);
    }
  }

  heal({ fault }: PlannedFault): Promise<ControlCall> {
    switch (fault.kind) {
      case 'site-power-off':
        return this.#powerOn(fault.site);
      case 'instance-pause':
        return this.#each(fault.instances, (name) => this.#resume(name));
      case 'instance-down':
        return this.#each(fault.instances, (name) => this.#startInstance(name, fault.storage));
      case 'link-cut':
        return fault.signature === 'silence'
          ? this.#silence(fault.links, 'heard')
          : this.#setLinks(fault.links, ({ link }) => normalState(link));
      case 'link-latency':
      case 'link-bandwidth':
      case 'link-one-way':
        return this.#setLinks(fault.links, ({ link }) => normalState(link));
      default:
        return unreachable(fault);
    }
  }

  async #powerOff(site: string): Promise<ControlCall> {
    const { layout, machinery } = this.#parts;
    const inside = layout.processes.filter(
      (spec) => spec.site === site && machinery.isRunning(spec.name),
    );
    const calledAtNs = process.hrtime.bigint();
    const acts: Act[] = [];
    const acknowledge = (target: string): void => {
      acts.push({ target, acknowledgedAtNs: process.hrtime.bigint() });
    };
    // Ending takes longer than stopping, and no part of a dark site may outlast another: first
    // everything stops at once.
    await Promise.all([
      this.#hostOf(site)
        .freeze()
        .then(() => acknowledge(`links of ${site}`)),
      ...inside.map(async ({ name }) => {
        await machinery.freeze(name);
        acknowledge(name);
      }),
    ]);
    // What is on its way to another site is lost with its sender. A toxic that is added sends on at
    // once what the one before it holds back, so the connections are closed first.
    const lines = this.#linesToOtherSites(site);
    await this.#setEach(lines, ({ link }) => ({ ...normalState(link), enabled: false }));
    acts.push(...(await this.#setEach(lines, ({ link }) => stalledState(link))));
    // From here on the site is dark; that its stopped parts end too changes nothing more.
    const acknowledgedAtNs = process.hrtime.bigint();
    await Promise.all(inside.map(({ name }) => machinery.kill(name)));
    return { calledAtNs, acknowledgedAtNs, acts };
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
      if (!machinery.isRunning(spec.name)) await this.#parts.startProcess(spec);
      acts.push({ target: spec.name, acknowledgedAtNs: process.hrtime.bigint() });
    }
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  /** One act on each of several targets, all at once. */
  async #each(
    targets: readonly string[],
    act: (target: string) => Promise<void>,
  ): Promise<ControlCall> {
    const calledAtNs = process.hrtime.bigint();
    const acts = await Promise.all(
      targets.map(async (target): Promise<Act> => {
        await act(target);
        return { target, acknowledgedAtNs: process.hrtime.bigint() };
      }),
    );
    return { calledAtNs, acknowledgedAtNs: process.hrtime.bigint(), acts };
  }

  async #pause(name: string): Promise<void> {
    this.#paused.add(name);
    await this.#parts.machinery.freeze(name);
  }

  async #resume(name: string): Promise<void> {
    if (!this.#paused.has(name)) return;
    await this.#parts.machinery.thaw(name);
    this.#paused.delete(name);
  }

  async #startInstance(name: string, storage: 'kept' | 'lost'): Promise<void> {
    const spec = this.#parts.layout.processes.find((it) => it.name === name);
    if (spec === undefined || this.#parts.machinery.isRunning(name)) return;
    if (storage === 'lost' && 'dataDirectory' in spec.config) {
      rmSync(spec.config.dataDirectory, { recursive: true, force: true });
    }
    await this.#parts.startProcess(spec);
  }

  #silence(ids: readonly string[], wish: 'silent' | 'heard'): Promise<ControlCall> {
    const links = this.#parts.layout.links.map(({ link }) => link);
    const groups = new Map(
      links
        .filter(({ id }) => ids.includes(id))
        .map((link) => [`${callersPlace(link)}>${link.host}`, link]),
    );
    return this.#each([...groups.keys()], async (group) => {
      const link = groups.get(group);
      if (link !== undefined) await this.#hostOf(link.host).silence(callersPlace(link), wish);
    });
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

  #hostOf(id: string): ToxiproxyHost {
    const host = this.#parts.hosts.find((it) => it.host === id);
    if (host === undefined) throw new Error(`Internal error: no Toxiproxy for ${id}`);
    return host;
  }

  #linesToOtherSites(site: string): readonly PlacedLink[] {
    return this.#parts.layout.links.filter(
      ({ link }) => link.host !== site && diesWithSite(link, site),
    );
  }
}
