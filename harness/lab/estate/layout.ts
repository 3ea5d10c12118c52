// Where everything of a lab is: the addresses of links and processes, and the configurations that follow
// from them. Pure, given the addresses that a kind of lab has.

import { dirname, join } from 'node:path';

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
import type { Address } from '../lab.ts';

/** Name of the process that serves all partner networks. */
export const PARTNERS = 'partners';
const UPSTREAM_TIMEOUT_MS = 1_200;
const HOLD_LIMIT_MS = 1_400;
const CALL_TIMEOUT_MS = 900;

/** The addresses of a kind of lab. Asked twice for the same thing, it gives the same address. */
export interface Addressing {
  /** Where a link's proxy listens, as the link's caller dials it. */
  ofLink(link: Link): Address;
  /** Where a process serves its business plane. */
  ofProcess(name: string, site: string | null): Address;
  /** The same process as a proxy in front of it dials it. */
  ofUpstream(name: string, site: string | null): Address;
  /** Where the Toxiproxy of a host is controlled. */
  ofApi(host: string): Address;
}

/** A process of the estate. */
export interface ProcessSpec {
  readonly name: string;
  /** Folder of its entry under `mocks/`. */
  readonly program: string;
  /** Site it dies with; null outside both sites. */
  readonly site: string | null;
  /** Everything that it reads and writes is in this folder. */
  readonly folder: string;
  readonly adminSocketPath: string;
  readonly config: ServiceConfig | FrontDoorConfig | PartnersConfig | OperationsConfig;
}

/** One Toxiproxy. */
export interface HostSpec {
  readonly host: string;
  readonly api: Address;
}

/** A link with the address of its proxy and the one behind it. */
export interface PlacedLink {
  readonly link: Link;
  readonly proxyName: string;
  readonly listen: Address;
  readonly upstream: Address;
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
export function layOut(plan: DrillPlan, directory: string, addressing: Addressing): Layout {
  const { estate } = plan;
  const partnerIds = new Set(estate.partners.map(({ id }) => id));
  const receiverOf = (node: string): string => (partnerIds.has(node) ? PARTNERS : node);
  const siteOf = (name: string): string | null =>
    estate.sites.find(({ id }) => name.endsWith(`@${id}`))?.id ?? null;
  const addressOf = (name: string): Address => addressing.ofProcess(name, siteOf(name));
  const links = plan.links.map((link): PlacedLink => {
    const receiver = receiverOf(link.to);
    return {
      link,
      proxyName: link.id.replaceAll('>', '--').replaceAll('@', '.'),
      listen: addressing.ofLink(link),
      upstream: addressing.ofUpstream(receiver, siteOf(receiver)),
      pathPrefix: receiver === PARTNERS ? `/${link.to}` : '',
      receiver,
    };
  });
  const urlOf = (from: string, to: string): string => {
    const placed = links.find(({ link }) => link.id === linkId(from, to));
    if (placed === undefined) throw new Error(`Internal error: no link from ${from} to ${to}`);
    return `${urlOfAddress(placed.listen)}${placed.pathPrefix}`;
  };
  const folderOf = (name: string): string => join(directory, name);
  const frame = (name: string) => ({
    listen: addressOf(name),
    adminSocketPath: join(folderOf(name), 'admin.sock'),
  });
  const instancesBy = (from: string, service: Service): Record<string, string> =>
    Object.fromEntries(
      estate.sites.map((site) => [site.id, urlOf(from, instanceId(service.id, site.id))]),
    );
  const outside: ProcessSpec[] = [
    processSpec(
      { name: PARTNERS, program: PARTNERS, site: null },
      { ...frame(PARTNERS), partners: [...partnerIds] },
    ),
    processSpec(
      { name: FRONT_DOOR, program: FRONT_DOOR, site: null },
      {
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
      },
    ),
    processSpec(
      { name: OPERATIONS, program: OPERATIONS, site: null },
      {
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
      },
    ),
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
      dataDirectory: join(folderOf(name), 'data'),
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
    return processSpec({ name, program: service.kind, site: site.id }, config);
  }

  const hosts = [EDGE, ...estate.sites.map(({ id }) => id)].map((host) => ({
    host,
    api: addressing.ofApi(host),
  }));
  return { hosts, links, processes: [...outside.slice(0, 2), ...inside, ...outside.slice(2)] };
}

function processSpec(
  of: Pick<ProcessSpec, 'name' | 'program' | 'site'>,
  config: ProcessSpec['config'],
): ProcessSpec {
  const { adminSocketPath } = config;
  return { ...of, folder: dirname(adminSocketPath), adminSocketPath, config };
}

/** The URL of an address. */
export function urlOfAddress({ host, port }: Address): string {
  return `http://${host}:${port}`;
}

/** Address of the clients' link. */
export function clientAddress(layout: Layout): Address {
  const placed = layout.links.find(({ link }) => link.id === linkId(CLIENT, FRONT_DOOR));
  if (placed === undefined) throw new Error('Internal error: no link for clients');
  return placed.listen;
}
