// The contract between a drill and what makes its load. k6 stands behind it; another generator that
// makes open-model load and writes the samples of sample.ts could take its place.

import type { PlannedOperation } from '../plan/drill-plan.ts';
import type { ProgramEnd, StartProgram } from '../system/program.ts';

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

/** A running load. */
export interface LoadRun {
  readonly ended: Promise<ProgramEnd>;
  /** Ends it early; the samples so far are kept where the generator allows it. */
  stop(): Promise<void>;
}

/** Something that makes load. */
export interface LoadEngine {
  readonly name: string;
  /** Starts the load; `startProgram` puts the generator where the estate's clients stand. */
  start(spec: LoadSpec, startProgram: StartProgram): Promise<LoadRun>;
}
