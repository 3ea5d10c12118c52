// Durations as people write them ("12s", "1.5s", "250ms", "3h") and as the code uses them
// (milliseconds, in names that end in `Ms`). A number without a unit is refused, because a bare
// 30 has been read as seconds by one person and as milliseconds by the next.

/** A duration with its unit, as scenarios state it: `"250ms"`, `"12s"`, `"2m"`, `"3h"`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h'}`;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const UNIT_MS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', MINUTE_MS],
  ['h', HOUR_MS],
]);
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/;

/** Milliseconds of a duration text, or undefined when it is negative, unit-less or no duration. */
export function tryParseDuration(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined;
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, amount, unit] = match;
  const unitMs = UNIT_MS.get(unit ?? '');
  return unitMs === undefined ? undefined : Number(amount) * unitMs;
}

/** Milliseconds of a duration that has already been validated. Throws on anything else. */
export function durationMs(text: DurationText): number {
  const value = tryParseDuration(text);
  if (value === undefined) throw new Error(`Internal error: "${text}" is no validated duration`);
  return value;
}

/** A duration for people: "850 ms", "12.3 s", "2 min 5 s", "48 h 45 min". */
export function formatDuration(durationInMs: number): string {
  if (durationInMs < 0) return `-${formatDuration(-durationInMs)}`;
  if (durationInMs < 1_000) return `${Math.round(durationInMs)} ms`;
  if (durationInMs < 60_000) return `${(durationInMs / 1_000).toFixed(1)} s`;
  if (durationInMs < HOUR_MS) {
    const minutes = Math.floor(durationInMs / MINUTE_MS);
    const seconds = Math.round((durationInMs % MINUTE_MS) / 1_000);
    return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
  }
  const hours = Math.floor(durationInMs / HOUR_MS);
  const minutes = Math.round((durationInMs % HOUR_MS) / MINUTE_MS);
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
