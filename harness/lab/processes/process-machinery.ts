// The machinery of the embedded lab: every part is a child process that carries our marks, its
// events relayed, its end noticed. Knows nothing of estates or faults.

import { join } from 'node:path';

import type { Program, ProgramSpec, StartProgram } from '../../system/program.ts';
import { relayLine } from '../estate/estate-event.ts';
import type { Machinery, Part } from '../estate/machinery.ts';
import { serviceCommand, toxiproxyCommand } from '../estate/part-command.ts';
import { Starts } from '../estate/starts.ts';
import type { LabHome, LabListener } from '../lab.ts';
import { type Child, type ChildSpec, startChild } from '../../system/child.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../../system/process-identity.ts';
import { standBack } from '../../system/stand-back.ts';
import { marksOf } from './marks.ts';

const READY_DEADLINE_MS = 15_000;
const STOP_GRACE_MS = 3_500;
/** The services stand back behind k6 and Toxiproxy: an instrument that is late measures itself. */
const SERVICE_NICENESS = 5;

/** The children of a lab. */
export class ProcessMachinery implements Machinery {
  readonly #children = new Map<string, Child>();
  readonly #programs = new Set<Child>();
  readonly #everStarted: { readonly name: string; readonly identity: ProcessIdentity }[] = [];
  readonly #expected = new Set<Child>();
  readonly #home: LabHome;
  readonly #listener: LabListener;
  readonly #logFolder: string;
  readonly #toxiproxyPath: string;
  readonly #compileCache: string;
  readonly #starts = new Starts();

  constructor(options: {
    readonly home: LabHome;
    readonly listener: LabListener;
    readonly logFolder: string;
    readonly toxiproxyPath: string;
  }) {
    this.#home = options.home;
    this.#listener = options.listener;
    this.#logFolder = options.logFolder;
    this.#toxiproxyPath = options.toxiproxyPath;
    this.#compileCache = join(options.home.directory, 'compiled');
  }

  readonly network = null;

  readonly startProgram: StartProgram = (spec) =>
    this.#starts.whileOpen(() => this.#startProgram(spec));

  async #startProgram(spec: ProgramSpec): Promise<Program> {
    const { logPath, ...program } = spec;
    this.#listener({ type: 'process-intended', name: program.name, role: 'program' });
    const child = await this.#startChild({ ...program, logPath }, null, 0);
    this.#programs.add(child);
    void child.ended.then(() => this.#programs.delete(child));
    // Closing may have begun while it was started.
    if (this.#starts.closing) await child.stop(STOP_GRACE_MS);
    return {
      ended: child.ended.then(({ code, signal }) => ({ exitCode: code, signal })),
      stop: (graceMs) => child.stop(graceMs),
    };
  }

  start(part: Part): Promise<void> {
    return this.#starts.whileOpen(() => this.#start(part));
  }

  async #start(part: Part): Promise<void> {
    const { name } = part;
    const isService = part.kind === 'service';
    await this.#startPart(isService ? part.program : part.kind, {
      ...(isService ? serviceCommand(part, this.#compileCache) : toxiproxyCommand(part)),
      name,
      command: isService ? process.execPath : this.#toxiproxyPath,
      logPath: join(this.#logFolder, `${name}.log`),
    });
  }

  isRunning(name: string): boolean {
    return this.#children.has(name);
  }

  async freeze(name: string): Promise<void> {
    this.#child(name).signal('SIGSTOP');
  }

  async thaw(name: string): Promise<void> {
    this.#child(name).signal('SIGCONT');
  }

  async kill(name: string): Promise<void> {
    const child = this.#children.get(name);
    if (child === undefined) return;
    this.#expected.add(child);
    child.signal('SIGKILL');
    await child.ended;
  }

  async stop(name: string): Promise<void> {
    const child = this.#children.get(name);
    if (child === undefined) return;
    this.#expected.add(child);
    await child.stop(STOP_GRACE_MS);
  }

  async close(): Promise<void> {
    this.#starts.refuse();
    await Promise.all([
      ...[...this.#children.keys()].map((name) => this.stop(name)),
      ...[...this.#programs].map((program) => program.stop(STOP_GRACE_MS)),
    ]);
    // What was being started meanwhile sees that the lab is closing, and is ended.
    await this.#starts.settled();
  }

  async leftovers(): Promise<readonly string[]> {
    const alive = await Promise.all(this.#everStarted.map(({ identity }) => isAlive(identity)));
    return this.#everStarted
      .filter((_, index) => alive[index] === true)
      .map(({ name, identity }) => `process ${name} (${identity.pid})`);
  }

  async #startPart(role: string, spec: ChildSpec): Promise<void> {
    const { name } = spec;
    this.#listener({ type: 'process-intended', name, role });
    let ready = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const isService = role !== 'toxiproxy';
    const listener = this.#listener;
    const onLine = (line: string): void => relayLine(line, { name, listener, ready });
    const child = await this.#startChild(spec, onLine, isService ? SERVICE_NICENESS : 0);
    this.#children.set(name, child);
    void child.ended.then(({ code, signal }) => {
      if (this.#children.get(name) === child) this.#children.delete(name);
      const expected = this.#expected.has(child);
      this.#listener({ type: 'process-ended', name, code, signal, expected });
    });
    if (this.#starts.closing) await this.stop(name);
    if (isService) await this.#ready(name, child, told);
  }

  /** Starts a child with our marks, and tells who it is. */
  async #startChild(
    spec: ChildSpec,
    onLine: ((line: string) => void) | null,
    niceness: number,
  ): Promise<Child> {
    const { name } = spec;
    const environment = { ...spec.environment, ...marksOf(this.#home, name) };
    const child = await startChild({ ...spec, environment }, onLine);
    standBack(child.pid, niceness);
    const identity = await identityOf(child.pid);
    // It may have ended already; whoever waits for it is told.
    if (identity === null) return child;
    this.#everStarted.push({ name, identity });
    this.#listener({ type: 'process-started', name, ...identity });
    return child;
  }

  #child(name: string): Child {
    const child = this.#children.get(name);
    if (child === undefined) throw new Error(`${name} is not running`);
    return child;
  }

  async #ready(name: string, child: Child, told: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<'expired'>((resolve) => {
      timer = setTimeout(() => resolve('expired'), READY_DEADLINE_MS);
    });
    const first = await Promise.race([
      told.then(() => 'ready' as const),
      child.ended.then(() => 'ended' as const),
      expired,
    ]);
    clearTimeout(timer);
    if (first === 'ready') return;
    const reason = first === 'ended' ? 'ended at once' : `not ready in ${READY_DEADLINE_MS} ms`;
    throw new Error(`${name}: ${reason}; see logs/${name}.log in the drill's folder`);
  }
}
