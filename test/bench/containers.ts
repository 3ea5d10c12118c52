// What the container lab costs beside the bare engine: opening, closing and one fault, each against the
// same containers and the same call made with nothing but the engine's own API, in the same run.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type Dockerode from 'dockerode';

import { containersCapabilities } from '../../harness/lab/containers/capabilities.ts';
import { type Engine, findEngine } from '../../harness/lab/containers/engine.ts';
import {
  ensureImages,
  openContainersLab,
} from '../../harness/lab/containers/open-containers-lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Fault } from '../../harness/model/fault.ts';
import type { PlannedFault } from '../../harness/plan/drill-plan.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import { pause } from '../../harness/system/waiting.ts';
import dcLossFailover from '../../scenarios/dc-loss-failover.ts';
import { watchTestLab } from '../lab-home.ts';
import { median, p95, timed } from './timing.ts';

const ROUNDS = 40;
const REPEATS = 3;
const READY_LIMIT_MS = 30_000;
const POLL_MS = 20;
/** The engine's own events of a pause come late; one round must not run into the next one's. */
const SETTLE_MS = 50;

/** Ours and the bare engine's, in milliseconds; medians of the repeats, p95 of the rounds. */
export interface ContainerFigures {
  readonly containers: number;
  readonly openMs: number;
  readonly bareOpenMs: number;
  readonly closeMs: number;
  readonly bareCloseMs: number;
  readonly pauseP95Ms: number;
  readonly barePauseP95Ms: number;
  readonly cutP95Ms: number;
  readonly bareCutP95Ms: number;
}

/** Measures; null where no engine answers. */
export async function compareContainers(toxiproxyPath: string): Promise<ContainerFigures | null> {
  const engine = await findEngine();
  if (!engine.ok) return null;
  const images = await ensureImages(engine.value, { toxiproxyPath, programs: [] }, () => undefined);
  const opens: number[] = [];
  const closes: number[] = [];
  const bareOpens: number[] = [];
  const bareCloses: number[] = [];
  let containers = 0;
  let faults: Omit<ContainerFigures, 'containers' | `${string}penMs` | `${string}loseMs`> | null =
    null;
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const ours = await openOurs(engine.value, images);
    opens.push(ours.openMs);
    const made = await inspectMade(engine.value.docker, ours.lab);
    containers = made.containers.length;
    if (repeat === 0) faults = await compareFaults(engine.value.docker, ours.lab);
    closes.push((await timed(() => ours.lab.close())).tookMs);
    await ours.watch.release();
    rmSync(ours.logFolder, { recursive: true, force: true });
    bareOpens.push(await openBare(engine.value.docker, made));
    bareCloses.push((await timed(() => closeBare(engine.value.docker, made))).tookMs);
    for (const { path } of made.configurations) {
      rmSync(dirname(dirname(path)), { recursive: true, force: true });
    }
  }
  if (faults === null) throw new Error('no faults measured');
  return {
    containers,
    openMs: median(opens),
    bareOpenMs: median(bareOpens),
    closeMs: median(closes),
    bareCloseMs: median(bareCloses),
    ...faults,
  };
}

async function openOurs(engine: Engine, images: Awaited<ReturnType<typeof ensureImages>>) {
  const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const startedMs = performance.now();
  const watch = await watchTestLab('containers');
  const { lab, opened } = await openContainersLab({
    home: watch.home,
    plan: plan(dcLossFailover),
    engine,
    images,
    logFolder,
    listener: () => undefined,
  });
  await opened;
  return { lab, watch, logFolder, openMs: performance.now() - startedMs };
}

/** How the parts of the open lab were made, so that the bare engine can make the same. */
interface Made {
  readonly containers: readonly Dockerode.ContainerInspectInfo[];
  readonly networks: readonly Dockerode.NetworkInspectInfo[];
  readonly configurations: readonly { readonly path: string; readonly content: string }[];
}

async function inspectMade(docker: Dockerode, lab: Lab): Promise<Made> {
  const names = await lab.leftovers();
  const named = (kind: string): readonly string[] =>
    names.flatMap((it) => (it.startsWith(`${kind} `) ? [it.slice(kind.length + 1)] : []));
  const containers = await Promise.all(
    named('container').map((name) => docker.getContainer(name).inspect()),
  );
  const networks = await Promise.all(
    named('network').map((name) => docker.getNetwork(name).inspect()),
  );
  const paths = containers.flatMap(({ Config }) =>
    Config.Cmd.filter((word) => word.endsWith('configuration.json')),
  );
  const configurations = paths.map((path) => ({ path, content: readFileSync(path, 'utf8') }));
  return { containers, networks, configurations };
}

/** Names of the lab's own containers: another drill may run on the same engine. */
async function namesOf(lab: Lab): Promise<readonly string[]> {
  return (await lab.leftovers()).flatMap((it) => /^container (.+)$/.exec(it)?.[1] ?? []);
}

/**
 * The same networks and the same containers with the same commands, by bare calls of the engine all at
 * once: create, join the networks, start, and poll until a service's socket is there or a Toxiproxy
 * answers. The files that the lab took with it are put back first.
 */
async function openBare(docker: Dockerode, made: Made) {
  for (const { path, content } of made.configurations) {
    mkdirSync(join(dirname(path), 'data'), { recursive: true });
    writeFileSync(path, content);
  }
  const startedMs = performance.now();
  await Promise.all(
    made.networks.map(({ Name, Internal, IPAM, Labels }) =>
      docker.createNetwork({ Name, Internal, IPAM: { Config: IPAM?.Config ?? [] }, Labels }),
    ),
  );
  await Promise.all(made.containers.map((container) => startBare(docker, container)));
  return performance.now() - startedMs;
}

async function startBare(
  docker: Dockerode,
  { Config, HostConfig, Name, NetworkSettings }: Dockerode.ContainerInspectInfo,
): Promise<void> {
  const [first, ...others] = Object.entries(NetworkSettings.Networks).map(([name, endpoint]) => ({
    name,
    at: { IPAMConfig: { IPv4Address: endpoint.IPAddress } },
  }));
  if (first === undefined) throw new Error(`${Name} stands in no network`);
  const container = await docker.createContainer({
    Image: Config.Image,
    Cmd: Config.Cmd,
    Env: Config.Env,
    User: Config.User,
    name: Name.slice(1),
    Labels: Config.Labels,
    OpenStdin: true,
    HostConfig: { Binds: HostConfig.Binds ?? [], NetworkMode: first.name },
    NetworkingConfig: { EndpointsConfig: { [first.name]: first.at } },
  });
  for (const { name, at } of others) {
    await docker.getNetwork(name).connect({ Container: container.id, EndpointConfig: at });
  }
  await container.start();
  const folder = (HostConfig.Binds ?? []).find((bind) => bind.endsWith(':rw'))?.split(':')[0];
  const control = Object.entries(NetworkSettings.Networks).find(([name]) =>
    name.endsWith('-control'),
  )?.[1].IPAddress;
  await until(async () =>
    folder === undefined
      ? (await fetch(`http://${control}:8474/version`).catch(() => null))?.ok === true
      : existsSync(join(folder, 'admin.sock')),
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + READY_LIMIT_MS;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error('a bare container is not ready');
    await pause(POLL_MS);
  }
}

async function closeBare(docker: Dockerode, made: Made): Promise<void> {
  await Promise.all(
    made.containers.map(({ Name }) =>
      docker.getContainer(Name.slice(1)).remove({ force: true, v: true }),
    ),
  );
  await Promise.all(made.networks.map(({ Name }) => docker.getNetwork(Name).remove()));
}

async function compareFaults(docker: Dockerode, lab: Lab) {
  const pausing = planned({ ...base, kind: 'instance-pause', instances: ['bank@gongju'] });
  const cut = planned({
    ...base,
    kind: 'link-cut',
    links: ['front-door>post@gongju'],
    signature: 'refuse',
  });
  const pauses = await rounds(lab, pausing);
  const cuts = await rounds(lab, cut);
  const bank = (await namesOf(lab)).find((name) => name.endsWith('bank-gongju'));
  if (bank === undefined) throw new Error('no container of the bank');
  const barePauses: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    barePauses.push((await timed(() => docker.getContainer(bank).pause())).tookMs);
    await docker.getContainer(bank).unpause();
    await pause(SETTLE_MS);
  }
  const bareCuts = await bareCutTimes(docker, lab);
  return {
    pauseP95Ms: p95(pauses),
    barePauseP95Ms: p95(barePauses),
    cutP95Ms: p95(cuts),
    bareCutP95Ms: p95(bareCuts),
  };
}

/** The same change of a proxy by a bare call to Toxiproxy's API. */
async function bareCutTimes(docker: Dockerode, lab: Lab): Promise<readonly number[]> {
  const proxy = (await namesOf(lab)).find((name) => name.endsWith('toxiproxy-gongju'));
  if (proxy === undefined) throw new Error('no Toxiproxy');
  const { NetworkSettings } = await docker.getContainer(proxy).inspect();
  const [, control] =
    Object.entries(NetworkSettings.Networks).find(([name]) => name.endsWith('-control')) ?? [];
  const url = `http://${control?.IPAddress}:8474/proxies/front-door--post.gongju`;
  const set = async (enabled: boolean): Promise<void> => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ enabled }) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`Toxiproxy answered ${answer.status}`);
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push((await timed(() => set(false))).tookMs);
    await set(true);
  }
  return times;
}

async function rounds(lab: Lab, fault: PlannedFault): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const call = await lab.inject(fault);
    times.push(Number(call.acknowledgedAtNs - call.calledAtNs) / 1e6);
    await lab.heal(fault);
    await pause(SETTLE_MS);
  }
  return times;
}

const base = { id: 'bench', at: '1s' } as const;

function planned(fault: Fault): PlannedFault {
  const objectives = [{ kind: 'integrity', service: 'bank' }];
  const [first] = plan({ ...dcLossFailover, faults: [{ ...fault }], objectives }).faults;
  if (first === undefined) throw new Error('no fault');
  return first;
}

function plan(scenario: unknown) {
  const result = planDrill(scenario, { timeline: 'short', lab: containersCapabilities });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
