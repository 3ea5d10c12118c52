// Faults: what a scenario breaks, on the timeline of its method. Each kind has a known inverse and
// a wire signature; how a lab makes them is the lab's affair.

import type { DurationText } from './duration.ts';

/**
 * What a client sees on the wire.
 * - `refuse`: new connections are refused, open ones are closed.
 * - `reset`: new connections are reset once the client has sent; open ones are closed.
 * - `close`: connections are accepted and closed once the client has sent.
 * - `accept-then-close`: connections are accepted and closed at once.
 * - `stall`: connections are accepted, then silence.
 * - `silence`: no handshake at all.
 */
export type CutSignature = 'refuse' | 'reset' | 'close' | 'accept-then-close' | 'stall' | 'silence';

interface FaultBase {
  /** Name within the scenario; stands in the journal and the report. */
  readonly id: string;
  /** From the start of the method. */
  readonly at: DurationText;
  /** When it is undone, from the start of the method. Without it: at the end of the observation. */
  readonly until?: DurationText;
}

/** A site loses power: its links fall silent at once and its processes die. It returns stale. */
export interface SitePowerOff extends FaultBase {
  readonly kind: 'site-power-off';
  readonly site: string;
}

/** Links are cut. */
export interface LinkCut extends FaultBase {
  readonly kind: 'link-cut';
  readonly links: readonly string[];
  readonly signature: CutSignature;
}

/** Links get slow. */
export interface LinkLatency extends FaultBase {
  readonly kind: 'link-latency';
  readonly links: readonly string[];
  readonly latency: DurationText;
  readonly jitter: DurationText;
}

/** Links get narrow. The rate is per connection, in kilobytes (1,000 bytes) per second, above 0. */
export interface LinkBandwidth extends FaultBase {
  readonly kind: 'link-bandwidth';
  readonly links: readonly string[];
  readonly kilobytesPerSecond: number;
}

/** Only one direction is lost: `requests` never arrive, or `replies` never come back. */
export interface LinkOneWay extends FaultBase {
  readonly kind: 'link-one-way';
  readonly links: readonly string[];
  readonly lost: 'requests' | 'replies';
}

/** Instances stop in the middle of what they do and go on later, with the requests they hold. */
export interface InstancePause extends FaultBase {
  readonly kind: 'instance-pause';
  /** Names such as `bank@daejeon`. */
  readonly instances: readonly string[];
}

/** Instances end; undone, they start again. */
export interface InstanceDown extends FaultBase {
  readonly kind: 'instance-down';
  /** Names such as `bank@daejeon`. */
  readonly instances: readonly string[];
  /** `kill`: at once. `stop`: in order, after what is being answered. */
  readonly ending: 'kill' | 'stop';
  /** What they find when they start again: their data, or an empty disk. */
  readonly storage: 'kept' | 'lost';
}

/** Faults of links. */
export type LinkFault = LinkCut | LinkLatency | LinkBandwidth | LinkOneWay;
/** Faults of service instances. */
export type InstanceFault = InstancePause | InstanceDown;
/** Everything that a scenario can break. */
export type Fault = SitePowerOff | LinkFault | InstanceFault;

/** The wire signature of a fault, as plan and report print it. */
export type WireSignature = CutSignature | 'latency' | 'bandwidth' | 'one-way';
