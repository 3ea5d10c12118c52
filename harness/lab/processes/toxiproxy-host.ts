// One Toxiproxy of the embedded lab with the links that it carries: what state each should be in, and
// what is done when the instance does not obey. Fault logic is not here; states come from toxics.ts.

import { change, type ProxySpec, populate, waitForApi } from '../toxiproxy/control.ts';
import { normalState, type ProxyState } from '../toxiproxy/toxics.ts';
import type { HostSpec, PlacedLink } from './layout.ts';
import type { ProcessPool } from './process-pool.ts';
import { messageOf } from '../../model/problem.ts';

const API_DEADLINE_MS = 5_000;

/** A Toxiproxy and its links. */
export class ToxiproxyHost {
  readonly host: string;
  readonly links: readonly PlacedLink[];
  readonly #states: Map<string, ProxyState>;
  readonly #apiUrl: string;
  readonly #apiPort: number;
  readonly #binary: string;
  readonly #pool: ProcessPool;
  readonly #onReplaced: (reason: string, tookMs: number) => void;
  #frozen = false;

  constructor(options: {
    readonly spec: HostSpec;
    readonly links: readonly PlacedLink[];
    readonly binary: string;
    readonly pool: ProcessPool;
    readonly onReplaced: (reason: string, tookMs: number) => void;
  }) {
    this.host = options.spec.host;
    this.links = options.links;
    this.#states = new Map(options.links.map(({ link }) => [link.id, normalState(link)]));
    this.#apiPort = options.spec.apiPort;
    this.#apiUrl = `http://127.0.0.1:${options.spec.apiPort}`;
    this.#binary = options.binary;
    this.#pool = options.pool;
    this.#onReplaced = options.onReplaced;
  }

  get processName(): string {
    return `toxiproxy-${this.host}`;
  }

  /** Starts the instance and gives every link its state. */
  async open(): Promise<void> {
    await this.#pool.start(
      {
        name: this.processName,
        command: this.#binary,
        options: ['-host', '127.0.0.1', '-port', String(this.#apiPort)],
        environment: { LOG_LEVEL: 'warn' },
      },
      { role: 'toxiproxy', waitForReady: false, niceness: 0 },
    );
    await waitForApi(this.#apiUrl, API_DEADLINE_MS);
    await populate(
      this.#apiUrl,
      this.links.map((placed) => ({ ...proxyOf(placed), state: this.#stateOf(placed.link.id) })),
    );
    this.#frozen = false;
  }

  /** All links fall silent at once. */
  freeze(): void {
    const child = this.#pool.get(this.processName);
    if (child === undefined) throw new Error(`${this.processName} is not running`);
    child.signal('SIGSTOP');
    this.#frozen = true;
  }

  /** A fresh instance takes the frozen one's place. */
  async thaw(): Promise<void> {
    if (!this.#frozen) return;
    await this.#pool.kill(this.processName);
    await this.open();
  }

  /** Brings a link into a state; an instance that does not obey is replaced by one that does. */
  async set(placed: PlacedLink, state: ProxyState): Promise<void> {
    const from = this.#stateOf(placed.link.id);
    this.#states.set(placed.link.id, state);
    if (this.#frozen) return;
    try {
      await change(this.#apiUrl, placed.proxyName, from, state);
    } catch (error) {
      await this.#replace(messageOf(error));
    }
  }

  async #replace(reason: string): Promise<void> {
    const startedMs = performance.now();
    await this.#pool.kill(this.processName);
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
    listen: `127.0.0.1:${placed.port}`,
    upstream: `127.0.0.1:${placed.upstreamPort}`,
  };
}
