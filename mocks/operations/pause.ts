// Waiting, for loops that are bounded in count.

/** Resolves after so many milliseconds; does not keep a process alive by itself. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, durationMs));
  });
}
