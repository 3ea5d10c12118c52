// What a user can get wrong, as values: where it is, what is wrong, and how to cure it. Problems
// are collected and shown together. Our own bugs are thrown errors, never problems.

/** One thing wrong with what the user gave us. */
export interface Problem {
  /** Where: a path into the scenario ("faults[1].at"), a file, an option. */
  readonly place: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly cure: string;
}

/** A value, or everything that is wrong at once. */
export type Result<Value, Failure = readonly Problem[]> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** A successful result. */
export function success<Value>(value: Value): Result<Value, never> {
  return { ok: true, value };
}

/** A failed result. */
export function failure<Failure>(error: Failure): Result<never, Failure> {
  return { ok: false, error };
}

/** Ends an exhaustive switch; reaching it is a bug of ours. */
export function unreachable(value: never): never {
  throw new Error(`Internal error: unexpected value ${JSON.stringify(value)}`);
}

/** The words of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
