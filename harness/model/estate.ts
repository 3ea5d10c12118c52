// The system under drill as data: sites, zones, services, partners. How it is started, and on
// which addresses, is the lab's affair and appears nowhere here.

import type { DurationText } from './duration.ts';
import type { LocalizedText } from './text.ts';

/** The kinds of service that the mocks implement. */
export type ServiceKind = 'bank' | 'card' | 'insurance' | 'post';

/** A floor, room or rack that shares power, cooling and network. */
export interface Zone {
  readonly id: string;
  readonly title: LocalizedText;
}

/** A datacenter. */
export interface Site {
  readonly id: string;
  readonly title: LocalizedText;
  /** Where the services start: exactly one site is primary, exactly one is standby. */
  readonly role: 'primary' | 'standby';
  /** `cold` sites have buildings and no running services: nothing can be promoted there. */
  readonly readiness: 'warm' | 'cold';
  readonly zones: readonly Zone[];
}

/** How a service's writes reach the other site. */
export interface Replication {
  /**
   * `async` acknowledges before the standby has the write; `sync` stops acknowledging without its
   * standby; `sync-or-degrade` waits for the standby, goes on alone after `degradeAfter`, and says so.
   */
  readonly mode: 'async' | 'sync' | 'sync-or-degrade';
  /** One-way delay of the replication link in normal times; `"0ms"` for none. */
  readonly linkDelay: DurationText;
  /** For `sync-or-degrade`: how long a write waits for the standby before the primary goes on alone. */
  readonly degradeAfter: DurationText;
}

/** A business service that runs at every warm site, with one primary at a time. */
export interface Service {
  readonly id: string;
  readonly kind: ServiceKind;
  readonly title: LocalizedText;
  /** Zone by site id. */
  readonly zones: Readonly<Record<string, string>>;
  /** Services called through the front door while serving a request. */
  readonly dependsOn: readonly string[];
  /** The partner network called while serving a request. */
  readonly partner: string;
  /** Money moves here: the load must be at least 50/s. */
  readonly movesMoney: boolean;
  readonly replication: Replication;
}

/** An external network (KFTC, card VAN, carrier), outside both sites. */
export interface Partner {
  readonly id: string;
  readonly title: LocalizedText;
}

/** The system under drill. */
export interface Estate {
  readonly id: string;
  readonly title: LocalizedText;
  readonly sites: readonly Site[];
  readonly services: readonly Service[];
  readonly partners: readonly Partner[];
}
