// Figures as verdicts print them, the same in both languages. Sentences stand where they are needed.

import type { Interval } from '../analysis/index.ts';
import { formatDuration } from '../model/duration.ts';

/** `12.3 s [12.2 s, 12.4 s]`: the point to quote and its interval. */
export function formatInterval(interval: Interval): string {
  const { low, best, high } = interval;
  return `${formatDuration(best)} [${formatDuration(low)}, ${formatDuration(high)}]`;
}

/** A share as per cent with three decimals, rounded down so that 100 % means all. */
export function formatShare(share: number): string {
  return `${(Math.floor(share * 100_000) / 1_000).toFixed(3)} %`;
}
