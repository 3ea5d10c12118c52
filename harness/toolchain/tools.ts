// The two outside programs a drill needs, and how each is recognised, built and named. Data and
// types only: searching is find.ts, building is go-build.ts, downloading is release.ts.

/** The only versions firedrill accepts; the Go module beside this file builds the same ones. */
export const TOOL_VERSIONS = { k6: '2.2.0', toxiproxy: '2.12.0' } as const;

/** A tool that firedrill manages. */
export type ToolName = keyof typeof TOOL_VERSIONS;

/** Every managed tool, in the order in which they are set up and shown. */
export const TOOL_NAMES: readonly ToolName[] = ['k6', 'toxiproxy'];

/** One usable tool: its version has been read from the binary itself. */
export interface FoundTool {
  readonly name: ToolName;
  /** Absolute path of the binary. */
  readonly path: string;
  readonly version: string;
  /** Where it came from; `built` and `release` only in the set-up that made it, then `cache`. */
  readonly how: 'explicit' | 'path' | 'cache' | 'built' | 'release';
}

/** Everything a lab and a load need. */
export interface Toolchain {
  readonly k6: FoundTool;
  readonly toxiproxy: FoundTool;
}

/** What one tool is called, and how its version is asked for and read. */
export interface ToolIdentity {
  readonly name: ToolName;
  readonly version: string;
  /** File name of the binary, on `PATH` and in the cache. */
  readonly binary: string;
  readonly versionArguments: readonly string[];
  /** Matches the output of the version command; group 1 is the version. */
  readonly versionPattern: RegExp;
  /** Environment variable that names the binary explicitly. */
  readonly pathVariable: string;
}

/** A Go main package and the folder of the module that pins it. */
export interface GoSource {
  readonly moduleDirectory: string;
  readonly packagePath: string;
  readonly linkerFlags: string;
}

/** An official release file of a tool. */
export interface ReleaseSource {
  /** Address of the folder that holds the file, unless a mirror is given. */
  readonly officialBase: string;
  /** File name for a Go architecture name (`amd64`, `arm64`). */
  readonly fileName: (architecture: string) => string;
  /** A gzipped tar archive with one folder at its top, or the binary itself. */
  readonly format: 'tar.gz' | 'binary';
  /** Environment variable that gives the file's SHA-256, in hexadecimal. */
  readonly checksumVariable: string;
}

const K6_IDENTITY: ToolIdentity = {
  name: 'k6',
  version: TOOL_VERSIONS.k6,
  binary: 'k6',
  versionArguments: ['version'],
  versionPattern: /^k6(?:\.exe)? v(\d+\.\d+\.\d+\S*)/m,
  pathVariable: 'FIREDRILL_K6',
};

const TOXIPROXY_IDENTITY: ToolIdentity = {
  name: 'toxiproxy',
  version: TOOL_VERSIONS.toxiproxy,
  binary: 'toxiproxy-server',
  versionArguments: ['-version'],
  versionPattern: /^toxiproxy-server version v?(\d+\.\d+\.\d+\S*)/m,
  pathVariable: 'FIREDRILL_TOXIPROXY',
};

/** The identity of each tool. */
export const IDENTITIES: Readonly<Record<ToolName, ToolIdentity>> = {
  k6: K6_IDENTITY,
  toxiproxy: TOXIPROXY_IDENTITY,
};
