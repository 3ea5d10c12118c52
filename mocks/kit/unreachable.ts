// The end of an exhaustive switch. The harness has one of its own: the estate imports nothing of it.

/** Ends an exhaustive switch; reaching it is a bug of ours. */
export function unreachable(value: never): never {
  throw new Error(`Internal error: unexpected value ${JSON.stringify(value)}`);
}
