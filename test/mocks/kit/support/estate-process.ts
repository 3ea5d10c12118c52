// Processes of the estate as they really run: `node <entry> <configuration>`, signals, events on
// standard output, and the admin plane through its Unix socket. Everything ends with the test.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

import type { FrameConfig } from '../../../../mocks/kit/process.ts';

/** A process of the estate that has said `ready`. */
export interface EstateProcess {
  readonly url: string;
  /** What it told so far, parsed. */
  readonly events: readonly Record<string, unknown>[];
  /** Standard error so far. */
  readonly errors: () => string;
  signal(name: NodeJS.Signals): void;
  /** Sends a signal and waits until the process has ended; gives its exit status (null: killed). */
  end(name: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** `GET` on the admin plane. */
  admin(path: string): Promise<string>;
}

/** How a process is started. */
export interface StartOptions {
  /** Command that runs the process under it, for example a tracer. */
  readonly under?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Written to standard input. */
  readonly input?: string;
}

const READY_LIMIT_MS = 20_000;
const mocks = fileURLToPath(new URL('../../../../mocks/', import.meta.url));

/** Starts `mocks/<program>/main.ts` and waits until it is ready; rejects where it ends before. */
export async function startProcess<Config extends FrameConfig>(
  program: string,
  config: Config,
  { under = [], args = [], env = {}, input }: StartOptions = {},
): Promise<EstateProcess> {
  const configPath = join(dirname(config.adminSocketPath), `${program}.json`);
  writeFileSync(configPath, JSON.stringify(config));
  const [command = '', ...rest] = [
    ...under,
    process.execPath,
    join(mocks, program, 'main.ts'),
    configPath,
    ...args,
  ];
  const child = spawn(command, rest, { env: { ...process.env, ...env }, detached: true });
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const signal = (name: NodeJS.Signals): void => signalGroup(child, name);
  const end = (name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    signal(name);
    return exit;
  };
  onTestFinished(() => end('SIGKILL').then(() => undefined));
  const events: Record<string, unknown>[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => events.push(JSON.parse(line)));
  if (input !== undefined) child.stdin.write(input);
  const started = Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(READY_LIMIT_MS) }).then(() => true),
    exit.then(() => false),
  ]);
  if (!(await started)) throw new Error(`${program} ended before it was ready: ${errors}`);
  return {
    url: `http://${config.listen.host}:${config.listen.port}`,
    events,
    errors: () => errors,
    signal,
    end,
    admin: (path) => getFromSocket(config.adminSocketPath, path),
  };
}

/** A port below the ephemeral range on which nothing listens. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = 24_000 + Math.floor(Math.random() * 8_000);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await Promise.race([
      once(server, 'listening').then(() => true),
      once(server, 'error').then(() => false),
    ]).catch(() => false);
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('No free port between 24,000 and 32,000');
}

/** To the whole group, so that a tracer and what it traces get it. */
function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended on its own in this very moment.
  }
}

function getFromSocket(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path, agent: false, timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (data: string) => (text += data));
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error(`No answer to ${path}`)));
    call.on('error', reject);
    call.end();
  });
}
