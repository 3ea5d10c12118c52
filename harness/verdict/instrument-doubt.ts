// What a broken instrument does to a finding: nothing that rests on it can be met, and a miss stays
// missed unless it rests on the very thing that is broken (design decision 12).

import type { InstrumentProblem, ServiceMeasurement } from '../analysis/index.ts';
import { durationMs } from '../model/duration.ts';
import type { Objective } from '../model/objective.ts';
import type { ProblemCode, Reason } from '../statements/index.ts';
import type { Finding } from './finding.ts';

/** Problems of the books alone: what the clients saw does not rest on them. */
const BOOKS_ONLY: ReadonlySet<ProblemCode> = new Set([
  'reading-missing',
  'reading-without-primary',
  'reading-not-quiet',
]);

/** Problems that can by themselves make a service look down or late. */
const FEIGNS_OUTAGE: ReadonlySet<ProblemCode> = new Set([
  'steady-state-broken',
  'clock-stepped',
  'proxy-wedged',
]);

function restsOnBooks(objective: Objective): boolean {
  return (
    objective.kind === 'recovery-point' ||
    objective.kind === 'integrity' ||
    objective.kind === 'failback'
  );
}

/** The problems on which an objective rests. */
export function problemsOf(
  objective: Objective,
  problems: readonly InstrumentProblem[],
): readonly InstrumentProblem[] {
  return problems.filter(({ code, services }) => {
    if (BOOKS_ONLY.has(code) && !restsOnBooks(objective)) return false;
    return services === null || services.includes(objective.service);
  });
}

/**
 * True unless the miss stands without the drops: availability by its share among completed events,
 * the rest by other bad events that outnumber the drops and, for an RTO, reach beyond its end.
 */
function dropsExplainMiss(objective: Objective, measurement: ServiceMeasurement): boolean {
  const { errors, events, good, clockStartedAt } = measurement;
  const dropped = errors.find(({ outcome }) => outcome === 'dropped')?.count ?? 0;
  if (objective.kind === 'availability') {
    return events === dropped || good / (events - dropped) >= objective.floor;
  }
  if (measurement.bad - dropped <= dropped) return true;
  if (objective.kind !== 'recovery-time') return false;
  const rtoEndsAt = (clockStartedAt ?? 0) + durationMs(objective.rto);
  return !errors.some(({ outcome, lastAt }) => outcome !== 'dropped' && lastAt >= rtoEndsAt);
}

function undermines(
  { code }: InstrumentProblem,
  objective: Objective,
  measurement: ServiceMeasurement | undefined,
): boolean {
  // Lost and doubled operations stand in the books, whatever the load or the clock did.
  if (objective.kind === 'recovery-point' || objective.kind === 'integrity') return false;
  if (code === 'dropped-arrivals') {
    return measurement !== undefined && dropsExplainMiss(objective, measurement);
  }
  return FEIGNS_OUTAGE.has(code);
}

/** A finding after the quality of the measuring was considered. */
export type WeighedFinding = Omit<Finding, 'reason'> & { readonly reason: Reason };

/** Weighs a finding against the problems of the measuring. */
export function weigh(
  finding: Finding,
  objective: Objective,
  on: {
    readonly problems: readonly InstrumentProblem[];
    readonly measurement: ServiceMeasurement | undefined;
  },
): WeighedFinding {
  const concerning = problemsOf(objective, on.problems);
  const doubts =
    finding.value === 'missed'
      ? concerning.filter((problem) => undermines(problem, objective, on.measurement))
      : concerning;
  const [problem, ...others] = doubts;
  if (problem === undefined) return finding;
  return {
    value: 'inconclusive',
    reason: {
      kind: 'measuring-in-doubt',
      problem,
      others: others.length,
      otherwise: finding.reason,
    },
    measured: finding.measured,
  };
}
