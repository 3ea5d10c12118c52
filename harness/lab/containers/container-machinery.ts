// The machinery of the container lab: every part is a container of its own, made by testcontainers
// from local images, found again by its labels. Knows nothing of faults.

import { join } from 'node:path';
import type Dockerode from 'dockerode';

import type { Program, ProgramEnd, ProgramSpec, StartProgram } from '../../system/program.ts';
import { withDeadline } from '../../system/waiting.ts';
import { relayLine } from '../estate/estate-event.ts';
import type { Machinery, Part } from '../estate/machinery.ts';
import { Starts } from '../estate/starts.ts';
import type { LabHome, LabListener } from '../lab.ts';
import { type Engine, statusOf } from './engine.ts';
import { containerName, findLabelled, labelsOf, PART_LABEL, removeLabelled } from './labels.ts';
import {
  attach,
  connect,
  type ContainerSpec,
  LabContainer,
  type OutputSpec,
} from './lab-container.ts';
import type { LabAddresses } from './networks.ts';
import { type Images, LIMITS, specOfPart } from './part-spec.ts';

const READY_DEADLINE_MS = 20_000;
const STOP_GRACE_S = 3;
const KILLED = 137;
/** The engine's answer to an act that does not fit the state of a container. */
const CONFLICT = 409;

interface Kept {
  readonly id: string;
  readonly output: OutputSpec;
  /** Resolves when the part's present run has told that it is ready; services only. */
  ready: () => Promise<void>;
  running: boolean;
  /** Its end is somebody's wish. */
  expected: boolean;
  ended: Promise<ProgramEnd>;
}

/** Runs parts as containers. */
export class ContainerMachinery implements Machinery {
  readonly #home: LabHome;
  readonly #engine: Engine;
  readonly #images: Images;
  readonly #addresses: LabAddresses;
  readonly #listener: LabListener;
  readonly #logFolder: string;
  readonly #kept = new Map<string, Kept>();
  readonly #starts = new Starts();
  /** Rejects when closing begins, for whatever waits for a part. */
  readonly #closing = Promise.withResolvers<never>();
  #killing: Promise<unknown> = Promise.resolve();

  constructor(options: {
    readonly home: LabHome;
    readonly engine: Engine;
    readonly images: Images;
    readonly addresses: LabAddresses;
    readonly listener: LabListener;
    readonly logFolder: string;
  }) {
    this.#home = options.home;
    this.#engine = options.engine;
    this.#images = options.images;
    this.#addresses = options.addresses;
    this.#listener = options.listener;
    this.#logFolder = options.logFolder;
    // Nobody may be waiting for a part when closing begins.
    this.#closing.promise.catch(() => undefined);
  }

  start(part: Part): Promise<void> {
    return this.#starts.whileOpen(() => this.#start(part));
  }

  async #start(part: Part): Promise<void> {
    const { name } = part;
    this.#listener({
      type: 'process-intended',
      name,
      role: part.kind === 'service' ? part.program : part.kind,
    });
    const former = this.#kept.get(name);
    const kept = former ?? (await this.#create(part));
    if (former !== undefined) await this.#startAgain(name, former);
    this.#listener({ type: 'process-started', name, pid: 0, startTime: kept.id, bootId: '' });
  }

  isRunning(name: string): boolean {
    return this.#kept.get(name)?.running === true;
  }

  async freeze(name: string): Promise<void> {
    const container = this.#container(name);
    try {
      await container.pause();
    } catch (error) {
      if (statusOf(error) !== CONFLICT) throw error;
      // The engine may still believe in a pause that has just ended: its own events come late.
      await container.unpause().catch(() => undefined);
      await container.pause();
    }
  }

  async thaw(name: string): Promise<void> {
    await this.#container(name).unpause();
  }

  async kill(name: string): Promise<void> {
    const kept = this.#kept.get(name);
    if (kept?.running !== true) return;
    kept.expected = true;
    // One after the other, like every removal (labels.ts says why).
    const killed = this.#killing.then(() => this.#container(name).kill());
    this.#killing = killed.catch(() => undefined);
    await killed;
    await kept.ended;
  }

  async stop(name: string): Promise<void> {
    const kept = this.#kept.get(name);
    if (kept?.running !== true) return;
    kept.expected = true;
    await this.#container(name).stop({ t: STOP_GRACE_S });
    await kept.ended;
  }

  readonly network: Machinery['network'] = {
    leave: async (name, place) => {
      const { network } = this.#addresses.endpointAt(hostOf(name), place);
      const { id } = this.#keptPart(name);
      await this.#engine.docker.getNetwork(network).disconnect({ Container: id, Force: true });
    },
    join: async (name, place) => {
      const endpoint = this.#addresses.endpointAt(hostOf(name), place);
      await connect(this.#engine.docker, this.#keptPart(name).id, endpoint);
    },
  };

  readonly startProgram: StartProgram = (spec) =>
    this.#starts.whileOpen(() => this.#startProgram(spec));

  async #startProgram(spec: ProgramSpec): Promise<Program> {
    const image = this.#images.programs[spec.command];
    if (image === undefined) throw new Error(`Internal error: no image of ${spec.command}`);
    const container = new LabContainer(
      this.#specOf(spec.name, {
        image,
        options: spec.options,
        environment: spec.environment,
        endpoints: [this.#addresses.endpointOfProgram()],
        folders: [
          ...spec.readFolders.map((path) => ({ path, mode: 'ro' as const })),
          ...spec.writeFolders.map((path) => ({ path, mode: 'rw' as const })),
        ],
        limits: LIMITS.program,
      }),
      { logPath: spec.logPath, onLine: null },
      () => Promise.resolve(),
    );
    const started = await container.start();
    const handle = this.#engine.docker.getContainer(started.getId());
    return {
      ended: endOf(handle),
      stop: async (graceMs) => {
        await handle.stop({ t: Math.ceil(graceMs / 1_000) }).catch(() => undefined);
      },
    };
  }

  async close(): Promise<void> {
    this.#starts.refuse();
    this.#closing.reject(new Error('the lab is closing'));
    // What is being made would otherwise come after what was there has been removed.
    await this.#starts.settled();
    for (const kept of this.#kept.values()) kept.expected = true;
    const { docker } = this.#engine;
    await removeLabelled(docker, await findLabelled(docker, this.#home.id));
    await Promise.all([...this.#kept.values()].map(({ ended }) => ended));
  }

  async leftovers(): Promise<readonly string[]> {
    const found = await findLabelled(this.#engine.docker, this.#home.id);
    return found.map(({ kind, name }) => `${kind} ${name}`);
  }

  async #create(part: Part): Promise<Kept> {
    const logPath = join(this.#logFolder, `${part.name}.log`);
    let ready = Promise.withResolvers<void>();
    const told = {
      name: part.name,
      listener: this.#listener,
      ready: () => ready.resolve(),
    };
    const output: OutputSpec =
      part.kind === 'toxiproxy'
        ? { logPath, onLine: null }
        : { logPath, onLine: (line) => relayLine(line, told) };
    const parts = { images: this.#images, addresses: this.#addresses };
    const container = new LabContainer(
      this.#specOf(part.name, specOfPart(part, parts)),
      output,
      (made) =>
        part.kind === 'toxiproxy'
          ? Promise.resolve()
          : withDeadline(
              Promise.race([ready.promise, this.#closing.promise, endedEarly(part.name, made)]),
              READY_DEADLINE_MS,
              `the start of ${part.name}`,
            ),
    );
    const started = await container.start();
    const kept: Kept = {
      id: started.getId(),
      output,
      running: true,
      expected: false,
      ended: Promise.resolve({ exitCode: null, signal: null }),
      ready: () => {
        ready = Promise.withResolvers<void>();
        return part.kind === 'toxiproxy' ? Promise.resolve() : ready.promise;
      },
    };
    this.#kept.set(part.name, kept);
    this.#follow(part.name, kept);
    return kept;
  }

  async #startAgain(name: string, kept: Kept): Promise<void> {
    if (kept.running) throw new Error(`${name} is running`);
    const container = this.#container(name);
    const ready = kept.ready();
    await attach(this.#engine.docker, kept.id, kept.output);
    await container.start();
    kept.running = true;
    kept.expected = false;
    this.#follow(name, kept);
    await withDeadline(
      Promise.race([ready, kept.ended]),
      READY_DEADLINE_MS,
      `the start of ${name}`,
    );
    if (!this.isRunning(name))
      throw new Error(`${name} ended at once; see logs/${name}.log in the drill's folder`);
  }

  #follow(name: string, kept: Kept): void {
    kept.ended = endOf(this.#engine.docker.getContainer(kept.id)).then((end) => {
      kept.running = false;
      const { exitCode: code, signal } = end;
      this.#listener({ type: 'process-ended', name, code, signal, expected: kept.expected });
      return end;
    });
  }

  #specOf(name: string, rest: Omit<ContainerSpec, 'docker' | 'name' | 'labels'>): ContainerSpec {
    return {
      ...rest,
      docker: this.#engine.docker,
      name: containerName(this.#home.id, name),
      labels: { ...labelsOf(this.#home), [PART_LABEL]: name },
    };
  }

  #container(name: string): Dockerode.Container {
    return this.#engine.docker.getContainer(this.#keptPart(name).id);
  }

  #keptPart(name: string): Kept {
    const kept = this.#kept.get(name);
    if (kept === undefined) throw new Error(`${name} was never started`);
    return kept;
  }
}

/** How a container ends: waits for it. One that is removed meanwhile has ended too. */
async function endOf(container: Dockerode.Container): Promise<ProgramEnd> {
  const exitCode = await container.wait().then(
    ({ StatusCode }: { StatusCode: number }) => StatusCode,
    () => null,
  );
  return exitCode === KILLED || exitCode === null
    ? { exitCode: null, signal: 'SIGKILL' }
    : { exitCode, signal: null };
}

/** Rejects when a container ends before it served. */
async function endedEarly(name: string, container: Dockerode.Container): Promise<never> {
  await endOf(container);
  throw new Error(`${name} ended at once; see logs/${name}.log in the drill's folder`);
}

/** The host of a Toxiproxy's name. */
function hostOf(name: string): string {
  return name.replace(/^toxiproxy-/, '');
}
