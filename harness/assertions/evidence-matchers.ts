// Matchers on the evidence itself: whether faults were what the plan says, whether the instrument
// can be believed, whether one instance alone was in charge. A broken instrument is no miss of the
// system under drill: it ends inconclusive, and only `.not` can state it.

import type { ProblemCode } from '../statements/index.ts';
import {
  type Answer,
  drillSubject,
  type MatcherContext,
  matcherResult,
  serviceSubject,
} from './finding.ts';
import type { RecordedDrill, RecordedService } from './recorded-drill.ts';

const CONCERNS_READINGS: ReadonlySet<ProblemCode> = new Set([
  'reading-missing',
  'reading-without-primary',
  'reading-not-quiet',
  'journal-damaged',
  'drill-interrupted',
  'method-not-started',
  'end-not-recorded',
]);

function faultAnswer({ data }: RecordedDrill, isNot: MatcherContext['isNot']): Answer {
  const faults = data.plan.faults.map(({ id }) => ({
    fault: id,
    confirmation:
      data.analysis.faults.find(({ fault }) => fault === id)?.confirmation ?? 'not-injected',
  }));
  if (faults.length === 0) return { value: 'inconclusive', finding: { kind: 'no-fault-planned' } };
  const finding = { kind: 'confirmations', faults } as const;
  if (faults.every(({ confirmation }) => confirmation === 'confirmed')) {
    return { value: 'met', finding };
  }
  const refuted = faults.some(({ confirmation }) => confirmation === 'mismatch');
  return { value: refuted && isNot === true ? 'missed' : 'inconclusive', finding };
}

function toHaveConfirmedFaults(this: MatcherContext, received: unknown) {
  const drill = drillSubject(received, 'toHaveConfirmedFaults');
  const answer = faultAnswer(drill, this.isNot);
  return matcherResult({ kind: 'have-confirmed-faults' }, answer, this.isNot);
}

function instrumentAnswer({ data }: RecordedDrill, isNot: MatcherContext['isNot']): Answer {
  const { problems, attempts, dropped, scheduled } = data.analysis.instrument;
  const basis = { kind: 'load', attempts, dropped, scheduled } as const;
  const [first, ...others] = problems;
  if (first !== undefined) {
    const finding = { kind: 'problems', first, others: others.length, basis } as const;
    return { value: isNot === true ? 'missed' : 'inconclusive', finding };
  }
  return attempts === 0
    ? { value: 'inconclusive', finding: { kind: 'no-load', basis } }
    : { value: 'met', finding: { kind: 'no-problem', basis } };
}

function toHaveTrustworthyInstrument(this: MatcherContext, received: unknown) {
  const drill = drillSubject(received, 'toHaveTrustworthyInstrument');
  const answer = instrumentAnswer(drill, this.isNot);
  return matcherResult({ kind: 'have-sound-instrument' }, answer, this.isNot);
}

/** One primary in each reading, and nobody in a higher epoch than it. */
function onePrimary({ books, problems }: RecordedService): Answer {
  const roles = books.map(({ reading, instance, role, epoch }) => ({
    reading,
    instance,
    role,
    epoch,
  }));
  const readings = (['first', 'second'] as const).map((name) =>
    books.filter(({ reading }) => reading === name),
  );
  const primaries = readings.map((rows) => rows.filter(({ role }) => role === 'primary'));
  const overruled = readings.some((rows, index) =>
    rows.some(({ epoch }) => epoch > (primaries[index]?.[0]?.epoch ?? Number.POSITIVE_INFINITY)),
  );
  const shown = { kind: 'roles', roles, doubt: null } as const;
  if (overruled || primaries.some(({ length }) => length > 1)) {
    return { value: 'missed', finding: shown };
  }
  const doubt = problems.find(({ code }) => CONCERNS_READINGS.has(code));
  if (doubt !== undefined) return { value: 'inconclusive', finding: { ...shown, doubt } };
  const complete = primaries.every(({ length }) => length === 1);
  return { value: complete ? 'met' : 'inconclusive', finding: shown };
}

function toHaveOnePrimary(this: MatcherContext, received: unknown) {
  const service = serviceSubject(received, 'toHaveOnePrimary');
  const expectation = { kind: 'have-one-primary', service: service.id } as const;
  return matcherResult(expectation, onePrimary(service), this.isNot);
}

/** The matchers on evidence. */
export const evidenceMatchers = {
  toHaveConfirmedFaults,
  toHaveTrustworthyInstrument,
  toHaveOnePrimary,
};
