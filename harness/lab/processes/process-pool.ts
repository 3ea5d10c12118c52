// Every child of a lab: started under the guard's eye, its events relayed, its end noticed. Knows
// nothing of estates or faults.

import { type ChildProcess, spawn } from 'node:child_process';
import { extname, join } from 'node:path';

import type { EstateEvent } from '../../journal/events.ts';
import { isProcessRunning, processStart } from '../../toolchain/process-identity.ts';
import type { LabListener } from '../lab.ts';
import { type Child, type ChildSpec, startChild } from '../../system/child.ts';
import { standBack } from '../../system/stand-back.ts';

const READY_DEADLINE_MS = 15_000;
const STOP_GRACE_MS = 3_500;

/** The children of a lab. */
export class ProcessPool {
  readonly #children = new Map<string, Child>();
  readonly #everStarted = new Map<number, { name: string; start: string | null }>();
  readonly #expected = new Set<Child>();
  readonly #listener: LabListener;
  readonly #logFolder: string;
  readonly #guard: ChildProcess;
  #closed = false;

  constructor(options: {
    readonly listener: LabListener;
    readonly logFolder: string;
    readonly temporaryFolder: string;
  }) {
    this.#listener = options.listener;
    this.#logFolder = options.logFolder;
    const entry = join(import.meta.dirname, `guard${extname(import.meta.filename)}`);
    this.#guard = spawn(process.execPath, [entry], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.#guard.stdin?.on('error', () => undefined);
    this.#tellGuard(options.temporaryFolder);
  }

  /** Starts a process. `waitForReady`: resolves only once it has told that it is ready. */
  async start(
    spec: Omit<ChildSpec, 'logPath'>,
    options: {
      readonly role: string;
      readonly waitForReady: boolean;
      /** How far it stands back when processors are short, as in nice(1). */
      readonly niceness: number;
    },
  ): Promise<Child> {
    if (this.#closed) throw new Error('the lab is closing');
    this.#listener({ type: 'process-intended', name: spec.name, role: options.role });
    let ready = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const child = await startChild(
      { ...spec, logPath: join(this.#logFolder, `${spec.name}.log`) },
      (line) => this.#relay(spec.name, line, ready),
    );
    const start = await processStart(child.pid);
    this.#tellGuard(`+${child.pid} ${start ?? ''}`);
    standBack(child.pid, options.niceness);
    this.#children.set(spec.name, child);
    this.#everStarted.set(child.pid, { name: spec.name, start });
    this.#listener({
      type: 'process-started',
      name: spec.name,
      pid: child.pid,
      startTime: start ?? '',
      bootId: '',
    });
    void child.ended.then(({ code, signal }) => {
      this.#tellGuard(`-${child.pid}`);
      if (this.#children.get(spec.name) === child) this.#children.delete(spec.name);
      const expected = this.#expected.has(child);
      this.#listener({ type: 'process-ended', name: spec.name, code, signal, expected });
    });
    if (this.#closed) await this.stop(spec.name);
    if (options.waitForReady) await this.#ready(spec.name, child, told);
    return child;
  }

  /** Puts a process group that others started under the guard's eye. */
  async watch(pid: number): Promise<void> {
    this.#tellGuard(`+${pid} ${(await processStart(pid)) ?? ''}`);
  }

  get(name: string): Child | undefined {
    return this.#children.get(name);
  }

  /** SIGKILL, now; resolves when the process is gone. */
  async kill(name: string): Promise<void> {
    const child = this.#children.get(name);
    if (child === undefined) return;
    this.#expected.add(child);
    child.signal('SIGKILL');
    await child.ended;
  }

  /** Orderly end, with SIGKILL after the grace time. */
  async stop(name: string): Promise<void> {
    const child = this.#children.get(name);
    if (child === undefined) return;
    this.#expected.add(child);
    await child.stop(STOP_GRACE_MS);
  }

  /** Ends everything, the guard last. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#children.keys()].map((name) => this.stop(name)));
    if (this.#guard.exitCode !== null || this.#guard.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#guard.once('exit', resolve));
    this.#guard.stdin?.end();
    await ended;
  }

  /** Processes that were started here and still exist. */
  async survivors(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [pid, { name, start }] of this.#everStarted) {
      if (!isProcessRunning(pid)) continue;
      if ((await processStart(pid)) === start) found.push(`process ${name} (${pid})`);
    }
    return found;
  }

  #tellGuard(line: string): void {
    this.#guard.stdin?.write(`${line}\n`);
  }

  #relay(name: string, line: string, ready: () => void): void {
    const event = parseEvent(line);
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

function parseEvent(line: string): { readonly atNs: bigint; readonly body: EstateEvent } | null {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return null;
    if (!('atNs' in parsed) || !('type' in parsed)) return null;
    const { atNs, type, ...rest } = parsed;
    if (typeof atNs !== 'string' || typeof type !== 'string') return null;
    return { atNs: BigInt(atNs), body: { type, ...rest } };
  } catch {
    return null;
  }
}
