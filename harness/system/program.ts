// A program of the drill's own that stands among the estate's clients, such as the load generator: how
// it is described, and what is known of it while it runs. Where it runs is the affair of a lab.

/** What to run. */
export interface ProgramSpec {
  readonly name: string;
  /** Path of the executable on this machine. */
  readonly command: string;
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logPath: string;
  /** Folders that it reads, and folders that it writes; a lab may hide every other from it. */
  readonly readFolders: readonly string[];
  readonly writeFolders: readonly string[];
}

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A running program. */
export interface Program {
  readonly ended: Promise<ProgramEnd>;
  /** SIGTERM, then SIGKILL after the grace time. */
  stop(graceMs: number): Promise<void>;
}

/** Starts a program; rejects when it cannot be started. It ends, too, if the harness itself dies. */
export type StartProgram = (spec: ProgramSpec) => Promise<Program>;
