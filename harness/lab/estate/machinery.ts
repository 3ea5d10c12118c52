// What the parts of an estate run in: child processes, containers. The estate's own logic (layout,
// faults, confirmation, readings) stands on this contract and does not know which it is.

import type { StartProgram } from '../../system/program.ts';
import type { Address } from '../lab.ts';

/** A Toxiproxy, to be started. */
export interface ToxiproxyPart {
  readonly kind: 'toxiproxy';
  readonly name: string;
  readonly host: string;
  readonly api: Address;
}

/** A process of the estate, to be started. */
export interface ServicePart {
  readonly kind: 'service';
  readonly name: string;
  /** Folder of its entry under `mocks/`. */
  readonly program: string;
  /** Site where it stands; null outside the sites. */
  readonly site: string | null;
  /** Its own folder; everything that it reads and writes is in it. */
  readonly folder: string;
  readonly configPath: string;
}

/** One part of an estate, to be started. */
export type Part = ToxiproxyPart | ServicePart;

/** Runs the parts of an estate by name. */
export interface Machinery {
  /** Starts a part, also one that ran before; a service is awaited until it says that it is ready. */
  start(part: Part): Promise<void>;
  isRunning(name: string): boolean;
  /** Stops a part in the middle of whatever it does; it keeps its connections. */
  freeze(name: string): Promise<void>;
  /** Lets a frozen part go on. */
  thaw(name: string): Promise<void>;
  /** Ends a part at once; resolves when it is gone. */
  kill(name: string): Promise<void>;
  /** Ends a part in order, or at once after a grace time. */
  stop(name: string): Promise<void>;
  /**
   * Takes a part off the network of callers in one place (a site or `edge`), and puts it back;
   * null where the parts have no networks of their own.
   */
  readonly network: {
    leave(name: string, place: string): Promise<void>;
    join(name: string, place: string): Promise<void>;
  } | null;
  readonly startProgram: StartProgram;
  /** Ends everything and takes away what belonged to it; safe to call more than once. */
  close(): Promise<void>;
  /** What still exists of what was started here. */
  leftovers(): Promise<readonly string[]>;
}
