// What came of undoing a lab or a part of one, as values that can be put together. Undoing itself is in
// undo-lab.ts and the files of its parts.

/** Something that could not be undone. */
export interface Left {
  readonly what: string;
  readonly reason: string;
  /** What a person can type to undo it. */
  readonly commands: readonly string[];
}

/** What came of undoing. */
export interface Undone {
  readonly removed: readonly string[];
  readonly left: readonly Left[];
}

/** Nothing was there. */
export const NOTHING: Undone = { removed: [], left: [] };

/** Several of them together. */
export function together(parts: readonly Undone[]): Undone {
  return {
    removed: parts.flatMap(({ removed }) => removed),
    left: parts.flatMap(({ left }) => left),
  };
}
