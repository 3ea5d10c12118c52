// Reading idempotency keys out of books: `operation:n` of the load, `service:operation:n` of a payment
// that another service made for it, `monitor:…` of the monitor's own operations.

/** Prefix of the keys of monitor, deep checks and confirmations; they belong to no client. */
const RESERVED_PREFIX = 'monitor:';

/** Whose operation a key is. */
export type KeyOwner =
  | { readonly kind: 'client'; readonly operation: string; readonly operationNumber: number }
  /** Made by another service on behalf of a client's operation. */
  | { readonly kind: 'payment'; readonly operation: string; readonly operationNumber: number }
  | { readonly kind: 'reserved' }
  | { readonly kind: 'unknown' };

function numberOf(text: string): number | null {
  return /^(?:0|[1-9]\d{0,8})$/.test(text) ? Number(text) : null;
}

/** Tells whose operation a key is, given the services of the estate. */
export function ownerOf(key: string, services: ReadonlySet<string>): KeyOwner {
  if (key.startsWith(RESERVED_PREFIX)) return { kind: 'reserved' };
  const parts = key.split(':');
  const operationNumber = numberOf(parts.at(-1) ?? '');
  const operation = parts.at(-2);
  if (operationNumber === null || operation === undefined) return { kind: 'unknown' };
  if (parts.length === 2) return { kind: 'client', operation, operationNumber };
  if (parts.length === 3 && services.has(parts[0] ?? '')) {
    return { kind: 'payment', operation, operationNumber };
  }
  return { kind: 'unknown' };
}
