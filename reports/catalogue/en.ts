// Every visible string of the reports in English. `Catalogue` is the shape of this object: another
// language must have the same keys. Names, ids and figures come from the report itself.

import type { DrillReport } from '../drill-report.ts';
import { LABELS_EN } from './labels-en.ts';
import { NAMES_EN } from './names-en.ts';

type Objective = DrillReport['objectives'][number];
type Service = DrillReport['services'][number];
type Outcome = DrillReport['judgement']['outcome'];
type OperationClass = DrillReport['reconciliation'][number]['classes'][number]['class'];
type Confirmation = DrillReport['faults'][number]['confirmation'];
type Integrity = DrillReport['integrity'][number]['integrity']['kind'];
type SuiteState = NonNullable<DrillReport['suite']>['state'];
type TestState = NonNullable<DrillReport['suite']>['tests'][number]['state'];

const VERDICTS: Record<Objective['verdict'], string> = {
  met: 'met',
  missed: 'missed',
  inconclusive: 'inconclusive',
};

const OUTCOMES: Record<Outcome, string> = {
  passed: 'Passed',
  missed: 'Missed',
  inconclusive: 'Inconclusive',
  aborted: 'Aborted',
  'harness-error': 'Harness error',
};

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

const CONFIRMATIONS: Record<Confirmation, string> = {
  confirmed: 'confirmed',
  mismatch: 'mismatch',
  inconclusive: 'inconclusive',
  'not-injected': 'never injected',
};

const INTEGRITY: Record<Integrity, string> = {
  intact: 'intact',
  broken: 'broken',
  unknown: 'unknown',
};

const SUITE_STATES: Record<SuiteState, string> = {
  passed: 'passed',
  failed: 'failed',
  unusable: 'unusable',
  'not-run': 'not run',
};

const TEST_STATES: Record<TestState, string> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
};

const EXIT_STATUSES: Record<DrillReport['judgement']['exitStatus'], string> = {
  70: 'error in the harness, or something could not be undone',
  69: 'lab unavailable, or runs are blocked',
  64: 'wrong usage or invalid scenario',
  3: 'aborted by a person, a signal or a stop condition',
  1: 'at least one objective missed',
  2: 'inconclusive: nothing proved missed, not all proved met',
  0: 'every objective met',
};

/** Figures and how they are set. */
const FIGURES = {
  milliseconds: (figure: string) => `${figure} ms`,
  seconds: (figure: string) => `${figure} s`,
  minutes: (figure: string) => `${figure} min`,
  hours: (figure: string) => `${figure} h`,
  won: (figure: string) => `${figure} won`,
  percent: (figure: string) => `${figure} %`,
  perSecond: (figure: string) => `${figure}/s`,
  interval: (best: string, low: string, high: string) => `${best} [${low}, ${high}]`,
  none: '—',
  clockOffsetMinutes: 0,
  clockName: 'UTC',
};

/** Sentences with figures in them. */
const SENTENCES = {
  documentTitle: (outcome: string, scenario: string) => `${outcome}: ${scenario} – drill report`,
  exitStatus: (status: number) => `exit status ${status}`,
  expected: (outcome: string) => `expected: ${outcome}`,
  met: (met: string, all: string) => `${met} of ${all} objectives met`,
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
  notAffected: (events: string) => `not affected (${events} good events, none bad)`,
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
  tests: (passed: string, all: string) => `${passed} of ${all} tests passed`,
  goodWithin: (time: string) => `good within ${time}`,
  evidenceEvents: (figure: string) => `${figure} events`,
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

/** The English catalogue. */
export const en = {
  language: 'en' as 'en' | 'ko',
  verdicts: VERDICTS,
  outcomes: OUTCOMES,
  objectives: OBJECTIVES,
  stretches: STRETCHES,
  classes: CLASSES,
  classMeanings: CLASS_MEANINGS,
  confirmations: CONFIRMATIONS,
  integrity: INTEGRITY,
  suiteStates: SUITE_STATES,
  testStates: TEST_STATES,
  names: NAMES_EN,
  exitStatuses: EXIT_STATUSES,
  figures: FIGURES,
  sentences: SENTENCES,
  labels: LABELS_EN,
  notes: NOTES,
};

/** The shape that every catalogue has. */
export type Catalogue = typeof en;
