// Matchers on the evidence itself: whether faults were what the plan says, whether the instrument
// can be believed, whether one instance alone was in charge. A broken instrument is no miss of the
// system under drill: it ends inconclusive, and only `.not` can state it.

import type { BooksMeasurement, InstrumentProblem } from '../analysis/analysis.ts';
import {
  type AssertionFinding,
  drillSubject,
  type MatcherContext,
  matcherResult,
  serviceSubject,
} from './finding.ts';
import type { RecordedDrill, RecordedService } from './recorded-drill.ts';

const CONCERNS_READINGS: ReadonlySet<InstrumentProblem['code']> = new Set([
  'reading-missing',
  'reading-not-quiet',
  'journal-damaged',
  'drill-incomplete',
]);

function faultFinding({ data }: RecordedDrill, isNot: boolean): AssertionFinding {
  const confirmations = data.plan.faults.map(({ id }) => ({
    id,
    state: data.analysis.faults.find(({ fault }) => fault === id)?.confirmation ?? 'not-injected',
  }));
  if (confirmations.length === 0) {
    return { value: 'inconclusive', reason: 'The plan has no fault, so none can be confirmed.' };
  }
  const reason = confirmations.map(({ id, state }) => `${id}: ${state}`).join(', ');
  if (confirmations.every(({ state }) => state === 'confirmed')) return { value: 'met', reason };
  const refuted = confirmations.some(({ state }) => state === 'mismatch');
  return { value: refuted && isNot ? 'missed' : 'inconclusive', reason };
}

function toHaveConfirmedFaults(this: MatcherContext, received: unknown) {
  const drill = drillSubject(received, 'toHaveConfirmedFaults');
  return matcherResult(
    'drill to have confirmed faults',
    faultFinding(drill, this.isNot),
    this.isNot,
  );
}

function instrumentFinding({ data }: RecordedDrill, isNot: boolean): AssertionFinding {
  const { problems, attempts, dropped, scheduled } = data.analysis.instrument;
  const basis = `Basis: ${attempts} attempts, ${dropped} of ${scheduled} arrivals dropped.`;
  const [first] = problems;
  if (first !== undefined) {
    const more = problems.length === 1 ? '' : ` (+${problems.length - 1})`;
    const reason = `${first.code}: ${first.message}${more}. ${basis}`;
    return { value: isNot ? 'missed' : 'inconclusive', reason };
  }
  if (attempts === 0) return { value: 'inconclusive', reason: `No load at all. ${basis}` };
  return { value: 'met', reason: `No problem was found. ${basis}` };
}

function toHaveTrustworthyInstrument(this: MatcherContext, received: unknown) {
  const drill = drillSubject(received, 'toHaveTrustworthyInstrument');
  const finding = instrumentFinding(drill, this.isNot);
  return matcherResult('drill to have a trustworthy instrument', finding, this.isNot);
}

function describeBooks(rows: readonly BooksMeasurement[]): string {
  return rows
    .map(({ reading, instance, role, epoch }) => `${reading}: ${instance} ${role} epoch ${epoch}`)
    .join(', ');
}

/** One primary in each reading, and nobody in a higher epoch than it. */
function onePrimary({ books, problems }: RecordedService): AssertionFinding {
  const reason = `The readings show ${describeBooks(books) || 'nothing'}.`;
  const readings = (['first', 'second'] as const).map((name) =>
    books.filter(({ reading }) => reading === name),
  );
  const primaries = readings.map((rows) => rows.filter(({ role }) => role === 'primary'));
  const overruled = readings.some((rows, index) =>
    rows.some(({ epoch }) => epoch > (primaries[index]?.[0]?.epoch ?? Number.POSITIVE_INFINITY)),
  );
  if (overruled || primaries.some(({ length }) => length > 1)) return { value: 'missed', reason };
  const doubt = problems.find(({ code }) => CONCERNS_READINGS.has(code));
  if (doubt !== undefined) {
    const told = `The measuring is in doubt: ${doubt.message}. ${reason}`;
    return { value: 'inconclusive', reason: told };
  }
  const complete = primaries.every(({ length }) => length === 1);
  return { value: complete ? 'met' : 'inconclusive', reason };
}

function toHaveOnePrimary(this: MatcherContext, received: unknown) {
  const service = serviceSubject(received, 'toHaveOnePrimary');
  const words = `${service.id} to have one primary in each reading`;
  return matcherResult(words, onePrimary(service), this.isNot);
}

/** The matchers on evidence. */
export const evidenceMatchers = {
  toHaveConfirmedFaults,
  toHaveTrustworthyInstrument,
  toHaveOnePrimary,
};
