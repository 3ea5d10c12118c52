// Waiting on the monotonic clock: a pause, and a deadline on somebody else's work. What is waited for
// is the affair of the caller.

/** Resolves after so many milliseconds; at once for a negative number. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, durationMs));
  });
}

/** The work's result, or a rejection when it takes longer; the work itself is not ended. */
export async function withDeadline<Value>(
  work: Promise<Value>,
  deadlineMs: number,
  what: string,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} took longer than ${Math.round(deadlineMs)} ms`));
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
