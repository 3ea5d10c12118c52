// The five figures that a manager looks for first, computed once for every format.

import type { DrillReport } from './drill-report.ts';
import { rtoMsOf } from './wording.ts';

type Service = DrillReport['services'][number];

/** The slowest recovery: a service that did not recover is slower than any that did. */
export interface SlowestRecovery {
  readonly service: Service;
  readonly recovered: boolean;
  /** Time to recover, or how long it was seen not to. */
  readonly timeMs: number;
  readonly rtoMs: number | null;
}

/** The first figures of a report; null where nothing was measured. */
export interface KeyFigures {
  readonly slowestRecovery: SlowestRecovery | null;
  readonly lost: { readonly operations: number; readonly won: number } | null;
  readonly lowestAvailability: { readonly service: Service; readonly share: number } | null;
  readonly integrity: { readonly broken: number; readonly unknown: number; readonly all: number };
  readonly problems: number;
}

function slowestRecovery(report: DrillReport): SlowestRecovery | null {
  const candidates = report.services.flatMap((service): SlowestRecovery[] => {
    const { recovery } = service;
    const rtoMs = rtoMsOf(report, service.service);
    if (recovery.kind === 'recovered') {
      const timeMs = recovery.timeToRecoverMs.best;
      return [{ service, recovered: true, timeMs, rtoMs }];
    }
    if (recovery.kind !== 'not-recovered') return [];
    return [{ service, recovered: false, timeMs: recovery.observedMs, rtoMs }];
  });
  const rank = (it: SlowestRecovery): number => (it.recovered ? it.timeMs : Infinity);
  const worst = Math.max(...candidates.map(rank));
  const slowest = candidates.filter((it) => rank(it) === worst);
  // Of equally slow ones, the one that has an RTO says more.
  return slowest.find(({ rtoMs }) => rtoMs !== null) ?? slowest[0] ?? null;
}

function totalLost(report: DrillReport): KeyFigures['lost'] {
  const points = report.recoveryPoints.map(({ recoveryPoint }) => recoveryPoint);
  const measured = points.filter((point) => point.kind === 'measured');
  if (measured.length === 0) return null;
  return {
    operations: measured.reduce((sum, { lost }) => sum + lost, 0),
    won: measured.reduce((sum, { lostWon }) => sum + lostWon, 0),
  };
}

function lowestAvailability(report: DrillReport): KeyFigures['lowestAvailability'] {
  const measured = report.services.filter(({ events }) => events > 0);
  const shares = measured.map((service) => ({ service, share: service.availability.corrected }));
  return shares.toSorted((left, right) => left.share - right.share)[0] ?? null;
}

/** The first figures of a report. */
export function keyFiguresOf(report: DrillReport): KeyFigures {
  const integrity = report.integrity.map((entry) => entry.integrity.kind);
  return {
    slowestRecovery: slowestRecovery(report),
    lost: totalLost(report),
    lowestAvailability: lowestAvailability(report),
    integrity: {
      broken: integrity.filter((kind) => kind === 'broken').length,
      unknown: integrity.filter((kind) => kind === 'unknown').length,
      all: integrity.length,
    },
    problems: report.instrument.problems.length,
  };
}
