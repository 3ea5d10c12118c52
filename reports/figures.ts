// Figures as the reports print them: the digits here, the units and their order in the catalogue.
// No locale data of the runtime is used, so the same report gives the same bytes everywhere.

import type { Catalogue } from './catalogue/index.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

interface Bounds {
  readonly low: number;
  readonly best: number;
  readonly high: number;
}

/** A whole number with thousands separators. */
export function formatCount(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function withoutTrailingZeros(figure: string): string {
  return figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure;
}

/**
 * A measured length of time. Below a minute at the resolution of the measuring: `850 ms`, `2.30 s`;
 * above it in two units: `2 min 5 s`, `48 h 45 min`.
 */
export function formatTime(durationMs: number, catalogue: Catalogue): string {
  const { figures } = catalogue;
  if (durationMs < 0) return `−${formatTime(-durationMs, catalogue)}`;
  if (durationMs < 10) return figures.milliseconds(withoutTrailingZeros(durationMs.toFixed(2)));
  if (Math.round(durationMs) < SECOND_MS) return figures.milliseconds(durationMs.toFixed(0));
  if (Math.round(durationMs / 10) < MINUTE_MS / 10) {
    return figures.seconds((durationMs / SECOND_MS).toFixed(2));
  }
  const wholeSeconds = Math.round(durationMs / SECOND_MS);
  const hours = Math.floor(wholeSeconds / 3_600);
  const minutes = Math.floor((wholeSeconds % 3_600) / 60);
  const parts =
    hours === 0
      ? [figures.minutes(String(minutes)), ...secondsPart(wholeSeconds % 60, figures)]
      : [
          figures.hours(String(hours)),
          ...(minutes === 0 ? [] : [figures.minutes(String(minutes))]),
        ];
  return parts.join(' ');
}

/** A length of time that somebody stated, without needless zeros: `12 s`, `1.5 s`, `3 h`. */
export function formatStatedTime(durationMs: number, catalogue: Catalogue): string {
  return durationMs >= SECOND_MS && durationMs < MINUTE_MS
    ? catalogue.figures.seconds(withoutTrailingZeros((durationMs / SECOND_MS).toFixed(3)))
    : formatTime(durationMs, catalogue);
}

function secondsPart(seconds: number, figures: Catalogue['figures']): readonly string[] {
  return seconds === 0 ? [] : [figures.seconds(String(seconds))];
}

/** A point on the drill's time axis: seconds with two decimals, negative before the origin. */
export function formatMoment(timeMs: number, { figures }: Catalogue): string {
  const figure = (Math.abs(timeMs) / SECOND_MS).toFixed(2);
  return figures.seconds(timeMs < 0 && Number(figure) !== 0 ? `−${figure}` : figure);
}

/** A point on the drill's time axis that may be missing. */
export function formatMomentOrNone(timeMs: number | null, catalogue: Catalogue): string {
  return timeMs === null ? catalogue.figures.none : formatMoment(timeMs, catalogue);
}

/** A length of time that may be missing. */
export function formatTimeOrNone(durationMs: number | null, catalogue: Catalogue): string {
  return durationMs === null ? catalogue.figures.none : formatTime(durationMs, catalogue);
}

/** The point to quote and its bounds: `2.31 s [2.29 s, 2.33 s]`. */
export function formatBounds({ low, best, high }: Bounds, catalogue: Catalogue): string {
  const text = (value: number): string => formatTime(value, catalogue);
  if (low === high) return text(best);
  return catalogue.figures.interval(text(best), text(low), text(high));
}

/** A share in per cent with three decimals, rounded down so that 100 % means all. */
export function formatShare(share: number, { figures }: Catalogue): string {
  return figures.percent((Math.floor(share * 100_000) / 1_000).toFixed(3));
}

/** A share that was asked for, without needless zeros. */
export function formatFloor(share: number, { figures }: Catalogue): string {
  return figures.percent(withoutTrailingZeros((share * 100).toFixed(4)));
}

/** An amount in won; `—` when there is none. */
export function formatWon(won: number | null, { figures }: Catalogue): string {
  return won === null ? figures.none : figures.won(formatCount(won));
}

/** A wall-clock time in the clock of the catalogue; what is no time is printed as it is. */
export function formatWallClock(isoTime: string, { figures }: Catalogue): string {
  const at = Date.parse(isoTime);
  if (Number.isNaN(at)) return isoTime === '' ? figures.none : isoTime;
  const shifted = new Date(at + figures.clockOffsetMinutes * MINUTE_MS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${figures.clockName}`;
}
