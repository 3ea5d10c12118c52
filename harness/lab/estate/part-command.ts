// How each part of an estate is run, whatever it runs in: its options and its environment. Which binary
// takes them, and where, is the affair of a machinery.

import { extname, join } from 'node:path';

import type { ServicePart, ToxiproxyPart } from './machinery.ts';

const PROGRAMS = join(import.meta.dirname, '../../../mocks');

/** What a part's binary is given. */
export interface PartCommand {
  readonly options: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The command of a Toxiproxy. */
export function toxiproxyCommand({ api }: ToxiproxyPart): PartCommand {
  return {
    options: ['-host', api.host, '-port', String(api.port)],
    environment: { LOG_LEVEL: 'warn' },
  };
}

/** The command of a service for Node; what it compiles is kept in the folder `compileCache`. */
export function serviceCommand(part: ServicePart, compileCache: string): PartCommand {
  const entry = join(PROGRAMS, part.program, `main${extname(import.meta.filename)}`);
  return {
    options: ['--disable-warning=ExperimentalWarning', entry, part.configPath],
    // A restart in the middle of a drill must not spend its time on compiling.
    environment: { NODE_COMPILE_CACHE: compileCache },
  };
}
