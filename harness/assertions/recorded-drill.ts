// The recorded drill as suites see it: by service, with accessors that throw where nothing was
// measured instead of giving a figure that could pass for one. Judging is the matchers' part.

import type {
  BooksMeasurement,
  InstrumentProblem,
  Integrity,
  OperationReconciliation,
  RecoveryPoint,
  ServiceMeasurement,
} from '../analysis/analysis.ts';
import type { OperationId } from '../model/load.ts';
import type { Stage } from '../model/runbook.ts';
import { inconclusive } from './inconclusive.ts';
import type { RecordedData } from './provided.ts';

/** Writes of a service that were acknowledged and did not survive. */
export interface LostWrites {
  readonly count: number;
  readonly won: number;
  /** Writes acknowledged in the exposure window before the first effect. */
  readonly exposed: number;
}

/** One service in the recorded drill. */
export interface RecordedService {
  readonly kind: 'recorded-service';
  readonly id: string;
  readonly data: RecordedData;
  /** As analysed; what could not be measured says so itself. */
  readonly measurement: ServiceMeasurement;
  readonly recoveryPoint: RecoveryPoint;
  readonly integrity: Integrity;
  /** Rows of this service's instances, in both readings. */
  readonly books: readonly BooksMeasurement[];
  /** What is wrong with the measuring of this service. */
  readonly problems: readonly InstrumentProblem[];
  /** The reconciliation of one of its write operations. Throws where there is none. */
  operation(id: OperationId): OperationReconciliation;
  /** The lost writes. Throws where they were not measured, or the measuring is in doubt. */
  lostWrites(): LostWrites;
  /** Milliseconds from the clock's start to a stage. Throws where it did not happen. */
  stageMs(stage: Stage): number;
}

/** The recorded drill. */
export interface RecordedDrill {
  readonly kind: 'recorded-drill';
  readonly data: RecordedData;
  /** One service. Throws where the drill put no load on a service of that name. */
  service(id: string): RecordedService;
}

/** The problems that concern a service. */
function problemsOf(data: RecordedData, service: string): readonly InstrumentProblem[] {
  return data.analysis.instrument.problems.filter(
    ({ services }) => services === null || services.includes(service),
  );
}

function lostWritesOf(id: string, point: RecoveryPoint, doubt?: InstrumentProblem): LostWrites {
  if (point.kind === 'unknown') {
    return inconclusive({ kind: 'losses-not-measured', service: id, why: point.reason });
  }
  if (doubt !== undefined) {
    return inconclusive({ kind: 'losses-in-doubt', service: id, problem: doubt });
  }
  return { count: point.lost, won: point.lostWon, exposed: point.exposedAcknowledged };
}

function recordedService(data: RecordedData, id: string): RecordedService {
  const { services, recoveryPoints, integrity, books, reconciliation } = data.analysis;
  const measurement = services.find(({ service }) => service === id);
  if (measurement === undefined) {
    const known = services.map(({ service }) => service);
    return inconclusive({ kind: 'no-such-service', service: id, known });
  }
  const absent = { kind: 'unknown', reason: { kind: 'not-analysed' } } as const;
  const point = recoveryPoints.find(({ service }) => service === id)?.recoveryPoint ?? absent;
  const problems = problemsOf(data, id);
  return {
    kind: 'recorded-service',
    id,
    data,
    measurement,
    recoveryPoint: point,
    integrity: integrity.find(({ service }) => service === id)?.integrity ?? absent,
    books: books.filter(({ instance }) => instance.split('@')[0] === id),
    problems,
    operation: (name) =>
      reconciliation.find(({ operation, service }) => operation === name && service === id) ??
      inconclusive({ kind: 'no-such-operation', service: id, operation: name }),
    lostWrites: () => lostWritesOf(id, point, problems[0]),
    stageMs: (stage) =>
      measurement.stages.find(({ mark }) => mark === stage)?.atMs ??
      inconclusive({ kind: 'stage-did-not-happen', service: id, stage }),
  };
}

/** The view of a recorded drill. */
export function recordedDrill(data: RecordedData): RecordedDrill {
  return { kind: 'recorded-drill', data, service: (id) => recordedService(data, id) };
}
