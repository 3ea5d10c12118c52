// Every visible string of the reports in English. `Catalogue` is the shape of this object: another
// language must have the same keys. Names, ids and figures come from the report itself.

import type { DrillReport } from '../drill-report.ts';

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

/** Words for names that come as plain text; a name that is not here is printed as it is. */
const NAMES: Record<string, string> = {
  // Runbook stages.
  'first-failed-probe': 'first failed probe',
  detected: 'detected',
  declared: 'declared',
  'promote-started': 'promotion started',
  promoted: 'promoted',
  repointed: 'repointed',
  verified: 'verified',
  opened: 'opened',
  'failback-started': 'failback started',
  'failback-demoted': 'demoted for failback',
  'failback-promoted': 'promoted for failback',
  'failback-ended': 'failback ended',
  // Phases.
  'open-lab': 'open lab',
  'warm-up': 'warm-up',
  'steady-state': 'steady state',
  method: 'method',
  'first-reading': 'first reading',
  heal: 'heal',
  drain: 'drain',
  'second-reading': 'second reading',
  'verify-clean': 'verify clean',
  'close-lab': 'close lab',
  // How a phase ended.
  completed: 'completed',
  'timed-out': 'timed out',
  failed: 'failed',
  interrupted: 'interrupted',
  // Kinds of fault and wire signatures.
  'site-power-off': 'site power-off',
  'link-cut': 'link cut',
  'link-latency': 'link latency',
  'link-bandwidth': 'link bandwidth',
  'link-one-way': 'one-way loss',
  'accept-then-close': 'accept, then close',
  'one-way': 'one-way',
  // Why a fault was healed.
  timeline: 'by the timeline',
  'after-first-reading': 'after the first reading',
  rollback: 'by the rollback',
  // What ended a drill early.
  signal: 'signal',
  'stop-condition': 'stop condition',
  'phase-failed': 'a phase failed',
  'process-died': 'a process died',
  'harness-error': 'harness error',
  // Outcomes of attempts.
  'refused-by-service': 'refused by the service',
  'wrong-body': 'wrong body',
  'http-4xx': 'HTTP 4xx',
  'http-5xx': 'HTTP 5xx',
  timeout: 'time-out',
  'connection-refused': 'connection refused',
  'connection-reset': 'connection reset',
  'connection-closed': 'connection closed',
  'name-error': 'name not resolved',
  'other-error': 'other error',
  'late-answer': 'late answer',
  dropped: 'dropped by the load generator',
  // Problems of the measuring.
  'no-samples': 'no samples',
  'load-ended-early': 'load ended early',
  'samples-cut-off': 'samples cut off',
  'dropped-arrivals': 'dropped arrivals',
  'late-arrivals': 'late arrivals',
  'clock-stepped': 'clock stepped',
  'fault-not-confirmed': 'fault not confirmed',
  'fault-failed': 'fault could not be made',
  'heal-failed': 'fault could not be undone',
  'proxy-wedged': 'proxy wedged',
  'steady-state-broken': 'steady state broken before the fault',
  'no-steady-state': 'no steady state',
  'journal-damaged': 'journal damaged',
  'drill-incomplete': 'drill incomplete',
  'reading-missing': 'reading missing',
  'reading-not-quiet': 'reading not quiet',
  // Roles and readings.
  primary: 'primary',
  standby: 'standby',
  fenced: 'fenced',
  first: 'first',
  second: 'second',
  // Labs, timelines, expected endings.
  processes: 'processes',
  containers: 'containers',
  short: 'short',
  full: 'full',
  passed: 'passed',
  missed: 'missed',
  inconclusive: 'inconclusive',
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
  rebuilt: (command: string) => `The same report can be built again from the drill's folder: ${command}`,
  bytes: (figure: string) => `${figure} B`,
  timelineOf: (service: string) => `Timeline of ${service}: rates, latency, faults, runbook`,
  stretchesOf: 'Time to recover of each service, by stretch',
  tests: (passed: string, all: string) => `${passed} of ${all} tests passed`,
  goodWithin: (time: string) => `good within ${time}`,
  evidenceEvents: (figure: string) => `${figure} events`,
  broken: (figure: string) => `${figure} broken`,
};

/** Headings, labels and notes. */
const LABELS = {
  report: 'Drill report',
  sections: 'Sections',
  objectives: 'Objectives',
  suite: 'Assertion suite',
  faults: 'Faults',
  timeline: 'Timeline',
  stretches: 'Where the time went',
  dataLoss: 'Data loss',
  books: 'Books',
  errors: 'Errors',
  instrument: 'Quality of the measuring',
  evidence: 'Evidence',
  exitStatuses: 'Exit statuses',
  service: 'Service',
  objective: 'Objective',
  claimed: 'Claimed',
  required: 'Required',
  tested: 'Tested',
  measured: 'Measured',
  verdict: 'Verdict',
  reason: 'Reason',
  slowestRecovery: 'Slowest recovery (RTA)',
  dataLost: 'Data lost (RPA)',
  lowestAvailability: 'Lowest availability',
  ledger: 'Books',
  measuring: 'Measuring',
  sound: 'sound',
  lab: 'Lab',
  estate: 'Estate',
  startedAt: 'Started',
  incident: 'Stands for',
  fault: 'Fault',
  kind: 'Kind',
  targets: 'Where',
  signature: 'On the wire',
  injected: 'Injected',
  healed: 'Healed',
  confirmation: 'From traffic',
  limitation: 'Limit',
  total: 'Time to recover',
  good: 'good events/s',
  bad: 'bad events/s',
  p50: 'latency p50',
  p99: 'latency p99',
  faultWindow: 'fault in effect',
  runbookStage: 'runbook stage',
  stable: 'stable',
  failback: 'failback',
  axisRate: 'events/s',
  axisLatency: 'latency, ms (log)',
  axisTime: 'seconds from the start of the method',
  axisDrillTime: 'seconds from the start of the drill',
  axisRecovery: 'seconds from the control call of the fault',
  rto: 'RTO',
  firstEffect: 'First effect',
  firstSuccess: 'First success',
  recovery: 'Recovery',
  tail: 'Latency tail',
  flaps: 'Flaps',
  availability: 'Availability',
  availabilityRange: 'Availability (corrected – raw)',
  lostRequestSeconds: 'Lost request-seconds',
  baseline: 'Latency before, p50 / p95 / p99',
  rate: 'Load',
  stabilityWindow: 'Stability window',
  events: 'Events',
  operation: 'Operation',
  attempted: 'Attempted',
  acknowledged: 'Acknowledged',
  exposed: 'Exposed',
  lost: 'Lost',
  wonLost: 'Value',
  age: 'Reaches back',
  class: 'Class',
  operations: 'Operations',
  value: 'Value',
  examples: 'Examples of the worst classes',
  key: 'Operation id',
  acknowledgedAt: 'Acknowledged at',
  reading: 'Reading',
  instance: 'Instance',
  role: 'Role',
  epoch: 'Epoch',
  stranded: 'Stranded',
  ledgerSum: 'Ledger sum',
  money: 'Money',
  expectedMoney: 'Money expected',
  integrity: 'Integrity',
  outcome: 'Outcome',
  count: 'Count',
  firstAt: 'First',
  lastAt: 'Last',
  attempts: 'Attempts',
  scheduled: 'Scheduled arrivals',
  dropped: 'Dropped arrivals',
  lateness: 'Lateness of arrivals, p50 / p99 / most',
  clockStep: 'Step between the clocks',
  problem: 'Problem',
  detail: 'Detail',
  concerns: 'Concerns',
  everyService: 'every service',
  versions: 'Versions',
  machine: 'Machine',
  plan: 'Plan (SHA-256)',
  journal: 'Journal',
  journalWhole: 'whole',
  journalDamaged: 'damaged',
  phases: 'Phases',
  phase: 'Phase',
  length: 'Length',
  files: 'Files',
  file: 'File',
  size: 'Size',
  checksum: 'SHA-256',
  status: 'Status',
  meaning: 'Meaning',
  thisDrill: 'this drill',
  test: 'Test',
  notUndone: 'Not undone',
  interruption: 'Ended early',
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
    'Tested times are raw drill seconds. Claimed and required times stand beside them and are not what was tested.',
  timeline:
    'Good events rise above the line, bad events hang below it. Buckets are for the eye only; nothing is measured from them.',
  stretches:
    'From the control call of the fault to the first moment from which the service stayed good.',
  dataLoss:
    'Every acknowledged write is compared with the books, by its operation id, after the writers had stopped.',
  books:
    'First reading: as recovered. Second reading: after every fault was healed and the old site had returned.',
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
  names: NAMES,
  exitStatuses: EXIT_STATUSES,
  figures: FIGURES,
  sentences: SENTENCES,
  labels: LABELS,
  notes: NOTES,
};

/** The shape that every catalogue has. */
export type Catalogue = typeof en;
