// Figures as people read them: the digits here, the units and their order in figure-words.ts. No
// locale data of the runtime is used, so the same drill gives the same bytes everywhere.

import { formatDuration, formatLongDuration } from '../model/duration.ts';
import type { Interval } from '../statements/index.ts';
import type { FigureWords } from './figure-words.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** Whatever knows how a language writes figures. */
interface WithFigures {
  readonly figures: FigureWords;
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
export function formatTime(durationMs: number, words: WithFigures): string {
  const { figures } = words;
  if (durationMs < 0) return `−${formatTime(-durationMs, words)}`;
  if (durationMs < 10) return figures.milliseconds(withoutTrailingZeros(durationMs.toFixed(2)));
  if (Math.round(durationMs) < SECOND_MS) return figures.milliseconds(durationMs.toFixed(0));
  if (Math.round(durationMs / 10) < MINUTE_MS / 10) {
    return figures.seconds((durationMs / SECOND_MS).toFixed(2));
  }
  return formatLongDuration(durationMs, figures);
}

/** A length of time at a glance, for what passes by: `850 ms`, `2.3 s`, `2 min 5 s`. */
export function formatGlance(durationMs: number, { figures }: WithFigures): string {
  return formatDuration(durationMs, figures);
}

/** A length of time that somebody stated, without needless zeros: `12 s`, `1.5 s`, `3 h`. */
export function formatStatedTime(durationMs: number, words: WithFigures): string {
  return durationMs >= SECOND_MS && durationMs < MINUTE_MS
    ? words.figures.seconds(withoutTrailingZeros((durationMs / SECOND_MS).toFixed(3)))
    : formatTime(durationMs, words);
}

/** A point on the drill's time axis: seconds with two decimals, negative before the origin. */
export function formatMoment(timeMs: number, { figures }: WithFigures): string {
  const figure = (Math.abs(timeMs) / SECOND_MS).toFixed(2);
  return figures.seconds(timeMs < 0 && Number(figure) !== 0 ? `−${figure}` : figure);
}

/** A point on the drill's time axis that may be missing. */
export function formatMomentOrNone(timeMs: number | null, words: WithFigures): string {
  return timeMs === null ? words.figures.none : formatMoment(timeMs, words);
}

/** A length of time that may be missing. */
export function formatTimeOrNone(durationMs: number | null, words: WithFigures): string {
  return durationMs === null ? words.figures.none : formatTime(durationMs, words);
}

/** The point to quote and its bounds: `2.31 s [2.29 s, 2.33 s]`. */
export function formatBounds({ low, best, high }: Interval, words: WithFigures): string {
  const text = (value: number): string => formatTime(value, words);
  if (low === high) return text(best);
  return words.figures.interval(text(best), text(low), text(high));
}

/** A share in per cent with three decimals, rounded down so that 100 % means all. */
export function formatShare(share: number, { figures }: WithFigures): string {
  return figures.percent((Math.floor(share * 100_000) / 1_000).toFixed(3));
}

/** A share that lies between two others: one figure where they are equal. */
export function formatShareRange(low: number, high: number, words: WithFigures): string {
  const worst = formatShare(low, words);
  return low === high ? worst : words.figures.range(worst, formatShare(high, words));
}

/** A share that was asked for, without needless zeros. */
export function formatFloor(share: number, { figures }: WithFigures): string {
  return figures.percent(withoutTrailingZeros((share * 100).toFixed(4)));
}

/** An amount in won; `—` when there is none. */
export function formatWon(won: number | null, { figures }: WithFigures): string {
  return won === null ? figures.none : figures.won(formatCount(won));
}

/** A wall-clock time in the clock of the catalogue; what is no time is printed as it is. */
export function formatWallClock(isoTime: string, { figures }: WithFigures): string {
  const at = Date.parse(isoTime);
  if (Number.isNaN(at)) return isoTime === '' ? figures.none : isoTime;
  const shifted = new Date(at + figures.clockOffsetMinutes * MINUTE_MS).toISOString();
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 19)} ${figures.clockName}`;
}
