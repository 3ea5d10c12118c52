// Service instances for tests: in this process, with real SQLite and real sockets, alone or as a pair
// with links between the two. Everything is taken down by the test's own hooks.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import type { DomainBooks } from '../../../../mocks/kit/books/domain.ts';
import { call } from '../../../../mocks/kit/call.ts';
import type {
  BookedOperation,
  BooksSummary,
  InstanceState,
  ReplicationMode,
  ServiceConfig,
} from '../../../../mocks/kit/contract.ts';
import type { UnstampedEvent } from '../../../../mocks/kit/events.ts';
import { openPlanes } from '../../../../mocks/kit/process.ts';
import type { ServiceDefinition } from '../../../../mocks/kit/service/definition.ts';
import { createService, type ServiceInstance } from '../../../../mocks/kit/service/service.ts';
import { readOperations, readSummary } from './admin.ts';
import { type Link, openLink } from './link.ts';

/** A running instance. */
export interface RunningInstance {
  readonly config: ServiceConfig;
  readonly url: string;
  readonly port: number;
  readonly events: UnstampedEvent[];
  readonly service: ServiceInstance;
  state(): InstanceState;
  /** POSTs a write with an idempotency key. */
  write(path: string, key: string, body: unknown): ReturnType<typeof call>;
  post(path: string, body?: unknown): ReturnType<typeof call>;
  get(path: string): ReturnType<typeof call>;
  summary(): Promise<BooksSummary>;
  operations(which?: 'operations' | 'stranded'): Promise<readonly BookedOperation[]>;
  stop(): Promise<void>;
}

/** A fresh directory that goes when the test ends. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'firedrill-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A configuration with everything that a test does not care about. */
export function configFor(overrides: Partial<ServiceConfig>): ServiceConfig {
  const dataDirectory = overrides.dataDirectory ?? temporaryDirectory();
  return {
    listen: { host: '127.0.0.1', port: 0 },
    adminSocketPath: join(dataDirectory, 'admin.sock'),
    service: 'bank',
    site: 'daejeon',
    dataDirectory,
    initialRole: 'primary',
    peerUrl: null,
    replication: { mode: 'sync-or-degrade', degradeAfterMs: 300 },
    frontDoorUrl: null,
    partnerUrl: 'http://127.0.0.1:9/partner',
    callTimeoutMs: 800,
    clockOffsetMs: 0,
    synchronous: 'FULL',
    ...overrides,
  };
}

/** Starts an instance; it stops with the test. */
export async function startInstance<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
  config: ServiceConfig,
): Promise<RunningInstance> {
  const events: UnstampedEvent[] = [];
  const service = createService(definition, config, (event) => events.push(event));
  const open = await openPlanes(config, service);
  service.begin();
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await open.close();
  };
  onTestFinished(stop);
  const url = `http://127.0.0.1:${open.port}`;
  return {
    config,
    url,
    port: open.port,
    events,
    service,
    state: () => service.replica.state(),
    write: (path, key, body) =>
      call(url + path, {
        method: 'POST',
        body,
        headers: { 'idempotency-key': key },
        timeoutMs: 5_000,
      }),
    post: (path, body) => call(url + path, { method: 'POST', body: body ?? {}, timeoutMs: 6_000 }),
    get: (path) => call(url + path, { timeoutMs: 5_000 }),
    summary: () => readSummary(service),
    operations: (which) => readOperations(service, which),
    stop,
  };
}

/** Two instances of a service and the links between them. */
export interface Pair {
  readonly primary: RunningInstance;
  readonly standby: RunningInstance;
  /** From the primary's site to the standby's. */
  readonly forth: Link;
  readonly back: Link;
}

/** Starts a pair and waits until it is protected. */
export async function startPair<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
  options: Partial<ServiceConfig> & { readonly mode: ReplicationMode },
): Promise<Pair> {
  const { mode, ...overrides } = options;
  const [forth, back] = await Promise.all([openLink(), openLink()]);
  onTestFinished(() => Promise.all([forth.close(), back.close()]).then(() => undefined));
  const replication = { degradeAfterMs: 300, ...overrides.replication, mode };
  const standby = await startInstance(
    definition,
    configFor({
      ...overrides,
      site: 'gongju',
      initialRole: 'standby',
      peerUrl: back.url,
      replication,
    }),
  );
  forth.leadTo(standby.port);
  const primary = await startInstance(
    definition,
    configFor({ ...overrides, peerUrl: forth.url, replication }),
  );
  back.leadTo(primary.port);
  await until('the pair is protected', () => primary.state().protected);
  return { primary, standby, forth, back };
}

/** Starts a stopped instance again on the same data directory and port. */
export function restart<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
  instance: RunningInstance,
): Promise<RunningInstance> {
  const listen = { host: '127.0.0.1', port: instance.port };
  return startInstance(definition, { ...instance.config, listen });
}

/** Waits until something holds; gives up after `limitMs` with an error that says what did not. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 5_000,
): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadlineMs) throw new Error(`Within ${limitMs} ms not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
