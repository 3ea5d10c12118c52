// The admin plane of a service instance: counters, state and books, for the harness alone. It serves
// no business route. Books are read through a connection of their own, as one snapshot.

import { DatabaseSync } from 'node:sqlite';
import { Hono } from 'hono';

import { integerOf } from '../books/database.ts';
import type { Domain } from '../books/domain.ts';
import { strandedEntries } from '../books/entry-log.ts';
import type { BookedOperation, BooksSummary, InstanceState } from '../contract.ts';
import type { CounterBoard } from '../counters.ts';

/** What the admin plane is made of. */
export interface AdminParts {
  readonly databasePath: string;
  readonly domain: Domain;
  readonly counters: CounterBoard;
  readonly state: () => InstanceState;
}

/** Builds the admin plane. */
export function createAdminApp(parts: AdminParts): Hono {
  const { counters, domain, databasePath } = parts;
  const app = new Hono();
  app.get('/counters', (context) => context.json(counters.snapshot()));
  app.get('/state', (context) => context.json(parts.state()));
  app.get('/books/summary', (context) => context.json(summarise(parts)));
  app.get('/books/operations', () =>
    streamLines(databasePath, (database) => domain.operations(database)),
  );
  app.get('/books/stranded', () =>
    streamLines(databasePath, (database) => strandedOperations(domain, database)),
  );
  return app;
}

function summarise({ databasePath, domain, state }: AdminParts): BooksSummary {
  const database = openSnapshot(databasePath);
  try {
    const ledger = domain.ledger(database);
    return {
      state: state(),
      operations: count(domain.operations(database)),
      stranded: count(strandedOperations(domain, database)),
      ledgerSumWon: ledger?.ledgerSumWon ?? null,
      moneyWon: ledger?.moneyWon ?? null,
      expectedMoneyWon: ledger?.expectedMoneyWon ?? null,
    };
  } finally {
    database.close();
  }
}

/** Operations that a deposed primary had committed and its successor never got. */
function* strandedOperations(domain: Domain, database: DatabaseSync): Generator<BookedOperation> {
  for (const entry of strandedEntries(database)) {
    const operation = domain.operationOf(entry);
    if (operation === null || entry.key === null) continue;
    yield { key: entry.key, ...operation, seq: entry.seq, epoch: entry.epoch, effects: 1 };
  }
}

function openSnapshot(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec('BEGIN');
  // A transaction takes its snapshot at the first read.
  integerOf(database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}, 'tables');
  return database;
}

const LINES_AT_ONCE = 500;

/** Newline-delimited JSON, made as the reader takes it. */
function streamLines(
  path: string,
  open: (database: DatabaseSync) => Iterable<BookedOperation>,
): Response {
  const database = openSnapshot(path);
  const operations = open(database)[Symbol.iterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      let lines = '';
      for (let index = 0; index < LINES_AT_ONCE; index += 1) {
        const next = operations.next();
        if (next.done === true) {
          controller.enqueue(encoder.encode(lines));
          controller.close();
          database.close();
          return;
        }
        lines += `${JSON.stringify(next.value)}\n`;
      }
      controller.enqueue(encoder.encode(lines));
    },
    cancel() {
      database.close();
    },
  });
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson' } });
}

function count(items: Iterable<unknown>): number {
  let total = 0;
  for (const _ of items) total += 1;
  return total;
}
