// What the parts of the live view draw on: rows of toned segments, cut so that none ever wraps.

import type { Language } from '../model/text.ts';
import { formatGlance } from '../wording/index.ts';
import type { Painter, Tone } from './paint.ts';
import { cutText, plainText, textWidth } from './text-width.ts';
import type { Wording } from './wording.ts';

/** Where and how is drawn. */
export interface Canvas {
  readonly columns: number;
  readonly paint: Painter;
  /** Present drill time, ms. */
  readonly nowMs: number;
  readonly wording: Wording;
  readonly language: Language;
}

/** A piece of a row with one meaning. */
export interface Segment {
  readonly text: string;
  readonly tone: Tone;
}

/** A row and how much it matters when the terminal is too low. */
export interface Block {
  readonly weight: 'needed' | 'useful' | 'spare';
  readonly text: string;
}

/** A time that moves on screen: always with tenths of a second below a minute, so that it stands still. */
export function movingTime(durationMs: number, wording: Wording): string {
  const shownMs = Math.max(0, durationMs);
  return shownMs < 59_950
    ? wording.figures.seconds((shownMs / 1_000).toFixed(1))
    : formatGlance(shownMs, wording);
}

/** One row, cut to the canvas. */
export function row({ columns, paint }: Canvas, segments: readonly Segment[]): string {
  let left = columns;
  let painted = '';
  for (const { text, tone } of segments) {
    const plain = plainText(text);
    const cut = cutText(plain, left);
    painted += paint(tone, cut);
    left -= textWidth(cut);
    if (cut !== plain) break;
  }
  return painted;
}

/** A part of a row that is shown whole or not at all; the lower its rank, the more it matters. */
export interface Part {
  readonly rank: number;
  readonly segments: readonly Segment[];
}

/** As many of the parts as fit, those of lower rank first; they stay in their order. */
export function fitParts(parts: readonly Part[], columns: number): readonly Segment[] {
  const kept = new Set<number>();
  let left = columns;
  const byRank = parts
    .map(({ rank, segments }, index) => ({ rank, index, width: widthOf(segments) }))
    .toSorted((one, other) => one.rank - other.rank);
  for (const { index, width } of byRank) {
    if (width > left) continue;
    kept.add(index);
    left -= width;
  }
  return parts.flatMap(({ segments }, index) => (kept.has(index) ? segments : []));
}

function widthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { text }) => sum + textWidth(text), 0);
}
