// How each language writes figures: units, intervals, the clock. The digits are made in figures.ts.

import { ENGLISH_UNITS, type TimeUnits } from '../model/duration.ts';

/** How a language writes figures. */
export interface FigureWords extends TimeUnits {
  readonly won: (figure: string) => string;
  readonly percent: (figure: string) => string;
  readonly perSecond: (figure: string) => string;
  readonly interval: (best: string, low: string, high: string) => string;
  /** From the worst to the best that it may be. */
  readonly range: (low: string, high: string) => string;
  readonly none: string;
  /** Of the clock in which the language's readers live, against UTC. */
  readonly clockOffsetMinutes: number;
  readonly clockName: string;
}

/** Figures in English. */
export const FIGURES_EN: FigureWords = {
  ...ENGLISH_UNITS,
  won: (figure) => `${figure} won`,
  percent: (figure) => `${figure} %`,
  perSecond: (figure) => `${figure}/s`,
  interval: (best, low, high) => `${best} [${low}, ${high}]`,
  range: (low, high) => `${low} – ${high}`,
  none: '—',
  clockOffsetMinutes: 0,
  clockName: 'UTC',
};

/** Figures in Korean. */
export const FIGURES_KO: FigureWords = {
  milliseconds: (figure) => `${figure}ms`,
  seconds: (figure) => `${figure}초`,
  minutes: (figure) => `${figure}분`,
  hours: (figure) => `${figure}시간`,
  won: (figure) => `${figure}원`,
  percent: (figure) => `${figure}%`,
  perSecond: (figure) => `초당 ${figure}건`,
  interval: (best, low, high) => `${best} [${low}, ${high}]`,
  range: (low, high) => `${low} – ${high}`,
  none: '—',
  clockOffsetMinutes: 540,
  clockName: 'KST',
};
