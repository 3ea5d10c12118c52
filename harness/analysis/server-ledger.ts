// What the books hold of the client's operations: effects in the primary's books of each reading,
// operations that are stranded on a fenced site, amounts. 7 bytes an operation.

import type { ReadingName } from '../journal/events.ts';
import type { InstanceReading, ReadOperation } from './analysis-input.ts';
import { ownerOf } from './operation-keys.ts';

/** The books' side of one write operation. */
export interface ServerLedger {
  /** Effects by operation number, at most 255; null without a primary's books in that reading. */
  readonly effects: Readonly<Record<ReadingName, Uint8Array | null>>;
  /** 1 where a returned site holds the operation outside the books that count. */
  readonly stranded: Uint8Array;
  /** Amount in won; 0: not known, because it stands in no books that were read. */
  readonly won: Uint32Array;
  /** Operations that stand in the books and that no client ever attempted. */
  readonly unexpected: readonly ReadOperation[];
  /** Payments for other services that stand more than once. */
  readonly duplicatedPayments: number;
}

/** The instance that is in charge of a service in a reading: primary with the highest epoch. */
export function primaryReading(
  readings: readonly InstanceReading[],
  of: { readonly service: string; readonly reading: ReadingName },
): InstanceReading | null {
  let primary: InstanceReading | null = null;
  for (const candidate of readings) {
    const { state } = candidate.summary;
    if (candidate.reading !== of.reading || state.service !== of.service) continue;
    if (state.role !== 'primary') continue;
    if (primary === null || state.epoch > primary.summary.state.epoch) primary = candidate;
  }
  return primary;
}

/** What `serverLedger` needs to tell keys apart. */
export interface KeyScope {
  readonly operation: string;
  readonly service: string;
  /** Every service of the estate. */
  readonly services: ReadonlySet<string>;
  /** Numbers attempted, by operation: a number below is known, one from there on is not. */
  readonly attempted: ReadonlyMap<string, number>;
  /** True when this operation answers for keys of its service's books that nobody owns. */
  readonly collectsStrangers: boolean;
}

function isStranger(key: string, scope: KeyScope): boolean {
  const owner = ownerOf(key, scope.services);
  if (owner.kind === 'reserved') return false;
  if (owner.kind === 'unknown') return scope.collectsStrangers;
  const known = scope.attempted.get(owner.operation);
  const isMine = owner.kind === 'client' && owner.operation === scope.operation;
  if (isMine) return owner.operationNumber >= (known ?? 0);
  if (!scope.collectsStrangers) return false;
  return known === undefined || owner.operationNumber >= known;
}

/** Reads the books of a service for one write operation. */
export function serverLedger(readings: readonly InstanceReading[], scope: KeyScope): ServerLedger {
  const count = scope.attempted.get(scope.operation) ?? 0;
  const stranded = new Uint8Array(count);
  const won = new Uint32Array(count);
  const strangers = new Map<string, ReadOperation>();
  const duplicated = new Set<string>();
  const prefix = `${scope.operation}:`;
  const numberOf = (key: string): number => {
    if (!key.startsWith(prefix)) return -1;
    const owner = ownerOf(key, scope.services);
    if (owner.kind !== 'client') return -1;
    return owner.operationNumber < count ? owner.operationNumber : -1;
  };
  const effectsOf = (reading: ReadingName): Uint8Array | null => {
    const primary = primaryReading(readings, { service: scope.service, reading });
    if (primary === null) return null;
    const effects = new Uint8Array(count);
    for (const booked of primary.operations) {
      const number = numberOf(booked.key);
      if (number !== -1) {
        effects[number] = Math.min(255, (effects[number] ?? 0) + booked.effects);
        won[number] = booked.won;
      } else if (isStranger(booked.key, scope)) {
        strangers.set(booked.key, booked);
      } else if (booked.effects > 1 && scope.collectsStrangers) {
        if (ownerOf(booked.key, scope.services).kind === 'payment') duplicated.add(booked.key);
      }
    }
    return effects;
  };
  const effects = { first: effectsOf('first'), second: effectsOf('second') };
  for (const instance of readings) {
    if (instance.reading !== 'second' || instance.summary.state.service !== scope.service) continue;
    for (const operation of instance.stranded) {
      const number = numberOf(operation.key);
      if (number === -1) continue;
      stranded[number] = 1;
      if (won[number] === 0) won[number] = operation.won;
    }
  }
  return {
    effects,
    stranded,
    won,
    unexpected: [...strangers.values()],
    duplicatedPayments: duplicated.size,
  };
}
