// Quality of the load generator and the clock in figures.

import type { InstrumentProblem, InstrumentQuality } from './analysis.ts';
import type { AnalysisInput } from './analysis-input.ts';
import type { Arrivals } from './arrivals.ts';
import type { JournalFacts } from './journal-facts.ts';
import { quantile } from './quantile.ts';

/** What the quality is summed up from. */
export interface QualitySource {
  readonly input: AnalysisInput;
  readonly facts: JournalFacts;
  readonly clockStepMs: number;
  readonly arrivals: readonly Arrivals[];
  readonly problems: readonly InstrumentProblem[];
}

/** Lateness of all first attempts in ms, ascending. */
function allLateness(arrivals: readonly Arrivals[]): Float32Array {
  const length = arrivals.reduce((sum, { latenessMs }) => sum + latenessMs.length, 0);
  const all = new Float32Array(length);
  let next = 0;
  for (const { latenessMs } of arrivals) {
    all.set(latenessMs, next);
    next += latenessMs.length;
  }
  return all.sort();
}

/** Sums up the quality of the measuring. */
export function instrumentQuality(source: QualitySource): InstrumentQuality {
  const { arrivals, facts } = source;
  const lateness = allLateness(arrivals);
  return {
    attempts: source.input.samples.attempts.count,
    scheduled: arrivals.reduce((sum, { count }) => sum + count, 0),
    dropped: arrivals.reduce((sum, { dropped }) => sum + dropped, 0),
    latenessMs: {
      p50: quantile(lateness, 0.5) ?? 0,
      p99: quantile(lateness, 0.99) ?? 0,
      max: quantile(lateness, 1) ?? 0,
    },
    clockStepMs: source.clockStepMs,
    confirmations: facts.faults.flatMap(({ fault, confirmation, bracketMs }) =>
      confirmation === 'not-injected' || bracketMs === null
        ? []
        : [{ fault, confirmation, bracketMs }],
    ),
    problems: source.problems,
  };
}
