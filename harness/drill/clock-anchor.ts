// Wall clock and monotonic clock read at one moment, so that times of the load generator, which
// knows only the wall clock, can be put on the drill's own axis.

import type { ClockAnchor } from '../journal/events.ts';

/** The wall clock of JavaScript has whole milliseconds: an edge between two gives it exactly. */
const LONGEST_SPIN_NS = 20_000_000n;

/** Takes an anchor at the next edge of the wall clock's millisecond; spins for at most 20 ms. */
export function takeClockAnchor(): ClockAnchor {
  const startedNs = process.hrtime.bigint();
  const startedMs = Date.now();
  let beforeNs = startedNs;
  for (;;) {
    const wallMs = Date.now();
    const nowNs = process.hrtime.bigint();
    if (wallMs !== startedMs || nowNs - startedNs > LONGEST_SPIN_NS) {
      return {
        wallNs: (BigInt(wallMs) * 1_000_000n).toString(),
        monotonicNs: nowNs.toString(),
        uncertaintyUs: Number(nowNs - beforeNs) / 1e3,
      };
    }
    beforeNs = nowNs;
  }
}
