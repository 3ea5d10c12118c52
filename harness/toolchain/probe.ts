// Asks one binary for its version, and keeps apart the ways that can go wrong. It knows nothing
// of where binaries are searched for.
import { execa } from 'execa';
import type { ToolIdentity } from './tools.ts';

/** Longest wait for a binary to tell its version, in milliseconds. */
const VERSION_TIMEOUT_MS = 20_000;

/** What a candidate turned out to be. */
export type Probe =
  | { readonly fit: true; readonly version: string }
  | { readonly fit: false; readonly version: string | null; readonly reason: string };

/** Runs the binary's version command and compares the answer with the accepted version. */
export async function probeTool(identity: ToolIdentity, path: string): Promise<Probe> {
  const run = await execa(path, identity.versionArguments, {
    reject: false,
    all: true,
    stdin: 'ignore',
    timeout: VERSION_TIMEOUT_MS,
    forceKillAfterDelay: 1_000,
  });
  if (run.timedOut) {
    const reason = `did not tell its version within ${VERSION_TIMEOUT_MS / 1_000} s`;
    return { fit: false, version: null, reason };
  }
  if (run.failed) {
    const reason = `cannot be run: ${run.code ?? `exit status ${run.exitCode ?? 'unknown'}`}`;
    return { fit: false, version: null, reason };
  }
  const version = identity.versionPattern.exec(run.all)?.[1];
  if (version === undefined) {
    return { fit: false, version: null, reason: `does not answer as ${identity.binary} does` };
  }
  if (version !== identity.version) {
    const reason = `is version ${version}, firedrill needs ${identity.version}`;
    return { fit: false, version, reason };
  }
  return { fit: true, version };
}
