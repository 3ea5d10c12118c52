// Holds what the client knows of every write operation against the books, and puts each into one
// class (design decision 8). Data loss in time is recovery-point.ts, balance is integrity.ts.

import { WRITE_OPERATIONS } from '../model/load.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { OperationClass, OperationExample, OperationReconciliation } from './analysis.ts';
import type { InstanceReading } from './analysis-input.ts';
import { NO_SAMPLE } from './arrivals.ts';
import { type ClientLedger, clientLedger } from './client-ledger.ts';
import type { DrillClock } from './drill-clock.ts';
import type { Samples } from './samples.ts';
import { type ServerLedger, serverLedger } from './server-ledger.ts';

/** One write operation, compared; `classOf` and `acknowledgedAt` go by operation number. */
export interface ReconciledOperation {
  readonly result: OperationReconciliation;
  readonly count: number;
  /** Payments for other services that stand in this service's books more than once. */
  readonly duplicatedPayments: number;
  classOf(operationNumber: number): OperationClass;
  /** Drill time in ms; null when there was no acknowledgement. */
  acknowledgedAt(operationNumber: number): number | null;
}

/** What reconciliation works on. */
export interface ReconciliationSource {
  readonly plan: DrillPlan;
  readonly samples: Samples;
  readonly readings: readonly InstanceReading[];
  readonly clock: DrillClock;
  /** False when samples may be missing at the end: operations beyond them are then no surprise. */
  readonly samplesComplete: boolean;
  /** Time in which acknowledged writes count as exposed, by service; drill time in ms. */
  readonly exposure: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
}

/** Classes of which examples are kept. */
const WORST: readonly OperationClass[] = ['lost', 'stranded', 'duplicated', 'unexpected'];
const FIRST_EXAMPLES = 3;
const LAST_EXAMPLES = 2;

function noCounts(): Record<OperationClass, number> {
  return {
    ok: 0,
    failed: 0,
    lost: 0,
    recovered: 0,
    duplicated: 0,
    unexpected: 0,
    indeterminate: 0,
    stranded: 0,
  };
}

/** The class of one attempted operation. The first reading decides what is lost (decision 9). */
export function classify(
  client: ClientLedger,
  server: ServerLedger,
  operationNumber: number,
): OperationClass {
  const knowledge = client.knows(operationNumber);
  const { first, second } = server.effects;
  const inFirst = first?.[operationNumber] ?? 0;
  const inSecond = second?.[operationNumber] ?? 0;
  if (inFirst > 1 || inSecond > 1) return 'duplicated';
  const stands = inFirst === 1 || inSecond === 1;
  if (knowledge === 'acknowledged') {
    if (first === null) return 'indeterminate';
    if (inFirst === 1 && (second === null || inSecond === 1)) return 'ok';
    return server.stranded[operationNumber] === 1 ? 'stranded' : 'lost';
  }
  if (knowledge === 'failed') return stands ? 'unexpected' : 'failed';
  return stands ? 'recovered' : 'indeterminate';
}

/** Keeps the first three and the last two examples of each of the worst classes. */
function exampleKeeper(): {
  add(kind: OperationClass, example: OperationExample): void;
  take(): OperationReconciliation['examples'];
} {
  const kept = new Map<OperationClass, { first: OperationExample[]; last: OperationExample[] }>();
  return {
    add(kind, example) {
      if (!WORST.includes(kind)) return;
      const examples = kept.get(kind) ?? { first: [], last: [] };
      kept.set(kind, examples);
      if (examples.first.length < FIRST_EXAMPLES) {
        examples.first.push(example);
        return;
      }
      examples.last.push(example);
      if (examples.last.length > LAST_EXAMPLES) examples.last.shift();
    },
    take: () =>
      Object.fromEntries([...kept].map(([kind, { first, last }]) => [kind, [...first, ...last]])),
  };
}

function reconcile(
  source: ReconciliationSource,
  client: ClientLedger,
  of: { readonly service: string; readonly server: ServerLedger },
): ReconciledOperation {
  const { samples, clock } = source;
  const { server } = of;
  const counts = noCounts();
  const won = noCounts();
  const examples = exampleKeeper();
  const window = source.exposure.get(of.service);
  let acknowledged = 0;
  let exposedAcknowledged = 0;
  const acknowledgedAt = (number: number): number | null => {
    const row = client.acknowledgedRow(number);
    return row === NO_SAMPLE ? null : clock.drillTimeOf(samples.attempts.endMs(row));
  };
  for (let number = 0; number < client.count; number += 1) {
    const kind = classify(client, server, number);
    const amount = server.won[number] ?? 0;
    const at = acknowledgedAt(number);
    counts[kind] += 1;
    won[kind] += amount;
    if (at !== null) {
      acknowledged += 1;
      if (window !== undefined && at >= window.from && at <= window.to) exposedAcknowledged += 1;
    }
    if (!WORST.includes(kind)) continue;
    const key = `${client.operation}:${number}`;
    examples.add(kind, { key, won: amount === 0 ? null : amount, acknowledgedAt: at });
  }
  for (const stranger of server.unexpected) {
    const kind = source.samplesComplete ? 'unexpected' : 'recovered';
    counts[kind] += 1;
    won[kind] += stranger.won;
    examples.add(kind, { key: stranger.key, won: stranger.won, acknowledgedAt: null });
  }
  return {
    result: {
      operation: client.operation,
      service: of.service,
      attempted: client.count,
      acknowledged,
      counts,
      won,
      examples: examples.take(),
      exposedAcknowledged,
    },
    count: client.count,
    duplicatedPayments: server.duplicatedPayments,
    classOf: (number) => classify(client, server, number),
    acknowledgedAt,
  };
}

/** Reconciles every write operation of the plan, in the plan's order. */
export function reconcileAll(source: ReconciliationSource): readonly ReconciledOperation[] {
  const { plan, samples } = source;
  const planned = plan.operations.filter(({ operation }) => WRITE_OPERATIONS.includes(operation));
  const clients = planned.map(({ operation }) => clientLedger(samples, operation));
  const attempted = new Map(clients.map((client) => [client.operation, client.count]));
  const services = new Set(plan.estate.services.map((service) => service.id));
  const answered = new Set<string>();
  return planned.flatMap(({ operation, service }, index) => {
    const client = clients[index];
    if (client === undefined) return [];
    const collectsStrangers = !answered.has(service);
    answered.add(service);
    const scope = { operation, service, services, attempted, collectsStrangers };
    const server = serverLedger(source.readings, scope);
    return [reconcile(source, client, { service, server })];
  });
}
