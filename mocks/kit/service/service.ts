// Puts a service instance together: books, replica, business plane, admin plane. Whoever calls it
// opens the listeners, so tests can call the planes without a socket.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Books } from '../books/books.ts';
import type { DomainBooks } from '../books/domain.ts';
import { serviceConfigSchema } from '../configuration.ts';
import type { ServiceConfig } from '../contract.ts';
import { createCounters } from '../counters.ts';
import { printEvent, type TellEvent } from '../events.ts';
import { type Planes, runProcess } from '../process.ts';
import { Replica } from '../replica/replica.ts';
import { wallClock } from '../time.ts';
import { createAdminApp } from './admin-app.ts';
import { createBusinessApp } from './business-app.ts';
import type { ServiceDefinition } from './definition.ts';

/** A service instance whose listeners are not open yet. */
export interface ServiceInstance extends Planes {
  readonly begin: () => void;
  readonly stop: () => void;
  readonly replica: Replica;
}

/** Opens the books and builds both planes. Throws where the data directory cannot be used. */
export function createService<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
  config: ServiceConfig,
  tell: TellEvent,
): ServiceInstance {
  mkdirSync(config.dataDirectory, { recursive: true });
  const databasePath = join(config.dataDirectory, `${config.service}.db`);
  const { synchronous, initialRole, clockOffsetMs } = config;
  const { domain } = definition;
  const books = new Books({ path: databasePath, synchronous, initialRole, domain });
  const replica = new Replica({ config, books, tell });
  const counters = createCounters();
  const business = createBusinessApp(definition, {
    config,
    books,
    replica,
    counters,
    wallClock: wallClock(clockOffsetMs),
  });
  const admin = createAdminApp({ databasePath, domain, counters, state: () => replica.state() });
  return {
    business,
    admin,
    replica,
    begin: () => replica.begin(),
    stop: () => {
      replica.stop();
      books.close();
    },
  };
}

/** Runs a service as a process of its own. */
export function runService<Own extends DomainBooks, Body>(
  definition: ServiceDefinition<Own, Body>,
): Promise<void> {
  return runProcess(serviceConfigSchema, (config) => createService(definition, config, printEvent));
}
