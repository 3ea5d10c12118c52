// The blast radius of a fault: which links and instances it touches and which services depend on
// them. Pure functions of the estate; what a fault does to them is the lab's affair.

import type { Estate, Service } from '../model/estate.ts';
import type { Fault } from '../model/fault.ts';
import {
  CLIENT,
  diesWithSite,
  FRONT_DOOR,
  instanceId,
  type Link,
  linkId,
  linksOf,
  primarySite,
  standbySite,
} from '../model/link.ts';
import { unreachable } from '../model/problem.ts';
import type { BlastRadius } from './drill-plan.ts';

/** Links, instances and services that a fault touches while the primary site is active. */
export function blastRadius(estate: Estate, fault: Fault): BlastRadius {
  const touched = touchedBy(estate, fault);
  const hit = new Set([...touched.links, ...touched.instances]);
  const isAffected = (service: Service): boolean =>
    requestPath(estate, service).some((element) => hit.has(element)) ||
    service.dependsOn.some((id) => estate.services.some((it) => it.id === id && isAffected(it)));
  return { ...touched, services: estate.services.filter(isAffected).map(({ id }) => id) };
}

function touchedBy(estate: Estate, fault: Fault): Omit<BlastRadius, 'services'> {
  switch (fault.kind) {
    case 'site-power-off':
      return {
        links: select(estate, (link) => diesWithSite(link, fault.site)),
        instances: estate.services.map((service) => instanceId(service.id, fault.site)),
      };
    case 'instance-pause':
    case 'instance-down':
      return {
        links: select(estate, ({ to }) => fault.instances.includes(to)),
        instances: fault.instances,
      };
    case 'link-cut':
    case 'link-latency':
    case 'link-bandwidth':
    case 'link-one-way':
      return { links: fault.links, instances: [] };
    default:
      return unreachable(fault);
  }
}

/** Links and instances that a request to a service passes, replication included where it waits for it. */
function requestPath(estate: Estate, service: Service): readonly string[] {
  const instance = instanceId(service.id, primarySite(estate).id);
  const standby = instanceId(service.id, standbySite(estate).id);
  return [
    linkId(CLIENT, FRONT_DOOR),
    linkId(FRONT_DOOR, instance),
    instance,
    ...(service.dependsOn.length > 0 ? [linkId(instance, FRONT_DOOR)] : []),
    linkId(instance, service.partner),
    ...(service.replication.mode === 'async' ? [] : [linkId(instance, standby)]),
  ];
}

/** Links by name, for scenarios: every link that carries requests into one instance. */
export function linksInto(estate: Estate, instance: string): readonly string[] {
  return select(estate, (link) => link.to === instance);
}

/** Every link that crosses between the two sites, in both directions. */
export function linksBetweenSites(estate: Estate): readonly string[] {
  return select(estate, (link) => link.purpose === 'replication');
}

/** Every link into and out of one site, so that it is cut off with its processes alive. */
export function linksAroundSite(estate: Estate, siteId: string): readonly string[] {
  const belongs = (node: string): boolean => node.endsWith(`@${siteId}`);
  return select(estate, (link) => belongs(link.to) || belongs(link.from));
}

function select(estate: Estate, matches: (link: Link) => boolean): readonly string[] {
  return linksOf(estate)
    .filter(matches)
    .map(({ id }) => id);
}
