// What the analysis reads, loaded: plan, journal, samples and readings of the books. Loading them
// from the drill's folder is the affair of the caller.

import type { DrillEvent, ReadingName } from '../journal/events.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { JournalDamage } from '../statements/index.ts';
import type { Samples } from './samples.ts';

/** One operation in the books of an instance (form of the estate's `/books/operations`). */
export interface ReadOperation {
  readonly key: string;
  readonly kind: string;
  readonly won: number;
  readonly seq: number;
  readonly epoch: number;
  /** How often its effect stands in the books. */
  readonly effects: number;
}

/** The books of an instance in short (form of the estate's `/books/summary`). */
export interface ReadSummary {
  readonly state: { readonly service: string; readonly role: string; readonly epoch: number };
  readonly operations: number;
  readonly stranded: number;
  readonly ledgerSumWon: number | null;
  readonly moneyWon: number | null;
  readonly expectedMoneyWon: number | null;
}

/** The books of one instance in one reading. */
export interface InstanceReading {
  readonly reading: ReadingName;
  readonly instance: string;
  readonly summary: ReadSummary;
  /** Read at most twice; a generator function's result must not be given, as it can be read once. */
  readonly operations: Iterable<ReadOperation>;
  readonly stranded: readonly ReadOperation[];
}

/** Everything that the analysis of a drill rests on. */
export interface AnalysisInput {
  readonly plan: DrillPlan;
  /** `damaged`: why the journal cannot be read to its end; null when it can. */
  readonly journal: {
    readonly events: readonly DrillEvent[];
    readonly damaged: JournalDamage | null;
  };
  readonly samples: Samples;
  readonly readings: readonly InstanceReading[];
}
