// The machinery of the embedded lab: every part is a child process that carries our marks, its
// events relayed, its end noticed. Knows nothing of estates or faults.

import { extname, join } from 'node:path';

import { unreachable } from '../../model/problem.ts';
import type { Program, ProgramSpec, StartProgram } from '../../system/program.ts';
import { parseEstateEvent } from '../estate/estate-event.ts';
import type { Machinery, Part } from '../estate/machinery.ts';
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
  readonly #starting = new Set<Promise<unknown>>();
  #closed = false;

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

  readonly startProgram: StartProgram = (spec) => this.#whileOpen(() => this.#startProgram(spec));

  async #startProgram(spec: ProgramSpec): Promise<Program> {
    const { logPath, ...program } = spec;
    this.#listener({ type: 'process-intended', name: program.name, role: 'program' });
    const child = await this.#startChild({ ...program, logPath }, null, 0);
    this.#programs.add(child);
    void child.ended.then(() => this.#programs.delete(child));
    // Closing may have begun while it was started.
    if (this.#closed) await child.stop(STOP_GRACE_MS);
    return {
      ended: child.ended.then(({ code, signal }) => ({ exitCode: code, signal })),
      stop: (graceMs) => child.stop(graceMs),
    };
  }

  start(part: Part): Promise<void> {
    return this.#whileOpen(() => this.#start(part));
  }

  async #start(part: Part): Promise<void> {
    const logPath = join(this.#logFolder, `${part.name}.log`);
    switch (part.kind) {
      case 'toxiproxy': {
        const { host, port } = part.api;
        await this.#startPart('toxiproxy', {
          name: part.name,
          command: this.#toxiproxyPath,
          options: ['-host', host, '-port', String(port)],
          environment: { LOG_LEVEL: 'warn' },
          logPath,
        });
        return;
      }
      case 'service':
        await this.#startPart(part.program, {
          name: part.name,
          command: process.execPath,
          options: [
            '--disable-warning=ExperimentalWarning',
            entryOf(part.program),
            part.configPath,
          ],
          // A restart in the middle of a drill must not spend its time on compiling.
          environment: { NODE_COMPILE_CACHE: this.#compileCache },
          logPath,
        });
        return;
      default:
        unreachable(part);
    }
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
    this.#closed = true;
    await Promise.all([
      ...[...this.#children.keys()].map((name) => this.stop(name)),
      ...[...this.#programs].map((program) => program.stop(STOP_GRACE_MS)),
    ]);
    // What was being started meanwhile sees that the lab is closing, and is ended.
    await Promise.allSettled(this.#starting);
  }

  async leftovers(): Promise<readonly string[]> {
    const alive = await Promise.all(this.#everStarted.map(({ identity }) => isAlive(identity)));
    return this.#everStarted
      .filter((_, index) => alive[index] === true)
      .map(({ name, identity }) => `process ${name} (${identity.pid})`);
  }

  /** Starts something unless the lab is closing; closing waits for it. */
  async #whileOpen<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#closed) throw new Error('the lab is closing');
    const starting = work();
    this.#starting.add(starting);
    try {
      return await starting;
    } finally {
      this.#starting.delete(starting);
    }
  }

  async #startPart(role: string, spec: ChildSpec): Promise<void> {
    const { name } = spec;
    this.#listener({ type: 'process-intended', name, role });
    let ready = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const isService = role !== 'toxiproxy';
    const onLine = (line: string): void => this.#relay(name, line, ready);
    const child = await this.#startChild(spec, onLine, isService ? SERVICE_NICENESS : 0);
    this.#children.set(name, child);
    void child.ended.then(({ code, signal }) => {
      if (this.#children.get(name) === child) this.#children.delete(name);
      const expected = this.#expected.has(child);
      this.#listener({ type: 'process-ended', name, code, signal, expected });
    });
    if (this.#closed) await this.stop(name);
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

  #relay(name: string, line: string, ready: () => void): void {
    const event = parseEstateEvent(line);
    if (event === null) return;
    if (event.body.type === 'ready') ready();
    else this.#listener({ type: 'estate-event', process: name, event: event.body }, event.atNs);
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

/** Entry of one of the estate's programs. */
function entryOf(program: string): string {
  const extension = extname(import.meta.filename);
  return join(import.meta.dirname, '../../../mocks', program, `main${extension}`);
}
