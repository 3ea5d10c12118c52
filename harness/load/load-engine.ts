// The contract between a drill and what makes its load. k6 stands behind it; another generator that
// makes open-model load and writes the samples of sample.ts could take its place.

import type { PlannedOperation } from '../plan/drill-plan.ts';

/** What to send, where, for how long. */
export interface LoadSpec {
  readonly baseUrl: string;
  readonly loadMs: number;
  readonly requestTimeoutMs: number;
  readonly operations: readonly PlannedOperation[];
  /** Where the samples go. */
  readonly samplesPath: string;
  /** Folder for the generator's own configuration and log. */
  readonly logFolder: string;
}

/** How a load ended. */
export interface LoadEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A running load. */
export interface LoadRun {
  readonly pid: number;
  readonly ended: Promise<LoadEnd>;
  /** Ends it early; the samples so far are kept where the generator allows it. */
  stop(): Promise<void>;
}

/** Something that makes load. */
export interface LoadEngine {
  readonly name: string;
  start(spec: LoadSpec): Promise<LoadRun>;
}
