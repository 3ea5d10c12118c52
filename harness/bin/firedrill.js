#!/usr/bin/env node
// The `firedrill` command: starts the command line on a Node that can run it. In a checkout that
// is always the TypeScript source, so an old dist/ never runs by mistake; in the installed package,
// where no source lies, it is the compiled dist/. Plain JavaScript that old Nodes can read, and no
// command of its own.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOWEST_NODE_MAJOR = 24;
const FORWARDED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];

/** Exit status "lab unavailable", as in harness/verdict/exit-status.ts. */
const UNAVAILABLE_STATUS = 69;

if (Number.parseInt(process.versions.node, 10) >= LOWEST_NODE_MAJOR) {
  const source = new URL('../cli.ts', import.meta.url);
  const compiled = new URL('../../dist/harness/cli.js', import.meta.url);
  await import((existsSync(source) ? source : compiled).href);
} else {
  startOnPinnedNode();
}

/** Starts this file again with the Node of the `node` dependency, and ends as that ends. */
function startOnPinnedNode() {
  const node = pinnedNode();
  if (node === undefined) {
    console.error(
      `Node ${process.versions.node}\n` +
        `  firedrill needs Node ${LOWEST_NODE_MAJOR}, and its dependency "node" brought none.\n` +
        '  Cure: install again with install scripts allowed for the package "node", ' +
        `or use Node ${LOWEST_NODE_MAJOR} or newer.`,
    );
    process.exitCode = UNAVAILABLE_STATUS;
    return;
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to both processes and `kill` only to this one. Both must reach the
  // child, so it may see one signal twice: for a drill that changes nothing, as rollback has begun.
  for (const signal of FORWARDED_SIGNALS) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(`${node}: ${error.message}`);
    process.exit(UNAVAILABLE_STATUS);
  });
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // Ended by a signal, so this process ends by the same one; the status stands in for signals
    // that do not end it.
    process.removeAllListeners(signal);
    process.exitCode = 128 + constants.signals[signal];
    process.kill(process.pid, signal);
  });
}

/** The binary that the `node` dependency brought, or undefined when it brought none. */
function pinnedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    const binary = join(dirname(manifest), 'bin', 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
