// Every visible string that only the reports have, in English, beside the words that the console
// shares (harness/wording). `Catalogue` is the shape of this object: another language must have the
// same keys. Names, ids and figures come from the report itself.

import { counted, formatCount, type Words, wordsOf } from '../../harness/wording/index.ts';
import type { DrillReport } from '../drill-report.ts';
import { LABELS_EN } from './labels-en.ts';

type Objective = DrillReport['objectives'][number];
type Service = DrillReport['services'][number];
type OperationClass = DrillReport['reconciliation'][number]['classes'][number]['class'];
type Integrity = DrillReport['integrity'][number]['integrity']['kind'];
type TestState = NonNullable<DrillReport['suite']>['tests'][number]['state'];

const OBJECTIVES: Record<Objective['target']['kind'], string> = {
  'recovery-time': 'Recovery time (RTO)',
  'recovery-point': 'Recovery point (RPO)',
  availability: 'Availability',
  integrity: 'Integrity of the books',
  unaffected: 'Not affected',
  failback: 'Failback',
};

const STRETCHES: Record<Service['stretches'][number]['stretch'], string> = {
  detect: 'detect',
  decide: 'decide',
  promote: 'promote',
  repoint: 'repoint',
  verify: 'verify',
  open: 'open',
  stabilise: 'to stable',
};

const CLASSES: Record<OperationClass, string> = {
  lost: 'lost',
  stranded: 'stranded',
  duplicated: 'duplicated',
  unexpected: 'unexpected',
  indeterminate: 'indeterminate',
  recovered: 'recovered',
  failed: 'failed',
  ok: 'ok',
};

const CLASS_MEANINGS: Record<OperationClass, string> = {
  lost: 'acknowledged, and in no books',
  stranded: 'acknowledged, and only in the books of the returned, fenced site; counts as lost',
  duplicated: 'in the books more than once',
  unexpected: 'in the books, and never asked for',
  indeterminate: 'never answered, and not in the books',
  recovered: 'never answered, yet in the books',
  failed: 'refused, and not in the books',
  ok: 'acknowledged, and in the books once',
};

const INTEGRITY: Record<Integrity, string> = {
  intact: 'intact',
  broken: 'broken',
  unknown: 'unknown',
};

const TEST_STATES: Record<TestState, string> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
};

/** Sentences with figures in them. */
const SENTENCES = {
  documentTitle: (outcome: string, scenario: string) => `${outcome}: ${scenario} – drill report`,
  exitStatus: (status: number) => `exit status ${status}`,
  expected: (outcome: string) => `expected: ${outcome}`,
  met: (met: number, all: number) => `${formatCount(met)} of ${counted(all, 'objective')} met`,
  missed: (figure: string) => `${figure} missed`,
  inconclusive: (figure: string) => `${figure} inconclusive`,
  upToTime: (time: string) => `≤ ${time}`,
  mostLost: (lost: string, age: string) => `≤ ${lost} lost, ≤ ${age} old`,
  nothingLost: 'nothing lost',
  floor: (share: string) => `≥ ${share}`,
  disruption: (time: string) => `≤ ${time} disturbed`,
  booksBalance: 'books balance',
  untouched: 'not touched',
  recovered: (time: string) => `stable after ${time}`,
  endedWithFault: 'only once the fault was undone: no failover',
  notRecovered: (time: string) => `not recovered within ${time}`,
  notAffected: (events: number) => `not affected (${counted(events, 'good event')}, none bad)`,
  unknown: (reason: string) => `unknown: ${reason}`,
  lostOperations: (lost: string) => `${lost} lost`,
  ofRto: (rto: string) => `RTO ${rto}`,
  problems: (figure: string) => `problems: ${figure}`,
  bracket: (time: string) => `control call within ${time}`,
  faultWindow: (fault: string, signature: string) => `${fault} (${signature})`,
  neverInjected: (fault: string) => `${fault}: planned, never injected`,
  at: (name: string, time: string) => `${name} ${time}`,
  range: (from: string, to: string) => `${from} – ${to}`,
  drill: (id: string) => `drill ${id}`,
  rebuilt: (command: string) =>
    `The same report can be built again from the drill's folder: ${command}`,
  bytes: (figure: string) => `${figure} B`,
  timelineOf: (service: string) => `Timeline of ${service}: rates, latency, faults, runbook`,
  stretchesOf: 'Time to recover of each service, by stretch',
  tests: (passed: number, all: number) =>
    `${formatCount(passed)} of ${counted(all, 'test')} passed`,
  goodWithin: (time: string) => `good within ${time}`,
  evidenceEvents: (events: number) => counted(events, 'event'),
  broken: (figure: string) => `${figure} broken`,
};

/** What is said where there is nothing to show, and how to read what there is. */
const NOTES = {
  noObjectives: 'This scenario has no objectives.',
  noServices: 'No service was measured.',
  noFaults: 'No fault was planned.',
  noReconciliation: 'No write operation was reconciled.',
  noBooks: 'No reading of the books was taken.',
  noErrors: 'No bad event.',
  noFiles: 'No file is listed.',
  noTests: 'The suite has no tests.',
  noSamples: 'No samples',
  noRecovery: 'No service had to recover.',
  noProblems: 'Nothing speaks against the figures.',
  objectives:
    'Tested times are raw drill seconds. Claimed and required times stand beside them, untested.',
  timeline:
    'Good events rise above the line, bad events hang below it. No figure is measured from bars.',
  stretches:
    'From the control call of the fault to the first moment from which the service stayed good.',
  dataLoss:
    'Every acknowledged write was compared with the books by its id, once the writers had stopped.',
  books: 'First reading: as recovered. Second: every fault healed and the old site returned.',
};

const WORDS: Words = wordsOf('en');

/** The English catalogue. */
export const en = {
  ...WORDS,
  objectives: OBJECTIVES,
  stretches: STRETCHES,
  classes: CLASSES,
  classMeanings: CLASS_MEANINGS,
  integrity: INTEGRITY,
  testStates: TEST_STATES,
  sentences: SENTENCES,
  labels: LABELS_EN,
  notes: NOTES,
};

/** The shape that every catalogue has. */
export type Catalogue = typeof en;
