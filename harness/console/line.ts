// One plain line about a drill, before it gets its time.

import type { Tone } from './paint.ts';

/** One line. Headlines stay above the live view; details stand in logs only. */
export interface Line {
  readonly weight: 'headline' | 'detail';
  readonly tone: Tone;
  readonly text: string;
}

/** A line for logs only. */
export function detail(text: string): readonly Line[] {
  return [{ weight: 'detail', tone: 'plain', text }];
}

/** A line that a person must see. */
export function headline(tone: Tone, text: string): readonly Line[] {
  return [{ weight: 'headline', tone, text }];
}
