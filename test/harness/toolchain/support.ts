// Temporary folders, shell-script stand-ins that only tell a version, and a one-file Go module
// that builds in a moment. No real tool is here.
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ToolRecipe, TOXIPROXY_RECIPE } from '../../../harness/toolchain/setup.ts';

/** What the accepted version of each tool prints. */
export const VERSION_OUTPUT = {
  k6: 'k6 v2.2.0 (go1.26.8, linux/amd64)',
  toxiproxy: 'toxiproxy-server version 2.12.0',
} as const;

/** A fresh temporary folder, removed when the test ends. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'firedrill-toolchain-')));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The text of a program that prints one line. */
export function standInScript(output: string): string {
  return `#!/bin/sh\necho '${output}'\n`;
}

/** Writes a program that prints one line; gives its path. */
export async function writeStandIn(path: string, output: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, standInScript(output));
  await chmod(path, 0o755);
  return path;
}

/** A recipe whose Go module answers as Toxiproxy does. */
export async function standInRecipe(code = ''): Promise<ToolRecipe> {
  const moduleDirectory = await temporaryDirectory();
  await writeFile(join(moduleDirectory, 'go.mod'), 'module standin\n\ngo 1.24\n');
  const main = `package main\n\nfunc main() {\n\tprintln("${VERSION_OUTPUT.toxiproxy}")\n}\n`;
  await writeFile(join(moduleDirectory, 'main.go'), `${main}${code}`);
  return {
    ...TOXIPROXY_RECIPE,
    go: { moduleDirectory, packagePath: 'standin', linkerFlags: '-s -w' },
  };
}
