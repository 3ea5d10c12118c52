// Builds one tool from a Go module whose go.sum is checked in, so Go itself verifies every
// source it downloads. Where the result goes is the caller's business.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { failure, type Problem, type Result, success } from '../model/problem.ts';
import { type OnProgress, whileTicking } from './progress.ts';
import type { GoSource, ToolName } from './tools.ts';

/** Longest build, in milliseconds; a cold build of k6 on two cores takes some minutes. */
const BUILD_TIMEOUT_MS = 30 * 60_000;

/** Longest wait for Go to tell its version: it may download a newer toolchain first. */
const GO_VERSION_TIMEOUT_MS = 5 * 60_000;

/** Lines of the compiler's output that a failed build shows. */
const SHOWN_LINES = 5;

/** Lowest Go version worth trying: `tool` lines in go.mod came with it. */
const LOWEST_GO = [1, 24];

/** Whether Go can build the module: usable, or the reason why not. */
export type GoCheck =
  | { readonly usable: true; readonly version: string }
  | { readonly usable: false; readonly reason: string; readonly needed: string };

/**
 * Asks Go for its version inside the module, where Go may switch to a newer toolchain, and
 * compares it with the `go` line of go.mod.
 */
export async function checkGo(moduleDirectory: string, env: NodeJS.ProcessEnv): Promise<GoCheck> {
  const needed = await neededGo(moduleDirectory);
  const run = await execa('go', ['version'], {
    cwd: moduleDirectory,
    env: buildEnvironment(env),
    extendEnv: false,
    reject: false,
    timeout: GO_VERSION_TIMEOUT_MS,
  });
  if (run.code === 'ENOENT') return { usable: false, reason: 'Go is not on PATH', needed };
  const version = /\bgo(\d+\.\d+(?:\.\d+)?)/.exec(run.stdout ?? '')?.[1];
  if (run.failed || version === undefined) {
    return { usable: false, reason: 'Go does not tell its version', needed };
  }
  if (compareVersions(version, needed) < 0) {
    return { usable: false, reason: `Go ${version} is too old`, needed };
  }
  return { usable: true, version };
}

/** What to build, and where to. */
export interface BuildRequest {
  readonly tool: ToolName;
  readonly source: GoSource;
  /** Path of the binary to write. */
  readonly output: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onProgress: OnProgress;
}

/** Runs `go build`; a build that fails is a Problem with the last lines Go wrote. */
export async function buildWithGo(request: BuildRequest): Promise<Result<void>> {
  const { tool, source, output, onProgress } = request;
  const lastLines: string[] = [];
  let packages = 0;
  const building = execa(
    'go',
    ['build', '-v', '-mod=readonly', '-trimpath', '-ldflags', source.linkerFlags].concat([
      '-o',
      output,
      source.packagePath,
    ]),
    {
      cwd: source.moduleDirectory,
      env: buildEnvironment(request.env),
      extendEnv: false,
      reject: false,
      buffer: false,
      stdin: 'ignore',
      stdout: 'ignore',
      timeout: BUILD_TIMEOUT_MS,
    },
  );
  createInterface({ input: building.stderr }).on('line', (line) => {
    // With -v Go writes one line per package it compiles; anything with a space is a message.
    if (/^[^\s:#]+$/.test(line)) packages += 1;
    else if (lastLines.push(line) > SHOWN_LINES) lastLines.shift();
  });
  const run = await whileTicking(
    (elapsedMs) => onProgress({ kind: 'building', tool, elapsedMs, packages }),
    async () => building,
  );
  if (!run.failed) return success(undefined);
  const reason = run.timedOut ? `took over ${BUILD_TIMEOUT_MS / 60_000} min` : 'failed';
  return failure([buildProblem(tool, reason, lastLines)]);
}

function buildProblem(tool: ToolName, reason: string, lines: readonly string[]): Problem {
  return {
    place: tool,
    message: `Building ${tool} with Go ${reason}: ${lines.join(' | ') || 'Go gave no reason'}`,
    cure:
      'Make sure Go can reach its module proxy (GOPROXY) and that the disk has room, ' +
      'then run "firedrill setup" again.',
  };
}

/** The user's Go settings stay, except those that would build something else than this module. */
function buildEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, CGO_ENABLED: '0', GOWORK: 'off', GOOS: '', GOARCH: '' };
}

async function neededGo(moduleDirectory: string): Promise<string> {
  const text = await readFile(join(moduleDirectory, 'go.mod'), 'utf8');
  const stated = /^go (\d+\.\d+(?:\.\d+)?)/m.exec(text)?.[1];
  const lowest = LOWEST_GO.join('.');
  return stated !== undefined && compareVersions(stated, lowest) > 0 ? stated : lowest;
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (const index of [0, 1, 2]) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
