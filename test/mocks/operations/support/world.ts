// The world of an operations process in tests: the real front door, and small instances whose
// answers a test can script. They hold roles and epochs as real ones do, and no books.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

import { createFrontDoor } from '../../../../mocks/front-door/app.ts';
import type {
  InstanceState,
  OperationsConfig,
  Role,
  Route,
} from '../../../../mocks/kit/contract.ts';
import { openPlanes } from '../../../../mocks/kit/process.ts';
import type { OperationsOptions } from '../../../../mocks/operations/operations.ts';
import { temporaryDirectory } from '../../kit/support/instance.ts';

/**
 * What an instance does with one request: as it should, refuse, act but lose the answer, or hang.
 */
export type Behaviour = 'normal' | 'refuse' | 'lose-answer' | 'hang';

/** A scripted instance. */
export interface FakeInstance {
  readonly url: string;
  role: Role;
  epoch: number;
  /** False: every connection is broken off. */
  isUp: boolean;
  /** It goes down with the deep check after so many. */
  upForDeepChecks: number;
  /** False: the deep check fails although the instance is up. */
  isOpen: boolean;
  /** Behaviour of the next calls of a route, in order; then normal. */
  readonly next: { promote: Behaviour[]; demote: Behaviour[] };
  /** When deep checks arrived, answered or not: CLOCK_MONOTONIC in milliseconds. */
  readonly deepChecks: number[];
}

/** One world: services at `daejeon` (primary) and `gongju` (standby) behind one front door. */
export interface World {
  readonly options: OperationsOptions;
  readonly at: (service: string, site: 'daejeon' | 'gongju') => FakeInstance;
  readonly routeOf: (service: string) => Promise<Route | undefined>;
  /**
   * Operator calls of all instances in the order they came, for example `bank@gongju promote 2`.
   */
  readonly calls: string[];
}

/** Opens a world. `services` says which service depends on which. */
export async function openWorld(
  services: Readonly<Record<string, readonly string[]>>,
  runbook: Partial<OperationsConfig['runbook']> = {},
): Promise<World> {
  const calls: string[] = [];
  const instances = new Map<string, FakeInstance>();
  const names = Object.keys(services);
  for (const service of names) {
    for (const site of ['daejeon', 'gongju']) {
      instances.set(`${service}@${site}`, await openInstance({ service, site, calls }));
    }
  }
  const at = (service: string, site: string): FakeInstance => {
    const found = instances.get(`${service}@${site}`);
    if (found === undefined) throw new Error(`No ${service} at ${site}`);
    return found;
  };
  const urls = (service: string) => ({
    daejeon: at(service, 'daejeon').url,
    gongju: at(service, 'gongju').url,
  });
  const door = createFrontDoor({
    routes: names.map((service) => ({ service, site: 'daejeon', epoch: 1, state: 'open' })),
    instances: Object.fromEntries(names.map((service) => [service, urls(service)])),
    upstreamTimeoutMs: 1_000,
    holdLimitMs: 1_000,
  });
  const listen = { host: '127.0.0.1', port: 0 };
  const adminSocketPath = `${temporaryDirectory()}/door.sock`;
  const open = await openPlanes({ listen, adminSocketPath }, door);
  onTestFinished(() => open.close());
  return {
    calls,
    at,
    options: {
      frontDoorUrl: `http://127.0.0.1:${open.port}`,
      statusPageUrl: '',
      primarySite: 'daejeon',
      standbySite: 'gongju',
      services: names.map((service) => ({
        service,
        dependsOn: services[service] ?? [],
        instances: urls(service),
      })),
      runbook: {
        probeIntervalMs: 20,
        probeTimeoutMs: 1_000,
        failuresToDeclare: 3,
        decisionDelayMs: 5,
        failover: 'promote-standby',
        failbackSettleMs: null,
        ...runbook,
      },
    },
    async routeOf(service) {
      const answer = await door.business.fetch(new Request('http://door/routes'));
      const { routes } = (await answer.json()) as { routes: readonly Route[] };
      return routes.find((route) => route.service === service);
    },
  };
}

async function openInstance(place: {
  readonly service: string;
  readonly site: string;
  readonly calls: string[];
}): Promise<FakeInstance> {
  const { service, site } = place;
  const server = createServer((incoming, response) => void serve(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const instance: FakeInstance = {
    url: `http://127.0.0.1:${port}`,
    role: site === 'daejeon' ? 'primary' : 'standby',
    epoch: 1,
    isUp: true,
    upForDeepChecks: Infinity,
    isOpen: true,
    next: { promote: [], demote: [] },
    deepChecks: [],
  };
  const state = (): InstanceState => ({
    service,
    site,
    role: instance.role,
    epoch: instance.epoch,
    epochStartSeq: 1,
    seq: 1,
    replicatedSeq: 1,
    protected: true,
    writesInFlight: 0,
  });

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (incoming.url === '/deep-check') {
      instance.deepChecks.push(Number(process.hrtime.bigint()) / 1e6);
      if (instance.deepChecks.length > instance.upForDeepChecks) instance.isUp = false;
    }
    if (!instance.isUp) return void incoming.socket.destroy();
    const reply = (status: number): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(state()));
    };
    if (incoming.url === '/deep-check') {
      const epoch = incoming.headers['firedrill-epoch'] ?? String(instance.epoch);
      const isServed = instance.role === 'primary' && epoch === String(instance.epoch);
      return reply(isServed && instance.isOpen ? 200 : 503);
    }
    if (incoming.url === '/operator/promote') {
      const { epoch } = JSON.parse(Buffer.concat(chunks).toString()) as { epoch: number };
      return operate(`promote ${epoch}`, 'promote', () => {
        instance.role = 'primary';
        instance.epoch = epoch;
      });
    }
    if (incoming.url === '/operator/demote') {
      const { epoch } = JSON.parse(Buffer.concat(chunks).toString()) as { epoch: number };
      return operate(`demote ${epoch}`, 'demote', () => (instance.role = 'standby'));
    }
    return reply(200);

    function operate(name: string, route: 'promote' | 'demote', act: () => void): void {
      place.calls.push(`${service}@${site} ${name}`);
      const behaviour = instance.next[route].shift() ?? 'normal';
      if (behaviour === 'normal' || behaviour === 'lose-answer') act();
      if (behaviour === 'normal') reply(200);
      if (behaviour === 'refuse') reply(409);
      if (behaviour === 'lose-answer') incoming.socket.destroy();
    }
  }
  return instance;
}
