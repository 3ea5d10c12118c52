// Durations as people write them ("12s", "1.5s", "250ms", "3h") and as the code uses them
// (milliseconds, in names that end in `Ms`). A number without a unit is refused, because a bare
// 30 has been read as seconds by one person and as milliseconds by the next.

/** A duration with its unit, as scenarios state it: `"250ms"`, `"12s"`, `"2m"`, `"3h"`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h'}`;

const UNIT_MS = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
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

/** How a language writes units of time. */
export interface TimeUnits {
  readonly milliseconds: (figure: string) => string;
  readonly seconds: (figure: string) => string;
  readonly minutes: (figure: string) => string;
  readonly hours: (figure: string) => string;
}

/** Units of time in English. */
export const ENGLISH_UNITS: TimeUnits = {
  milliseconds: (figure) => `${figure} ms`,
  seconds: (figure) => `${figure} s`,
  minutes: (figure) => `${figure} min`,
  hours: (figure) => `${figure} h`,
};

/**
 * A duration for people, rounded to what one takes in at a glance: "850 ms", "12.3 s", "2 min 5 s",
 * "48 h 45 min".
 */
export function formatDuration(durationInMs: number, units: TimeUnits = ENGLISH_UNITS): string {
  if (durationInMs < 0) return `−${formatDuration(-durationInMs, units)}`;
  const wholeMs = Math.round(durationInMs);
  if (wholeMs < 1_000) return units.milliseconds(String(wholeMs));
  if (Math.round(durationInMs / 100) < 600) return units.seconds((durationInMs / 1_000).toFixed(1));
  return formatLongDuration(durationInMs, units);
}

/** A duration of a minute or more in its two largest units: "2 min 5 s", "48 h 45 min". */
export function formatLongDuration(durationInMs: number, units: TimeUnits): string {
  const minutes = Math.floor(Math.round(durationInMs / 1_000) / 60);
  if (minutes < 60) {
    const seconds = Math.round(durationInMs / 1_000) % 60;
    const rest = seconds === 0 ? [] : [units.seconds(String(seconds))];
    return [units.minutes(String(minutes)), ...rest].join(' ');
  }
  const rest = minutes % 60 === 0 ? [] : [units.minutes(String(minutes % 60))];
  return [units.hours(String(Math.floor(minutes / 60))), ...rest].join(' ');
}
