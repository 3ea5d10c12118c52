// One Toxiproxy of a lab with the links that it carries: what state each should be in, and
// what is done when the instance does not obey. Fault logic is not here; states come from toxics.ts.

import { change, type ProxySpec, populate, waitForApi } from '../toxiproxy/control.ts';
import { normalState, type ProxyState } from '../toxiproxy/toxics.ts';
import { type HostSpec, type PlacedLink, urlOfAddress } from './layout.ts';
import type { Machinery } from './machinery.ts';
import { messageOf } from '../../model/problem.ts';

const API_DEADLINE_MS = 5_000;

/** A Toxiproxy and its links. */
export class ToxiproxyHost {
  readonly host: string;
  readonly links: readonly PlacedLink[];
  readonly #states: Map<string, ProxyState>;
  readonly #spec: HostSpec;
  readonly #machinery: Machinery;
  readonly #onReplaced: (reason: string, tookMs: number) => void;
  readonly #silentFor = new Set<string>();
  #frozen = false;

  constructor(options: {
    readonly spec: HostSpec;
    readonly links: readonly PlacedLink[];
    readonly machinery: Machinery;
    readonly onReplaced: (reason: string, tookMs: number) => void;
  }) {
    this.host = options.spec.host;
    this.links = options.links;
    this.#states = new Map(options.links.map(({ link }) => [link.id, normalState(link)]));
    this.#spec = options.spec;
    this.#machinery = options.machinery;
    this.#onReplaced = options.onReplaced;
  }

  get processName(): string {
    return `toxiproxy-${this.host}`;
  }

  get #apiUrl(): string {
    return urlOfAddress(this.#spec.api);
  }

  /** Starts the instance and gives every link its state. */
  async open(): Promise<void> {
    const { host, api } = this.#spec;
    await this.#machinery.start({ kind: 'toxiproxy', name: this.processName, host, api });
    await waitForApi(this.#apiUrl, API_DEADLINE_MS);
    await populate(
      this.#apiUrl,
      this.links.map((placed) => ({ ...proxyOf(placed), state: this.#stateOf(placed.link.id) })),
    );
    this.#frozen = false;
  }

  /** All links fall silent at once. */
  async freeze(): Promise<void> {
    this.#frozen = true;
    await this.#machinery.freeze(this.processName);
  }

  /** A fresh instance takes the frozen one's place. */
  async thaw(): Promise<void> {
    if (!this.#frozen) return;
    await this.#machinery.kill(this.processName);
    await this.open();
  }

  /** Falls silent for the callers in one place, or can be heard again. */
  async silence(place: string, wish: 'silent' | 'heard'): Promise<void> {
    const { network } = this.#machinery;
    if (network === null) throw new Error('Internal error: silence passed planning');
    if ((wish === 'silent') === this.#silentFor.has(place)) return;
    if (wish === 'silent') {
      this.#silentFor.add(place);
      await network.leave(this.processName, place);
    } else {
      await network.join(this.processName, place);
      this.#silentFor.delete(place);
    }
  }

  /** Brings a link into a state; an instance that does not obey is replaced by one that does. */
  async set(placed: PlacedLink, state: ProxyState): Promise<void> {
    const from = this.#stateOf(placed.link.id);
    this.#states.set(placed.link.id, state);
    if (this.#frozen) return;
    try {
      await change(this.#apiUrl, proxyOf(placed), { from, to: state });
    } catch (error) {
      await this.#replace(messageOf(error));
    }
  }

  async #replace(reason: string): Promise<void> {
    const startedMs = performance.now();
    await this.#machinery.kill(this.processName);
    await this.open();
    this.#onReplaced(reason, performance.now() - startedMs);
  }

  #stateOf(id: string): ProxyState {
    const state = this.#states.get(id);
    if (state === undefined) throw new Error(`Internal error: ${id} is not a link of ${this.host}`);
    return state;
  }
}

function proxyOf(placed: PlacedLink): ProxySpec {
  return {
    name: placed.proxyName,
    listen: `${placed.listen.host}:${placed.listen.port}`,
    upstream: `${placed.upstream.host}:${placed.upstream.port}`,
  };
}
