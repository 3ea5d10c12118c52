// Where everything of the embedded lab is: the ports of links and processes, and the configurations
// that follow from them. Pure, given a source of ports.

import { join } from 'node:path';

import type {
  FrontDoorConfig,
  OperationsConfig,
  PartnersConfig,
  ServiceConfig,
} from '../../../mocks/kit/contract.ts';
import { durationMs } from '../../model/duration.ts';
import type { Service, Site } from '../../model/estate.ts';
import {
  CLIENT,
  EDGE,
  FRONT_DOOR,
  instanceId,
  type Link,
  linkId,
  OPERATIONS,
  primarySite,
  standbySite,
} from '../../model/link.ts';
import type { DrillPlan } from '../../plan/drill-plan.ts';

/** Name of the process that serves all partner networks. */
export const PARTNERS = 'partners';
const UPSTREAM_TIMEOUT_MS = 1_200;
const HOLD_LIMIT_MS = 1_400;
const CALL_TIMEOUT_MS = 900;

/** A process of the estate. */
export interface ProcessSpec {
  readonly name: string;
  /** Folder of its entry under `mocks/`. */
  readonly program: string;
  /** Site it dies with; null outside both sites. */
  readonly site: string | null;
  readonly adminSocketPath: string;
  readonly config: ServiceConfig | FrontDoorConfig | PartnersConfig | OperationsConfig;
}

/** One Toxiproxy. */
export interface HostSpec {
  readonly host: string;
  readonly apiPort: number;
}

/** A link with the port of its proxy and the port behind it. */
export interface PlacedLink {
  readonly link: Link;
  readonly proxyName: string;
  readonly port: number;
  readonly upstreamPort: number;
  /** Path prefix of the callee: partner networks share one process. */
  readonly pathPrefix: string;
  /** Process that receives what passes the link. */
  readonly receiver: string;
}

/** The lab on paper. */
export interface Layout {
  readonly hosts: readonly HostSpec[];
  readonly links: readonly PlacedLink[];
  readonly processes: readonly ProcessSpec[];
}

/** Lays a plan's estate out in a directory. */
export function layOut(plan: DrillPlan, directory: string, nextPort: () => number): Layout {
  const { estate } = plan;
  const partnerIds = new Set(estate.partners.map(({ id }) => id));
  const receiverOf = (node: string): string => (partnerIds.has(node) ? PARTNERS : node);
  const ports = new Map<string, number>();
  const portOf = (name: string): number => {
    const port = ports.get(name) ?? nextPort();
    ports.set(name, port);
    return port;
  };
  const links = plan.links.map((link): PlacedLink => {
    const receiver = receiverOf(link.to);
    return {
      link,
      proxyName: link.id.replaceAll('>', '--').replaceAll('@', '.'),
      port: nextPort(),
      upstreamPort: portOf(receiver),
      pathPrefix: receiver === PARTNERS ? `/${link.to}` : '',
      receiver,
    };
  });
  const urlOf = (from: string, to: string): string => {
    const placed = links.find(({ link }) => link.id === linkId(from, to));
    if (placed === undefined) throw new Error(`Internal error: no link from ${from} to ${to}`);
    return `http://127.0.0.1:${placed.port}${placed.pathPrefix}`;
  };
  const frame = (name: string) => ({
    listen: { host: '127.0.0.1', port: portOf(name) },
    adminSocketPath: join(directory, `${name}.sock`),
  });
  const instancesBy = (from: string, service: Service): Record<string, string> =>
    Object.fromEntries(
      estate.sites.map((site) => [site.id, urlOf(from, instanceId(service.id, site.id))]),
    );
  const outside: ProcessSpec[] = [
    outsideSpec(PARTNERS, { ...frame(PARTNERS), partners: [...partnerIds] }),
    outsideSpec(FRONT_DOOR, {
      ...frame(FRONT_DOOR),
      routes: estate.services.map(({ id }) => ({
        service: id,
        site: primarySite(estate).id,
        epoch: 1,
        state: 'open' as const,
      })),
      instances: Object.fromEntries(
        estate.services.map((service) => [service.id, instancesBy(FRONT_DOOR, service)]),
      ),
      upstreamTimeoutMs: Math.min(UPSTREAM_TIMEOUT_MS, plan.requestTimeoutMs * 0.8),
      holdLimitMs: Math.min(HOLD_LIMIT_MS, plan.requestTimeoutMs * 0.93),
    }),
    outsideSpec(OPERATIONS, {
      ...frame(OPERATIONS),
      frontDoorUrl: urlOf(OPERATIONS, FRONT_DOOR),
      statusPageUrl: '',
      primarySite: primarySite(estate).id,
      standbySite: standbySite(estate).id,
      services: estate.services.map((service) => ({
        service: service.id,
        dependsOn: service.dependsOn,
        instances: instancesBy(OPERATIONS, service),
      })),
      runbook: plan.runbook,
    }),
  ];
  const inside = estate.sites
    .filter(({ readiness }) => readiness === 'warm')
    .flatMap((site) => estate.services.map((service) => instanceSpec(service, site)));

  function instanceSpec(service: Service, site: Site): ProcessSpec {
    const name = instanceId(service.id, site.id);
    const peer = estate.sites.find(({ id, readiness }) => id !== site.id && readiness === 'warm');
    const config: ServiceConfig = {
      ...frame(name),
      service: service.id,
      site: site.id,
      dataDirectory: join(directory, 'data', name),
      initialRole: site.role,
      peerUrl: peer === undefined ? null : urlOf(name, instanceId(service.id, peer.id)),
      replication: {
        mode: service.replication.mode,
        degradeAfterMs: durationMs(service.replication.degradeAfter),
      },
      frontDoorUrl: service.dependsOn.length > 0 ? urlOf(name, FRONT_DOOR) : null,
      partnerUrl: urlOf(name, service.partner),
      callTimeoutMs: CALL_TIMEOUT_MS,
      clockOffsetMs: 0,
      synchronous: 'FULL',
    };
    const { adminSocketPath } = config;
    return { name, program: service.kind, site: site.id, adminSocketPath, config };
  }

  const hosts = [EDGE, ...estate.sites.map(({ id }) => id)].map((host) => ({
    host,
    apiPort: nextPort(),
  }));
  return { hosts, links, processes: [...outside.slice(0, 2), ...inside, ...outside.slice(2)] };
}

function outsideSpec(
  name: string,
  config: FrontDoorConfig | PartnersConfig | OperationsConfig,
): ProcessSpec {
  return { name, program: name, site: null, adminSocketPath: config.adminSocketPath, config };
}

/** Port of the clients' link. */
export function clientPort(layout: Layout): number {
  const placed = layout.links.find(({ link }) => link.id === linkId(CLIENT, FRONT_DOOR));
  if (placed === undefined) throw new Error('Internal error: no link for clients');
  return placed.port;
}
