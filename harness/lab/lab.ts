// The one contract between a drill and the place where its estate runs. What a lab is made of stays
// behind it; what happens in it comes out as events.

import type {
  Confirmation,
  DrillEventBody,
  ProbeObservation,
  QuietEvidence,
  ReadingFile,
  ReadingName,
} from '../journal/events.ts';
import type { PlannedFault } from '../plan/drill-plan.ts';
import type { StartProgram } from '../system/program.ts';

/** Takes an event of the lab; `atNs` is the CLOCK_MONOTONIC stamp of the process that told it. */
export type LabListener = (event: DrillEventBody, atNs?: bigint) => void;

/** A control call: when it began, when the last part of it was acknowledged (CLOCK_MONOTONIC). */
export interface ControlCall {
  readonly calledAtNs: bigint;
  readonly acknowledgedAtNs: bigint;
  readonly acts: readonly { readonly target: string; readonly acknowledgedAtNs: bigint }[];
}

/** What traffic through the very links of a fault showed. */
export interface Confirmed {
  readonly confirmation: Confirmation;
  readonly probes: readonly ProbeObservation[];
}

/** Good and bad answers of the front door by service, since it started. */
export type FrontDoorCounters = Readonly<
  Record<string, { readonly good: number; readonly bad: number }>
>;

/** Where something listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A running estate. */
export interface Lab {
  /** Where clients reach the estate, through their link. */
  readonly loadUrl: string;
  /** Where the caller of a link dials it; throws for a link that is not there. */
  addressOf(link: string): Address;
  /** Runs a program of the drill's own among the clients. */
  readonly startProgram: StartProgram;
  /** Makes a fault; rejects when it could not be made. */
  inject(fault: PlannedFault): Promise<ControlCall>;
  /** Undoes a fault; rejects when that failed. Undoing what is not there does nothing. */
  heal(fault: PlannedFault): Promise<ControlCall>;
  /** Looks through the fault's own links whether it is there (or, after healing, gone). */
  confirm(fault: PlannedFault, expected: 'faulty' | 'healthy'): Promise<Confirmed>;
  frontDoorCounters(): Promise<FrontDoorCounters>;
  /** Starts the monitor and the runbook, which act on what they see: only once the estate is warm. */
  startOperations(): Promise<void>;
  /** Ends the monitor and the runbook, which write into the books. */
  stopOperations(): Promise<void>;
  /** Waits until no instance has written for so long; gives up at the deadline and says so. */
  quiet(options: { readonly quietMs: number; readonly deadlineMs: number }): Promise<QuietEvidence>;
  /** Writes the books of every reachable instance into the folder. */
  readBooks(reading: ReadingName, folder: string): Promise<readonly ReadingFile[]>;
  /** Ends every process; safe to call at any time and more than once. */
  close(): Promise<void>;
  /** What still exists of what the lab made; empty when all is gone. */
  leftovers(): Promise<readonly string[]>;
}

/** Where a lab lives, and what makes it findable after whoever opened it has died. */
export interface LabHome {
  /** The lab's own name; all that it is made of carries it, and `owner`. */
  readonly id: string;
  /** The harness that it belongs to, as `identityText` writes it. */
  readonly owner: string;
  /** Folder of all that its parts read and write; the lab makes it, and removes it on closing. */
  readonly directory: string;
}

/** A lab in the making: `opened` rejects when it cannot open; `lab` can always be closed. */
export interface OpeningLab {
  readonly lab: Lab;
  readonly opened: Promise<void>;
}
