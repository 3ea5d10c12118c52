// Opening the embedded lab against its parts alone, measured in the same run: the same programs
// with the same configurations, started with nothing around them. Once all side by side, as the lab
// starts them; and once one after the other, which is the plain sum.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { type HostSpec, layOut, type ProcessSpec } from '../../harness/lab/estate/layout.ts';
import { processesCapabilities } from '../../harness/lab/processes/capabilities.ts';
import { openProcessesLab } from '../../harness/lab/processes/open-processes-lab.ts';
import { claimPorts } from '../../harness/lab/processes/ports.ts';
import { waitForApi } from '../../harness/lab/toxiproxy/control.ts';
import { OPERATIONS } from '../../harness/model/link.ts';
import type { DrillPlan } from '../../harness/plan/drill-plan.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import { withDeadline } from '../../harness/system/waiting.ts';
import dcLossFailover from '../../scenarios/dc-loss-failover.ts';
import { watchTestLab } from '../lab-home.ts';

const MOCKS = join(import.meta.dirname, '../../mocks');
const START_DEADLINE_MS = 15_000;

/** One round of the comparison. */
export interface ColdStartFigures {
  /** Parts of the lab, Toxiproxies among them. */
  readonly parts: number;
  /** From nothing to a lab that serves. */
  readonly openMs: number;
  /** The parts alone: all Toxiproxies side by side, then all processes side by side. */
  readonly sideBySideMs: number;
  /** The parts alone, one after the other: the sum of their starts. */
  readonly oneByOneMs: number;
}

/** Starts a part alone and resolves when it serves. */
type StartPart = () => Promise<void>;

/** Opens the lab of the main drill and starts its parts alone. */
export async function compareColdStart(toxiproxyPath: string): Promise<ColdStartFigures> {
  const planned = planDrill(dcLossFailover, { timeline: 'short', lab: processesCapabilities });
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const plan = planned.value;
  // One by one comes first: whatever is read from disk for the first time counts for nobody's gain.
  const oneByOneMs = await withParts(plan, toxiproxyPath, async (proxies, processes) => {
    let sumMs = 0;
    for (const part of [...proxies, ...processes]) sumMs += await startTogether([part]);
    return sumMs;
  });
  const sideBySideMs = await withParts(
    plan,
    toxiproxyPath,
    async (proxies, processes) => (await startTogether(proxies)) + (await startTogether(processes)),
  );
  return { ...(await openLab(plan, toxiproxyPath)), sideBySideMs, oneByOneMs };
}

async function startTogether(parts: readonly StartPart[]): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(parts.map((start) => start()));
  return performance.now() - startedMs;
}

async function openLab(plan: DrillPlan, toxiproxyPath: string) {
  const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  let parts = 0;
  const watch = await watchTestLab('processes');
  const startedMs = performance.now();
  const { lab, opened } = await openProcessesLab({
    plan,
    home: watch.home,
    toxiproxyPath,
    logFolder,
    listener: (event) => {
      if (event.type === 'process-started') parts += 1;
    },
  });
  try {
    await opened;
    return { openMs: performance.now() - startedMs, parts };
  } finally {
    await lab.close();
    await watch.release();
    rmSync(logFolder, { recursive: true, force: true });
  }
}

/** Lays the estate out in a fresh folder on fresh ports, and ends what was started of it. */
async function withParts(
  plan: DrillPlan,
  toxiproxyPath: string,
  work: (proxies: readonly StartPart[], processes: readonly StartPart[]) => Promise<number>,
): Promise<number> {
  const ports = await claimPorts();
  if (ports === null) throw new Error('no free ports');
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const started: ChildProcess[] = [];
  const known = new Map<string, { readonly host: string; readonly port: number }>();
  const addressOf = (name: string) => {
    const address = known.get(name) ?? { host: '127.0.0.1', port: ports.next() };
    known.set(name, address);
    return address;
  };
  const layout = layOut(plan, directory, {
    ofLink: ({ id }) => addressOf(`link ${id}`),
    ofProcess: (name) => addressOf(`process ${name}`),
    ofUpstream: (name) => addressOf(`process ${name}`),
    ofApi: (host) => addressOf(`api ${host}`),
  });
  try {
    const estate = layout.processes.filter(({ name }) => name !== OPERATIONS);
    return await work(
      layout.hosts.map((spec) => () => startProxy(spec, toxiproxyPath, started)),
      estate.map((spec) => () => startProcess(spec, started)),
    );
  } finally {
    await Promise.all(started.map(ended));
    await ports.release();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function startProxy(
  { api }: HostSpec,
  toxiproxyPath: string,
  started: ChildProcess[],
): Promise<void> {
  const child = spawn(toxiproxyPath, ['-host', api.host, '-port', String(api.port)], {
    stdio: 'ignore',
  });
  started.push(child);
  await waitForApi(`http://${api.host}:${api.port}`, START_DEADLINE_MS);
}

async function startProcess(spec: ProcessSpec, started: ChildProcess[]): Promise<void> {
  const { config, name, program } = spec;
  const folder = dirname(config.adminSocketPath);
  mkdirSync(folder, { recursive: true });
  if ('dataDirectory' in config) mkdirSync(config.dataDirectory, { recursive: true });
  const configPath = join(folder, 'config.json');
  writeFileSync(configPath, JSON.stringify(config));
  const options = ['--disable-warning=ExperimentalWarning', join(MOCKS, program, 'main.ts')];
  const child = spawn(process.execPath, [...options, configPath], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A folder of its own: what another start has compiled would make this one warm.
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  started.push(child);
  // The first line that a process tells is that it is ready.
  const told = once(createInterface({ input: child.stdout }), 'line');
  const over = once(child, 'exit').then(() => {
    throw new Error(`${name} ended before it was ready`);
  });
  over.catch(() => undefined);
  await withDeadline(Promise.race([told, over]), START_DEADLINE_MS, `the start of ${name}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
