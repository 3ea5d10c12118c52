// The two clocks of a service: its own wall clock, which clock faults move, and pauses on the
// monotonic clock. Nobody else reads Date, so that a moved clock moves everything it should.

/** A service's wall clock; milliseconds since 1970. */
export type WallClock = () => number;

/** A wall clock that differs from the machine's by `offsetMs`. */
export function wallClock(offsetMs: number): WallClock {
  return () => Date.now() + offsetMs;
}

/** Digits `YYYYMMDDhhmmss` of a wall-clock time in Korea, the form that the partners' messages use. */
export function koreanDigits(atMs: number): string {
  const koreaAheadMs = 9 * 60 * 60 * 1_000;
  return new Date(atMs + koreaAheadMs).toISOString().replaceAll(/\D/g, '').slice(0, 14);
}

/** Waits; ends early and without an error when the signal says so. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end, { once: true });
  });
}
