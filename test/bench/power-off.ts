// How far apart the parts of a site go dark in the container lab: the first effect that traffic sees on
// ten service containers and twenty links, over many power-offs. Observed by polling, so an effect lies
// between the last answer and the poll that went unanswered.

import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type RequestOptions } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Dockerode from 'dockerode';

import { containersCapabilities } from '../../harness/lab/containers/capabilities.ts';
import { findEngine } from '../../harness/lab/containers/engine.ts';
import {
  ensureImages,
  openContainersLab,
} from '../../harness/lab/containers/open-containers-lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Estate, Service } from '../../harness/model/estate.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import { pause } from '../../harness/system/waiting.ts';
import { koreaPost } from '../../scenarios/estates/korea-post.ts';
import mini from '../../scenarios/mini.ts';
import { watchTestLab } from '../lab-home.ts';

const SERVICES = 10;
const POLL_MS = 25;
const WATCHED_MS = 500;

/** What the power-offs showed. */
export interface PowerOffFigures {
  readonly containers: number;
  readonly links: number;
  /** Spread of the first effects of each power-off, ms. */
  readonly skewsMs: readonly number[];
}

interface Watched {
  /** Monotonic ms of the last answer. */
  lastMs: number;
  readonly stop: () => void;
}

/** Powers a site off so many times; null where no engine answers. */
export async function measurePowerOff(
  toxiproxyPath: string,
  trials: number,
): Promise<PowerOffFigures | null> {
  const engine = await findEngine();
  if (!engine.ok) return null;
  const planned = planDrill(scenario(), { timeline: 'short', lab: containersCapabilities });
  if (!planned.ok) throw new Error(JSON.stringify(planned.error));
  const [fault] = planned.value.faults;
  if (fault === undefined) throw new Error('no fault');
  const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const watch = await watchTestLab('containers');
  const { lab, opened } = await openContainersLab({
    plan: planned.value,
    engine: engine.value,
    images: await ensureImages(engine.value, { toxiproxyPath, programs: [] }, () => undefined),
    logFolder,
    listener: () => undefined,
    home: watch.home,
  });
  try {
    await opened;
    const links = planned.value.links
      .filter(({ host, purpose }) => host === 'daejeon' && purpose !== 'replication')
      .map(({ id }) => id);
    const sockets = await adminSockets(engine.value.docker, lab);
    const skewsMs: number[] = [];
    for (let trial = 0; trial < trials; trial += 1) {
      const watched = [
        ...links.map((id) => watchEnd(lab.addressOf(id))),
        ...sockets.map((socketPath) => watchEnd({ socketPath })),
      ];
      await pause(WATCHED_MS);
      await lab.inject(fault);
      await pause(WATCHED_MS);
      const last = watched.map(({ lastMs }) => lastMs);
      for (const { stop } of watched) stop();
      skewsMs.push(Math.max(...last) - Math.min(...last));
      await lab.heal(fault);
    }
    return { containers: sockets.length, links: links.length, skewsMs };
  } finally {
    await lab.close();
    await watch.release();
    rmSync(logFolder, { recursive: true, force: true });
  }
}

/** Admin sockets of the site's service containers, which are in the folders that they write. */
async function adminSockets(docker: Dockerode, lab: Lab): Promise<readonly string[]> {
  const names = (await lab.leftovers()).flatMap(
    (it) => /^container (.+-daejeon)$/.exec(it)?.[1] ?? [],
  );
  const services = names.filter((name) => !name.includes('toxiproxy'));
  return Promise.all(
    services.map(async (name) => {
      const { HostConfig } = await docker.getContainer(name).inspect();
      const folder = (HostConfig.Binds ?? []).find((bind) => bind.endsWith(':rw'))?.split(':')[0];
      if (folder === undefined) throw new Error(`${name} writes no folder`);
      return join(folder, 'admin.sock');
    }),
  );
}

/** Asks over one kept connection, again and again, and keeps the time of the last answer. */
function watchEnd(where: RequestOptions): Watched {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const watched = { lastMs: performance.now(), stop: () => undefined as void };
  let waiting = false;
  const timer = setInterval(() => {
    if (waiting) return;
    waiting = true;
    const call = request({ ...where, agent, path: '/state', method: 'GET' }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        watched.lastMs = performance.now();
        waiting = false;
      });
    });
    call.on('error', () => undefined);
    call.end();
  }, POLL_MS);
  watched.stop = () => {
    clearInterval(timer);
    agent.destroy();
  };
  return watched;
}

function serviceIds(): readonly string[] {
  return Array.from({ length: SERVICES }, (_, index) => `bank-${index}`);
}

/** One site with ten services, and a standby where nothing runs. */
function scenario() {
  const [bank] = koreaPost.services;
  if (bank === undefined) throw new Error('no bank');
  const [primary, standby] = koreaPost.sites;
  const services = serviceIds().map((id): Service => ({ ...bank, id }));
  const estate = {
    ...koreaPost,
    services,
    sites: [primary, { ...standby, readiness: 'cold' }],
  } as Estate;
  return {
    ...mini,
    suite: undefined,
    estate,
    load: {
      ...mini.load,
      services: mini.load.services
        .filter(({ service }) => service === 'bank')
        .map((load) => ({ ...load, service: 'bank-0' })),
    },
    faults: [{ kind: 'site-power-off', id: 'dark', site: 'daejeon', at: '500ms' }],
    objectives: [{ kind: 'integrity', service: 'bank-0' }],
  };
}
