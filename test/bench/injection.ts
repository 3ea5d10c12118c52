// Injecting a fault through the lab against bare calls to the same API.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { processesCapabilities } from '../../harness/lab/processes/capabilities.ts';
import { openProcessesLab } from '../../harness/lab/processes/open-processes-lab.ts';
import { claimPorts } from '../../harness/lab/processes/ports.ts';
import { waitForApi } from '../../harness/lab/toxiproxy/control.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import mini from '../../scenarios/mini.ts';
import { watchTestLab } from '../lab-home.ts';
import { p95 } from './timing.ts';

const ROUNDS = 120;

/** Figures of the lab. */
export interface LabFigures {
  readonly injectionP95Ms: number;
  readonly bareCallP95Ms: number;
}

/** Opens a lab and injects and heals one fault many times. */
export async function compareInjection(toxiproxyPath: string): Promise<LabFigures> {
  const fault = {
    kind: 'link-latency',
    id: 'bench',
    links: ['client>front-door'],
    latency: '10ms',
    jitter: '0ms',
    at: '1s',
  } as const;
  const objectives = [{ kind: 'integrity', service: 'bank' }] as const;
  const planned = planDrill(
    { ...mini, faults: [fault], objectives },
    { timeline: 'short', lab: processesCapabilities },
  );
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const watch = await watchTestLab('processes');
  const { lab, opened } = await openProcessesLab({
    home: watch.home,
    plan: planned.value,
    toxiproxyPath,
    logFolder,
    listener: () => undefined,
  });
  try {
    await opened;
    const [one] = planned.value.faults;
    if (one === undefined) throw new Error('no fault');
    const ours: number[] = [];
    const bare: number[] = [];
    await withBareCall(toxiproxyPath, async (bareCall) => {
      // In turns, so that what else happens on the machine meets both.
      for (let round = 0; round < ROUNDS; round += 1) {
        const call = await lab.inject(one);
        ours.push(Number(call.acknowledgedAtNs - call.calledAtNs) / 1e6);
        await lab.heal(one);
        bare.push(await bareCall());
      }
    });
    return { injectionP95Ms: p95(ours), bareCallP95Ms: p95(bare) };
  } finally {
    await lab.close();
    await watch.release();
    rmSync(logFolder, { recursive: true, force: true });
  }
}

/** Lends the same change as a bare HTTP call, timed, on a Toxiproxy of its own. */
async function withBareCall(
  toxiproxyPath: string,
  work: (bareCall: () => Promise<number>) => Promise<void>,
): Promise<void> {
  const ports = await claimPorts();
  if (ports === null) throw new Error('no free ports');
  const port = ports.next();
  const api = `http://127.0.0.1:${port}/proxies`;
  const options = ['-host', '127.0.0.1', '-port', String(port)];
  const child = spawn(toxiproxyPath, options, { stdio: 'ignore' });
  try {
    await waitForApi(`http://127.0.0.1:${port}`, 5_000);
    const listen = `127.0.0.1:${ports.next()}`;
    await post(api, { name: 'bare', listen, upstream: '127.0.0.1:9', enabled: true });
    await work(async () => {
      const startedMs = performance.now();
      await post(`${api}/bare/toxics`, {
        name: 'bare',
        type: 'latency',
        attributes: { latency: 10, jitter: 0 },
      });
      const tookMs = performance.now() - startedMs;
      const removed = await fetch(`${api}/bare/toxics/bare`, { method: 'DELETE' });
      await removed.arrayBuffer();
      return tookMs;
    });
  } finally {
    child.kill('SIGKILL');
    await ports.release();
  }
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Toxiproxy answered ${answer.status}`);
}
