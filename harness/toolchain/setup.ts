// Makes sure every tool is there: find it, else build it with Go, else take a release file whose
// checksum the user gave. One set-up at a time per tool; only verified binaries are installed.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failure, type Problem, type Result, success } from '../model/problem.ts';
import { takeLock } from '../system/lock.ts';
import {
  cacheDirectory,
  cachedBinary,
  installBinary,
  openWorkDirectory,
  toolDirectory,
} from './cache.ts';
import { findTool } from './find.ts';
import { buildWithGo, checkGo } from './go-build.ts';
import { probeTool } from './probe.ts';
import { type OnProgress, PROGRESS_INTERVAL_MS } from './progress.ts';
import { fetchRelease, releaseOffer } from './release.ts';
import {
  type FoundTool,
  type GoSource,
  IDENTITIES,
  type ReleaseSource,
  TOOL_VERSIONS,
  type ToolIdentity,
  type Toolchain,
} from './tools.ts';

/** Longest wait for another set-up of the same tool: a little over the longest build. */
const LOCK_WAIT_LIMIT_MS = 35 * 60_000;

/** Everything needed to make one tool. */
export interface ToolRecipe {
  readonly identity: ToolIdentity;
  readonly go: GoSource;
  readonly release: ReleaseSource;
}

/** Where a set-up looks and reports to. */
export interface SetupOptions {
  readonly onProgress: OnProgress;
  /** The environment of this process unless another is given. */
  readonly env?: NodeJS.ProcessEnv;
}

const moduleDirectory = fileURLToPath(new URL('./gomod/', import.meta.url));

const K6_RECIPE: ToolRecipe = {
  identity: IDENTITIES.k6,
  go: { moduleDirectory, packagePath: 'go.k6.io/k6/v2', linkerFlags: '-s -w' },
  release: {
    officialBase: `https://github.com/grafana/k6/releases/download/v${TOOL_VERSIONS.k6}`,
    fileName: (architecture) => `k6-v${TOOL_VERSIONS.k6}-linux-${architecture}.tar.gz`,
    format: 'tar.gz',
    checksumVariable: 'FIREDRILL_SHA256_K6',
  },
};

const toxiproxyModule = 'github.com/Shopify/toxiproxy';

/** How the Toxiproxy server is made; its version is only known when the linker sets it. */
export const TOXIPROXY_RECIPE: ToolRecipe = {
  identity: IDENTITIES.toxiproxy,
  go: {
    moduleDirectory,
    packagePath: `${toxiproxyModule}/v2/cmd/server`,
    linkerFlags: `-s -w -X ${toxiproxyModule}/v2.Version=${TOOL_VERSIONS.toxiproxy}`,
  },
  release: {
    officialBase: `https://${toxiproxyModule}/releases/download/v${TOOL_VERSIONS.toxiproxy}`,
    fileName: (architecture) => `toxiproxy-server-linux-${architecture}`,
    format: 'binary',
    checksumVariable: 'FIREDRILL_SHA256_TOXIPROXY',
  },
};

/** Finds or makes both tools; what is wrong with either comes back together. */
export async function setUpTools(options: SetupOptions): Promise<Result<Toolchain>> {
  const k6 = await setUpTool(K6_RECIPE, options);
  const toxiproxy = await setUpTool(TOXIPROXY_RECIPE, options);
  if (k6.ok && toxiproxy.ok) return success({ k6: k6.value, toxiproxy: toxiproxy.value });
  return failure([k6, toxiproxy].flatMap((result) => (result.ok ? [] : result.error)));
}

/** Finds or makes one tool. */
export async function setUpTool(
  recipe: ToolRecipe,
  options: SetupOptions,
): Promise<Result<FoundTool>> {
  const env = options.env ?? process.env;
  const { identity } = recipe;
  const { onProgress } = options;
  const early = await findTool(identity, env);
  if (early.state === 'wrong') return failure([early.problem]);
  if (early.state === 'found') return ready(early.tool, onProgress);

  const directory = toolDirectory(cacheDirectory(env), identity);
  try {
    // Losing a race for the lock costs a second build at worst: tools are installed by atomic rename.
    const lock = await takeLock(`${directory}.lock`, {
      about: `sets up ${identity.name}`,
      waitLimitMs: LOCK_WAIT_LIMIT_MS,
      pollMs: PROGRESS_INTERVAL_MS,
      onWait: (holder, elapsedMs) =>
        onProgress({
          kind: 'waiting',
          tool: identity.name,
          elapsedMs,
          holderPid: holder.process.pid,
        }),
    });
    if (!lock.ok) return failure([lockProblem(identity, lock.error.holder?.process.pid ?? 0)]);
    try {
      // The set-up that held the lock before may have made the tool.
      const late = await findTool(identity, env);
      if (late.state === 'found') return ready(late.tool, onProgress);
      const made = await makeTool(recipe, { onProgress, env });
      return made.ok ? ready(made.value, onProgress) : made;
    } finally {
      await lock.value();
    }
  } catch (error) {
    const problem = fileProblem(error, directory);
    if (problem === null) throw error;
    return failure([problem]);
  }
}

function ready(tool: FoundTool, onProgress: OnProgress): Result<FoundTool, never> {
  onProgress({ kind: 'ready', tool });
  return success(tool);
}

/** Makes the tool in a work folder, verifies it, and only then installs it. */
async function makeTool(
  recipe: ToolRecipe,
  options: Required<SetupOptions>,
): Promise<Result<FoundTool>> {
  const { identity } = recipe;
  const cache = cacheDirectory(options.env);
  const work = await openWorkDirectory(cache, identity);
  try {
    const made = await makeBinary(recipe, work, options);
    if (!made.ok) return made;
    options.onProgress({ kind: 'verifying', tool: identity.name });
    const probe = await probeTool(identity, made.value.path);
    if (!probe.fit) {
      const message = `The ${identity.name} just made ${probe.reason}; it was not installed.`;
      const cure = 'Unset GOFLAGS and similar build settings, then run "firedrill setup" again.';
      return failure([{ place: identity.name, message, cure }]);
    }
    const path = cachedBinary(cache, identity);
    await installBinary(made.value.path, path);
    const { how } = made.value;
    return success({ name: identity.name, path, version: probe.version, how });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

interface MadeBinary {
  readonly path: string;
  readonly how: 'built' | 'release';
}

async function makeBinary(
  recipe: ToolRecipe,
  work: string,
  options: Required<SetupOptions>,
): Promise<Result<MadeBinary>> {
  const { identity, go } = recipe;
  const { env, onProgress } = options;
  const check = await checkGo(go.moduleDirectory, env);
  if (check.usable) {
    const output = join(work, identity.binary);
    const request = { tool: identity.name, source: go, output, env, onProgress };
    const built = await buildWithGo(request);
    return built.ok ? success({ path: output, how: 'built' }) : built;
  }
  const offer = releaseOffer(recipe.release, env);
  if (!offer.ok) {
    const { binary, name, pathVariable, version } = identity;
    const message = `${name} ${version} was not found; ${check.reason}, and ${offer.error}.`;
    const cure =
      `Install Go ${check.needed} or newer and run "firedrill setup", set ${pathVariable} to ` +
      `${binary} ${version}, or give the release file's SHA-256 in ` +
      `${recipe.release.checksumVariable}.`;
    return failure([{ place: name, message, cure }]);
  }
  const fetched = await fetchRelease(identity, offer.value, { work, onProgress });
  return fetched.ok ? success({ path: fetched.value, how: 'release' }) : fetched;
}

function lockProblem(identity: ToolIdentity, holderPid: number): Problem {
  return {
    place: identity.name,
    message:
      `Process ${holderPid} has been setting up ${identity.name} for more than ` +
      `${LOCK_WAIT_LIMIT_MS / 60_000} min.`,
    cure: `End process ${holderPid} if it hangs, then run "firedrill setup" again.`,
  };
}

/** A cache that cannot be written is the user's to cure; any other error is ours. */
function fileProblem(error: unknown, directory: string): Problem | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EDQUOT'].includes(code)) return null;
  return {
    place: dirname(directory),
    message: `The cache folder cannot be written (${code}).`,
    cure: 'Set FIREDRILL_CACHE_DIR to a folder on a disk with room that you can write to.',
  };
}
