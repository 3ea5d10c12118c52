// Looks for the tools and changes nothing: explicit path, then `PATH`, then the cache. Making
// what is missing is setup.ts.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';
import type { Problem } from '../model/problem.ts';
import { cacheDirectory, cachedBinary } from './cache.ts';
import { probeTool } from './probe.ts';
import { type FoundTool, IDENTITIES, type ToolIdentity, type ToolName } from './tools.ts';

/** A binary that was there but cannot be used. */
export interface PassedOver {
  readonly path: string;
  /** Its version, or null when it did not tell one. */
  readonly version: string | null;
  /** Completes a sentence that begins with the path. */
  readonly reason: string;
}

/** The outcome of looking for one tool. */
export type ToolSearch =
  | {
      readonly state: 'found';
      readonly tool: FoundTool;
      readonly passedOver: readonly PassedOver[];
    }
  | { readonly state: 'missing'; readonly passedOver: readonly PassedOver[] }
  /** The user named a binary and it is wrong: nothing else is tried in its place. */
  | {
      readonly state: 'wrong';
      readonly problem: Problem;
      readonly passedOver: readonly PassedOver[];
    };

/** Where to look; the environment of this process unless another is given. */
export interface FindOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/** Looks for every tool. User errors come back as the state `wrong`. */
export async function findTools(
  options: FindOptions = {},
): Promise<Readonly<Record<ToolName, ToolSearch>>> {
  const env = options.env ?? process.env;
  const [k6, toxiproxy] = await Promise.all([
    findTool(IDENTITIES.k6, env),
    findTool(IDENTITIES.toxiproxy, env),
  ]);
  return { k6, toxiproxy };
}

/** Looks for one tool: explicit path, `PATH`, cache. */
export async function findTool(
  identity: ToolIdentity,
  env: NodeJS.ProcessEnv,
): Promise<ToolSearch> {
  const explicit = env[identity.pathVariable];
  if (explicit !== undefined && explicit !== '') return checkExplicit(identity, explicit);

  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => ({ path: resolve(directory, identity.binary), how: 'path' as const }));
  const inCache = { path: cachedBinary(cacheDirectory(env), identity), how: 'cache' as const };
  const passedOver: PassedOver[] = [];
  const seen = new Set<string>();
  for (const { path, how } of [...onPath, inCache]) {
    if (seen.has(path) || !(await isExecutableFile(path))) continue;
    seen.add(path);
    const probe = await probeTool(identity, path);
    if (probe.fit) {
      const tool: FoundTool = { name: identity.name, path, version: probe.version, how };
      return { state: 'found', tool, passedOver };
    }
    passedOver.push({ path, version: probe.version, reason: probe.reason });
  }
  return { state: 'missing', passedOver };
}

async function checkExplicit(identity: ToolIdentity, given: string): Promise<ToolSearch> {
  const path = resolve(given);
  const probe = await probeTool(identity, path);
  if (probe.fit) {
    const { name } = identity;
    const tool: FoundTool = { name, path, version: probe.version, how: 'explicit' };
    return { state: 'found', tool, passedOver: [] };
  }
  const problem: Problem = {
    place: identity.pathVariable,
    message: `${path} ${probe.reason}.`,
    cure:
      `Point ${identity.pathVariable} at ${identity.binary} ${identity.version}, ` +
      'or unset it and run "firedrill setup".',
  };
  return { state: 'wrong', problem, passedOver: [] };
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
