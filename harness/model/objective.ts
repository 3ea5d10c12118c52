// Objectives: what the drill must show. Times are raw drill time; claimed and required times stand
// beside them and are never what is tested.

import type { DurationText } from './duration.ts';
import type { LocalizedText } from './text.ts';

/** Where a claimed or required time comes from. */
export interface Claim {
  readonly time: DurationText;
  readonly source: LocalizedText;
}

/** RTO: the service is stable again within `rto` of the disruption. */
export interface RecoveryTimeObjective {
  readonly kind: 'recovery-time';
  readonly service: string;
  readonly rto: DurationText;
  readonly claimed?: Claim;
  readonly required?: Claim;
}

/** RPO: at most so many acknowledged writes, and none older than `maxAge`, are lost. */
export interface RecoveryPointObjective {
  readonly kind: 'recovery-point';
  readonly service: string;
  /** Acknowledged writes that may be lost; 0 for none. */
  readonly maxLost: number;
  /** Age of the oldest loss at the disruption; `"0ms"` when nothing may be lost. */
  readonly maxAge: DurationText;
}

/** Share of good events over the whole method, by scheduled arrival. */
export interface AvailabilityObjective {
  readonly kind: 'availability';
  readonly service: string;
  readonly floor: number;
}

/** The books balance; nothing is posted twice; nothing appears that nobody asked for. */
export interface IntegrityObjective {
  readonly kind: 'integrity';
  readonly service: string;
}

/** The service must not be touched by what happens in this drill. */
export interface UnaffectedObjective {
  readonly kind: 'unaffected';
  readonly service: string;
}

/** A planned failback disturbs the service for at most `maxDisruption` and loses nothing. */
export interface FailbackObjective {
  readonly kind: 'failback';
  readonly service: string;
  readonly maxDisruption: DurationText;
}

/** Everything a drill can be asked to show. */
export type Objective =
  | RecoveryTimeObjective
  | RecoveryPointObjective
  | AvailabilityObjective
  | IntegrityObjective
  | UnaffectedObjective
  | FailbackObjective;
