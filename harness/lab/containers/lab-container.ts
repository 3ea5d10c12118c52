// One container as testcontainers makes it, with what that does not offer itself: fixed addresses in
// several networks, and its output attached before it starts, so that no line is missed.

import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type Dockerode from 'dockerode';
import { GenericContainer, PullPolicy, type WaitStrategy } from 'testcontainers';

import type { Endpoint } from './networks.ts';

const START_DEADLINE_MS = 30_000;

/** What a container is made of. */
export interface ContainerSpec {
  readonly docker: Dockerode;
  readonly image: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Where it stands; the first is the network it is created in. */
  readonly endpoints: readonly [Endpoint, ...Endpoint[]];
  /** Folders of this machine, at the same path inside. */
  readonly folders: readonly { readonly path: string; readonly mode: 'ro' | 'rw' }[];
  readonly limits: Limits;
}

/** What a container may take of the machine. */
export interface Limits {
  /** Processors. */
  readonly processors: number;
  readonly memoryMegabytes: number;
  /** Share of the processors when they are short, as in cgroups; 1024 is the usual one. */
  readonly shares: number;
}

/** Where a container's output goes. */
export interface OutputSpec {
  readonly logPath: string;
  /** Takes the lines of standard output; null: they go to the log like standard error. */
  readonly onLine: ((line: string) => void) | null;
}

/** Resolves when a container that has been started serves. */
export type Ready = (container: Dockerode.Container) => Promise<void>;

/** A container of ours, ready to be started. */
export class LabContainer extends GenericContainer {
  readonly #spec: ContainerSpec;
  readonly #output: OutputSpec;

  constructor(spec: ContainerSpec, output: OutputSpec, ready: Ready) {
    super(spec.image);
    this.#spec = spec;
    this.#output = output;
    const [first] = spec.endpoints;
    const { processors, memoryMegabytes, shares } = spec.limits;
    this.withName(spec.name)
      .withLabels({ ...spec.labels })
      .withCommand([...spec.options])
      .withEnvironment({ ...spec.environment })
      .withNetworkMode(first.network)
      .withUser(`${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`)
      .withBindMounts(spec.folders.map(({ path, mode }) => ({ source: path, target: path, mode })))
      .withResourcesQuota({ cpu: processors, memory: memoryMegabytes / 1_024 })
      .withPullPolicy(PullPolicy.neverPull())
      .withAutoCleanup(false)
      .withWaitStrategy(new UntilReady(ready));
    this.hostConfig.CpuShares = shares;
    // A name that is gone must be said to be gone at once: with this option, the engine does not ask
    // other name servers about names without a dot.
    this.hostConfig.DnsOptions = ['ndots:1'];
    this.hostConfig.DnsSearch = ['.'];
    // A process of the estate ends when its input closes.
    this.createOpts.OpenStdin = true;
    this.createOpts.NetworkingConfig = { EndpointsConfig: { [first.network]: at(first) } };
  }

  protected override async containerCreated(containerId: string): Promise<void> {
    const { docker, endpoints } = this.#spec;
    const [, ...others] = endpoints;
    for (const endpoint of others) await connect(docker, containerId, endpoint);
    await attach(docker, containerId, this.#output);
  }
}

class UntilReady implements WaitStrategy {
  readonly #ready: Ready;

  constructor(ready: Ready) {
    this.#ready = ready;
  }

  waitUntilReady(container: Dockerode.Container): Promise<void> {
    return this.#ready(container);
  }

  withStartupTimeout(): this {
    return this;
  }

  isStartupTimeoutSet(): boolean {
    return true;
  }

  getStartupTimeout(): number {
    return START_DEADLINE_MS;
  }
}

function at({ address }: Endpoint) {
  return { IPAMConfig: { IPv4Address: address } };
}

/** Puts a container into a network, at its own address there. */
export async function connect(
  docker: Dockerode,
  containerId: string,
  endpoint: Endpoint,
): Promise<void> {
  const network = docker.getNetwork(endpoint.network);
  await network.connect({ Container: containerId, EndpointConfig: at(endpoint) });
}

/** Follows the output of a container from its next start on. */
export async function attach(
  docker: Dockerode,
  containerId: string,
  { logPath, onLine }: OutputSpec,
): Promise<void> {
  const container = docker.getContainer(containerId);
  const stream = await container.attach({ stream: true, stdout: true, stderr: true });
  const log = createWriteStream(logPath, { flags: 'a' });
  log.on('error', () => undefined);
  const lines = new PassThrough();
  if (onLine !== null) createInterface({ input: lines }).on('line', onLine);
  container.modem.demuxStream(stream, onLine === null ? log : lines, log);
  const end = (): void => {
    lines.end();
    log.end();
  };
  stream.on('end', end);
  stream.on('close', end);
  stream.on('error', end);
}
