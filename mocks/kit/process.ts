// The frame that every process of the estate stands in: it reads its configuration, opens its two
// planes (business on TCP, admin on a Unix socket), says `ready`, and ends on SIGTERM or when its
// standard input closes. What the planes serve is the service's matter, not this file's.

import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';

import type { Listener } from './contract.ts';
import { log, printEvent } from './events.ts';

/** An application as a function, so that it can be called without a socket. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** What a process serves. Hono apps fit: their `fetch` is such a function. */
export interface Planes {
  readonly business: { readonly fetch: FetchHandler };
  readonly admin: { readonly fetch: FetchHandler };
  /** Ends what the service runs in the background; called once, after the listeners closed. */
  readonly stop: () => Promise<void> | void;
  /** Begins background work; called once, after the listeners opened and `ready` was told. */
  readonly begin?: () => void;
}

/** Both listeners of a process, open. */
export interface OpenPlanes {
  /** TCP port of the business plane; differs from the configured one only where that was 0. */
  readonly port: number;
  close(): Promise<void>;
}

/** The part of the configuration that the frame itself reads. */
export interface FrameConfig {
  readonly listen: Listener;
  readonly adminSocketPath: string;
}

/** zod shape of the part that all process configurations share; spread it into a `z.object`. */
export const frameShape = {
  listen: z.object({ host: z.string().min(1), port: z.int().min(0).max(65_535) }),
  adminSocketPath: z.string().min(1),
};

// An idle connection must outlive the longest stall of a drill: where the server gives up first, the
// client sees an orderly end that no fault made.
const KEEP_ALIVE_MS = 180_000;

/** Opens both planes. Rejects where a port is in use or the socket's folder is missing. */
export async function openPlanes(config: FrameConfig, planes: Planes): Promise<OpenPlanes> {
  const business = createListener(planes.business.fetch);
  const admin = createListener(planes.admin.fetch);
  // A killed process leaves its socket file behind, and binding to it again would fail.
  rmSync(config.adminSocketPath, { force: true });
  await listening(admin, { path: config.adminSocketPath });
  try {
    await listening(business, config.listen);
  } catch (error) {
    await closed(admin);
    throw error;
  }
  return {
    port: portOf(business),
    async close() {
      await Promise.all([closed(business), closed(admin)]);
      await planes.stop();
    },
  };
}

/**
 * Runs a process from start to end: the configuration file is the first command-line argument.
 * A configuration that does not fit, or a listener that cannot open, ends the process with status 1
 * and a sentence on standard error.
 */
export async function runProcess<Config extends FrameConfig>(
  schema: z.ZodType<Config>,
  build: (config: Config) => Planes,
): Promise<void> {
  try {
    const config = readConfig(schema, process.argv[2]);
    const planes = build(config);
    const open = await openPlanes(config, planes);
    endWithParent(open);
    printEvent({ type: 'ready' });
    planes.begin?.();
  } catch (error) {
    log(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
    process.stdin.destroy();
  }
}

/** Reads and checks a configuration file; throws an error that says which file and what is wrong. */
export function readConfig<Config>(schema: z.ZodType<Config>, path: string | undefined): Config {
  if (path === undefined) throw new Error('Usage: node <entry> <configuration.json>');
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) {
    throw new Error(`Configuration ${path} does not fit:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

function createListener(handler: FetchHandler): Server {
  const options = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node demands that a header may take longer than an idle pause, and it must not cut off a
    // request that a fault holds up.
    headersTimeout: KEEP_ALIVE_MS + 10_000,
    requestTimeout: 0,
    noDelay: true,
  };
  const listener = getRequestListener(handler);
  return createServer(options, (incoming, outgoing) => void listener(incoming, outgoing));
}

/** TCP port of a server; 0 where it listens on none. */
function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listening(server: Server, where: Listener | { readonly path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...where }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function endWithParent(open: OpenPlanes): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // An orderly end is a courtesy: durability does not depend on it, so it may not hang.
    setTimeout(() => process.exit(1), 3_000).unref();
    open.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end);
  process.stdin.on('end', end);
  process.stdin.on('close', end);
  process.stdin.on('error', end);
  process.stdin.resume();
}
