// Each matcher asked three times: where it holds, where it does not, and where nothing was
// measured.

// The matcher that follows an expectation is chosen by the case.
/* oxlint-disable vitest/valid-expect */
import { describe, expect, test } from 'vitest';
import { INCONCLUSIVE } from '../../../harness/assertions/inconclusive.ts';
import { matchers } from '../../../harness/assertions/matchers.ts';
import {
  type RecordedDrill,
  type RecordedService,
  recordedDrill,
} from '../../../harness/assertions/recorded-drill.ts';
import type { IntegrityFinding, NotMeasured } from '../../../harness/statements/index.ts';
import { banksBooks, type Changes, goodAnalysis, recorded } from './recorded.ts';

expect.extend(matchers);

type Ask = (subject: {
  readonly is: ReturnType<typeof expect<RecordedService | RecordedDrill>>;
  readonly drill: RecordedDrill;
}) => void;

interface Case {
  readonly ask: Ask;
  readonly of?: 'bank' | 'post' | 'drill';
  readonly holds?: Changes;
  readonly fails?: Changes;
  /** Further drills in which it fails. */
  readonly alsoFails?: readonly Changes[];
  readonly unknown: readonly Changes[];
  /** What the message of a failure must name. */
  readonly names: readonly string[];
}

const recovered = (low: number, high: number, endedWithFault = false): Changes => ({
  bank: {
    recovery: {
      kind: 'recovered',
      timeToRecoverMs: { low, best: low, high },
      endedWithFault,
      flaps: 0,
    },
  },
});
const unknownRecovery: Changes = {
  bank: { recovery: { kind: 'unknown', reason: { kind: 'method-not-started' } } },
};
const notRecovered = (observedMs: number): Changes => ({
  bank: { recovery: { kind: 'not-recovered', observedMs } },
});
const failback = (disruptionMs: number, endedAt: number | null = 14_000): Changes => ({
  bank: { failback: { startedAt: 12_000, endedAt, badEvents: 3, disruptionMs } },
});
const stages = (...marks: readonly (readonly [string, number])[]): Changes => ({
  bank: { stages: marks.map(([mark, atMs]) => ({ mark, atMs })) },
});
const opened = (bankMs: number, postMs: number | null): Changes => ({
  services: goodAnalysis.services.map((it) => ({
    ...it,
    stages:
      it.service === 'bank'
        ? [{ mark: 'opened', atMs: bankMs }]
        : [postMs].flatMap((atMs) => (atMs === null ? [] : [{ mark: 'opened', atMs }])),
  })),
});
const without = (reading: 'first' | 'second'): Changes => ({
  books: banksBooks.filter((row) => row.reading !== reading),
});
const noClock: Changes = { bank: { clockStartedAt: null, stages: [] } };
const noLoad: Changes = {
  instrument: { ...goodAnalysis.instrument, attempts: 0, scheduled: 0 },
};
const LEDGER: IntegrityFinding = {
  kind: 'ledger-not-zero',
  instance: 'bank@gongju',
  reading: 'first',
  sumWon: 7,
};
const NO_BOOKS: NotMeasured = { kind: 'no-primary-books', readings: ['second'] };
const integrity = (of: 'broken' | 'unknown' | 'absent'): Changes => ({
  integrity:
    of === 'absent'
      ? []
      : [
          {
            service: 'bank',
            integrity:
              of === 'broken'
                ? { kind: 'broken', findings: [LEDGER] }
                : { kind: 'unknown', reason: NO_BOOKS },
          },
        ],
});

const CASES: Readonly<Record<string, Case>> = {
  toRecoverWithin: {
    ask: ({ is }) => is.toRecoverWithin('5s'),
    fails: recovered(6_000, 6_100),
    alsoFails: [notRecovered(8_000)],
    unknown: [
      unknownRecovery,
      recovered(4_900, 5_100),
      recovered(2_000, 2_100, true),
      notRecovered(3_000),
      { bank: { recovery: { kind: 'not-affected', goodEvents: 428 } } },
      { problem: 'fault-not-confirmed' },
      { problem: 'load-ended-early' },
    ],
    names: ['bank', 'recover within 5 s', '[6.00 s, 6.10 s]', '635 good and 43 bad events at 75/s'],
  },
  toLoseNoAcknowledgedWrite: {
    ask: ({ is }) => is.toLoseNoAcknowledgedWrite(),
    fails: { lost: { count: 3, ageMs: 200 } },
    unknown: [{ lost: 'unknown' }, { recoveryPoints: [] }, { problem: 'reading-missing' }],
    names: ['bank', '3 acknowledged writes are lost', '622 writes acknowledged of 651'],
  },
  toLoseAtMost: {
    ask: ({ is }) => is.toLoseAtMost({ writes: 5, age: '1s' }),
    holds: { lost: { count: 5, ageMs: 900 } },
    fails: { lost: { count: 6, ageMs: 200 } },
    alsoFails: [{ lost: { count: 1, ageMs: 1_500 } }],
    unknown: [{ lost: 'unknown' }, { lost: { count: 1, ageMs: 1_000 } }],
    names: ['6 acknowledged writes are lost; 5 may be'],
  },
  toBalance: {
    ask: ({ is }) => is.toBalance(),
    fails: integrity('broken'),
    unknown: [integrity('unknown'), integrity('absent'), { problem: 'reading-not-quiet' }],
    names: ['bank to balance', 'sums to 7 won'],
  },
  toStayAvailable: {
    ask: ({ is }) => is.toStayAvailable(0.9),
    fails: { bank: { availability: { raw: 0.8, corrected: 0.79 } } },
    unknown: [
      { bank: { availability: { raw: 0.91, corrected: 0.89 } } },
      { bank: { events: 0, good: 0, bad: 0 } },
      { problem: 'samples-cut-off' },
    ],
    names: ['stay 90 % available', '80.000 %'],
  },
  toBeUnaffected: {
    ask: ({ is }) => is.toBeUnaffected(),
    holds: { bank: { good: 678, bad: 0 } },
    fails: {},
    unknown: [
      { bank: { events: 100, good: 100, bad: 0 } },
      { bank: { events: 678, good: 677, bad: 1 } },
      { bank: { events: 0, good: 0, bad: 0 } },
    ],
    names: ['43 of 678 events were bad'],
  },
  toFailBackWithin: {
    ask: ({ is }) => is.toFailBackWithin('3s'),
    holds: failback(1_000),
    fails: failback(4_000),
    unknown: [{}, failback(1_000, null)],
    names: ['4.00 s', '3 s'],
  },
  toBeDetectedWithin: {
    ask: ({ is }) => is.toBeDetectedWithin('1s'),
    fails: stages(['detected', 1_500]),
    alsoFails: [stages()],
    unknown: [
      stages(['detected', 1_010]),
      noClock,
      { problem: 'fault-not-confirmed' },
      { ...stages(), problem: 'end-not-recorded' },
      { ...stages(), loadEndedAt: null },
      { ...stages(), loadEndedAt: 7_000 },
    ],
    names: ['detected within 1 s', '[1.48 s, 1.50 s]'],
  },
  toReachStages: {
    ask: ({ is }) => is.toReachStages('detected', 'promoted', 'opened'),
    fails: stages(['detected', 500], ['promoted', 700], ['opened', 600]),
    alsoFails: [stages(['detected', 500], ['promoted', 700])],
    unknown: [noClock, { problem: 'journal-damaged' }, { ...stages(), loadEndedAt: null }],
    names: ['detected, promoted, opened', '"opened" came before its turn', 'promoted 700 ms'],
  },
  toOpenAfter: {
    ask: ({ is, drill }) => is.toOpenAfter(drill.service('post')),
    holds: opened(900, 600),
    fails: opened(600, 900),
    unknown: [opened(600, null), { ...opened(900, 600), problem: 'fault-failed' }],
    names: ['bank to open after post', '300 ms earlier'],
  },
  toHaveOnePrimary: {
    ask: ({ is }) => is.toHaveOnePrimary(),
    fails: { books: banksBooks.map((row) => ({ ...row, role: 'primary' })) },
    alsoFails: [
      { books: banksBooks.map((row) => (row.role === 'primary' ? { ...row, epoch: 1 } : row)) },
    ],
    unknown: [without('first'), without('second'), { books: [] }, { problem: 'reading-missing' }],
    names: ['one primary in each reading', 'bank@daejeon primary epoch 2'],
  },
};

function asked(name: string, changes: Changes) {
  const { ask } = CASES[name] ?? { ask: () => {} };
  const drill = recordedDrill(recorded(changes));
  const is = expect<RecordedService | RecordedDrill>(drill.service('bank'));
  return {
    plainly: () => ask({ is, drill }),
    negated: () => ask({ is: is.not, drill }),
  };
}

const inconclusiveError = expect.objectContaining({ name: INCONCLUSIVE });

describe.each(Object.entries(CASES))('%s', (name, { holds, fails, alsoFails, unknown, names }) => {
  test('where it holds', () => {
    const { plainly, negated } = asked(name, holds ?? {});
    expect(plainly).not.toThrow();
    expect(negated).toThrow(/not to .*, but: /s);
    expect(negated).not.toThrow(inconclusiveError);
  });

  test.each([fails ?? {}, ...(alsoFails ?? [])])('where it does not: %#', (changes) => {
    const { plainly, negated } = asked(name, changes);
    expect(plainly).toThrow(/^expected .*, but: /s);
    expect(plainly).not.toThrow(inconclusiveError);
    expect(negated).not.toThrow();
  });

  test('names the figures', () => {
    for (const figure of names) expect(asked(name, fails ?? {}).plainly).toThrow(figure);
  });

  test.each(unknown)('where nothing is known, in neither direction: %#', (changes) => {
    const { plainly, negated } = asked(name, changes);
    expect(plainly).toThrow(inconclusiveError);
    expect(negated).toThrow(inconclusiveError);
  });

  test('asked of something else', () => {
    const { ask } = CASES[name] ?? { ask: () => {} };
    const drill = recordedDrill(recorded());
    const is = expect<RecordedService | RecordedDrill>(drill);
    expect(() => ask({ is, drill })).toThrow(inconclusiveError);
    expect(() => ask({ is: is.not, drill })).toThrow(inconclusiveError);
  });
});

test('faults: confirmed, refuted, and never a vacuous pass', () => {
  const of = (changes: Changes) => expect(recordedDrill(recorded(changes)));
  of({}).toHaveConfirmedFaults();
  expect(() => of({}).not.toHaveConfirmedFaults()).toThrow('bank-unreachable: confirmed');
  of({ confirmation: 'mismatch' }).not.toHaveConfirmedFaults();
  const doubtful: readonly Changes[] = [
    { confirmation: 'inconclusive' },
    { confirmation: 'not-injected' },
    { faults: [] },
    { withoutFaults: true },
  ];
  for (const changes of doubtful) {
    expect(() => of(changes).toHaveConfirmedFaults()).toThrow(inconclusiveError);
    expect(() => of(changes).not.toHaveConfirmedFaults()).toThrow(inconclusiveError);
  }
  // A fault that was not made shows nothing of the system: no miss.
  expect(() => of({ confirmation: 'mismatch' }).toHaveConfirmedFaults()).toThrow(inconclusiveError);
});

test('instrument: a problem is never a miss, and no load never a pass', () => {
  const of = (changes: Changes) => expect(recordedDrill(recorded(changes)));
  of({}).toHaveTrustworthyInstrument();
  expect(() => of({}).not.toHaveTrustworthyInstrument()).toThrow('1,626 attempts');
  of({ problem: 'clock-stepped' }).not.toHaveTrustworthyInstrument();
  for (const changes of [{ problem: 'clock-stepped' }, noLoad] as const) {
    expect(() => of(changes).toHaveTrustworthyInstrument()).toThrow(inconclusiveError);
  }
  expect(() => of(noLoad).not.toHaveTrustworthyInstrument()).toThrow(inconclusiveError);
});

test('bad limits are refused in both directions', () => {
  const bank = expect(recordedDrill(recorded()).service('bank'));
  for (const is of [bank, bank.not]) {
    // @ts-expect-error A duration needs its unit.
    expect(() => is.toRecoverWithin('12')).toThrow('"12" is no duration');
    // @ts-expect-error A duration needs its unit.
    expect(() => is.toBeDetectedWithin(3_000)).toThrow(inconclusiveError);
    expect(() => is.toStayAvailable(90)).toThrow('90 is no share');
    expect(() => is.toStayAvailable(Number.NaN)).toThrow(inconclusiveError);
    expect(() => is.toLoseAtMost({ writes: -1, age: '1s' })).toThrow(inconclusiveError);
    expect(() => is.toReachStages()).toThrow(inconclusiveError);
  }
});

test('the view throws instead of giving a figure that was not measured', () => {
  const drill = recordedDrill(recorded());
  expect(drill.service('bank').lostWrites()).toEqual({ count: 0, won: 0, exposed: 224 });
  expect(drill.service('bank').stageMs('promoted')).toBe(580);
  expect(drill.service('bank').operation('bank.transfer').acknowledged).toBe(622);
  expect(() => drill.service('bnak')).toThrow('no service "bnak" under load; it has bank, post');
  expect(() => drill.service('post').lostWrites()).toThrow(inconclusiveError);
  expect(() => drill.service('post').stageMs('opened')).toThrow(inconclusiveError);
  expect(() => drill.service('post').operation('post.accept')).toThrow(inconclusiveError);
  const doubtful = recordedDrill(recorded({ problem: 'samples-cut-off' }));
  expect(() => doubtful.service('bank').lostWrites()).toThrow('the compressed samples are cut off');
});
