// What a report says of how its figures came to be: the drill's folder, summed up by the one who
// reads it. Nothing here is measured and nothing is judged.

import type { JournalDamage } from '../harness/statements/index.ts';

/** One file of the drill's folder. */
export interface EvidenceFile {
  /** Relative to the drill's folder. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** One phase of the drill; times are drill time in ms. */
export interface EvidencePhase {
  readonly phase: string;
  readonly startedAt: number;
  /** Null when its end is not recorded. */
  readonly endedAt: number | null;
  /** How it ended, in the words of the journal (`completed`, `timed-out`, …). */
  readonly outcome: string;
}

/** Where the figures of a report come from. */
export interface Evidence {
  readonly drill: string;
  /** Wall-clock time of the drill's start, ISO 8601. */
  readonly startedAt: string;
  /** Versions of the parts that took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly planSha256: string;
  readonly journal: {
    readonly events: number;
    /** What is wrong with the journal; null when it is whole. */
    readonly damaged: JournalDamage | null;
  };
  readonly files: readonly EvidenceFile[];
  readonly phases: readonly EvidencePhase[];
}
