// Links: directed paths through one Toxiproxy proxy each, derived from the estate. Every
// connection between clients, services, partners and sites is in this list; what is not in it does
// not exist on the business plane.

import { durationMs } from './duration.ts';
import type { Estate, Site } from './estate.ts';

/** What a link carries. */
export type LinkPurpose = 'client' | 'request' | 'partner' | 'replication' | 'operations';

/** A directed path from a caller to a callee through one proxy. */
export interface Link {
  /** `caller>callee`, for example `front-door>bank@daejeon`. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: LinkPurpose;
  /** The site whose Toxiproxy carries it, or `edge` for what lies outside both sites. */
  readonly host: string;
  /** Delay towards the callee that belongs to the estate itself and is no fault. */
  readonly baselineDelayMs: number;
}

/** Caller and callee names outside the sites. */
export const CLIENT = 'client';
export const FRONT_DOOR = 'front-door';
export const OPERATIONS = 'operations';
export const EDGE = 'edge';

/** The name of a service's instance at a site: `bank@daejeon`. */
export function instanceId(serviceId: string, siteId: string): string {
  return `${serviceId}@${siteId}`;
}

/** The link id from one node to another. */
export function linkId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** The site where services start. */
export function primarySite(estate: Estate): Site {
  const site = estate.sites.find((candidate) => candidate.role === 'primary');
  if (site === undefined) throw new Error('Internal error: estate without a primary site');
  return site;
}

/** The site that can take over. */
export function standbySite(estate: Estate): Site {
  const site = estate.sites.find((candidate) => candidate.role === 'standby');
  if (site === undefined) throw new Error('Internal error: estate without a standby site');
  return site;
}

/**
 * Whether a link falls silent when a site loses power: all that the site carries, and its lines to
 * other sites, so that what is on its way there is lost too.
 */
export function diesWithSite(link: Link, siteId: string): boolean {
  return (
    link.host === siteId || (link.purpose === 'replication' && link.from.endsWith(`@${siteId}`))
  );
}

/** Where a link is called from: a site, or `edge` for what lies outside both sites. */
export function callersPlace({ from }: Link): string {
  const [, site] = from.split('@');
  return site ?? EDGE;
}

/** Links that only fall silent together: one Toxiproxy carries them from one place of callers. */
export function silentTogether(links: readonly Link[], one: Link): readonly Link[] {
  return links.filter((it) => it.host === one.host && callersPlace(it) === callersPlace(one));
}

/** Every link of an estate, in a stable order. */
export function linksOf(estate: Estate): readonly Link[] {
  const links: Link[] = [];
  const add = (from: string, to: string, purpose: LinkPurpose, host: string, delayMs = 0): void => {
    links.push({ id: linkId(from, to), from, to, purpose, host, baselineDelayMs: delayMs });
  };
  add(CLIENT, FRONT_DOOR, 'client', EDGE);
  add(OPERATIONS, FRONT_DOOR, 'operations', EDGE);
  for (const site of estate.sites) {
    for (const service of estate.services) {
      const instance = instanceId(service.id, site.id);
      add(FRONT_DOOR, instance, 'request', site.id);
      add(OPERATIONS, instance, 'operations', site.id);
      if (service.dependsOn.length > 0) add(instance, FRONT_DOOR, 'request', EDGE);
      add(instance, service.partner, 'partner', EDGE);
      for (const other of estate.sites) {
        if (other.id === site.id) continue;
        const delayMs = durationMs(service.replication.linkDelay);
        add(instance, instanceId(service.id, other.id), 'replication', other.id, delayMs);
      }
    }
  }
  return links;
}
