// English words for the names that the journal, the plan, the analysis and the books use.

import type {
  ConfirmationNames,
  ExitStatusMeanings,
  Names,
  OutcomeNames,
  SuiteStateNames,
  VerdictNames,
} from './names.ts';

/** Words by name. */
export const NAMES_EN: Names = {
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
  unfinished: 'unfinished',
  // Kinds of fault, wire signatures, and a link without a fault.
  'site-power-off': 'site power-off',
  'link-cut': 'link cut',
  'link-latency': 'link latency',
  'link-bandwidth': 'link bandwidth',
  'link-one-way': 'one-way loss',
  'instance-pause': 'instance paused',
  'instance-down': 'instance down',
  refuse: 'refuse',
  reset: 'reset',
  close: 'close',
  'accept-then-close': 'accept, then close',
  stall: 'stall',
  silence: 'silence',
  latency: 'latency',
  bandwidth: 'bandwidth',
  'one-way': 'one-way',
  healthy: 'healthy',
  // Why a fault was healed.
  timeline: 'by the timeline',
  'after-first-reading': 'after the first reading',
  rollback: 'by the rollback',
  // What ended a drill early.
  signal: 'a signal',
  'stop-condition': 'a stop condition',
  'phase-failed': 'a failed phase',
  'process-died': 'the end of a process',
  'watchdog-died': 'the end of the watchdog',
  'harness-error': 'an error in the harness',
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
  'samples-damaged': 'samples damaged',
  'samples-missing': 'samples missing',
  'dropped-arrivals': 'dropped arrivals',
  'late-arrivals': 'late arrivals',
  'clock-stepped': 'clock stepped',
  'fault-not-injected': 'fault not made',
  'fault-failed': 'fault could not be made',
  'fault-not-confirmed': 'fault not confirmed',
  'heal-failed': 'fault could not be undone',
  'heal-not-confirmed': 'fault still seen after it was undone',
  'proxy-wedged': 'proxy wedged',
  'steady-state-broken': 'steady state broken before the fault',
  'no-steady-state': 'no steady state',
  'journal-damaged': 'journal damaged',
  'drill-interrupted': 'drill interrupted',
  'method-not-started': 'method not started',
  'end-not-recorded': 'end of the drill not recorded',
  'reading-missing': 'reading missing',
  'reading-without-primary': "no primary's books in a reading",
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
  // The machine.
  platform: 'platform',
  architecture: 'architecture',
  kernel: 'kernel',
  processors: 'processors',
  memoryMegabytes: 'memory (MB)',
};

/** What confirming a fault can show. */
export const CONFIRMATIONS_EN: ConfirmationNames = {
  confirmed: 'confirmed',
  mismatch: 'mismatch',
  inconclusive: 'inconclusive',
  'not-injected': 'never injected',
};

/** What a drill can end in. */
export const OUTCOMES_EN: OutcomeNames = {
  passed: 'Passed',
  missed: 'Missed',
  inconclusive: 'Inconclusive',
  aborted: 'Aborted',
  'harness-error': 'Harness error',
};

/** The values of a verdict. */
export const VERDICTS_EN: VerdictNames = {
  met: 'met',
  missed: 'missed',
  inconclusive: 'inconclusive',
};

/** States of an assertion suite. */
export const SUITE_STATES_EN: SuiteStateNames = {
  passed: 'passed',
  failed: 'failed',
  unusable: 'unusable',
  'not-run': 'not run',
};

/** What each exit status means. */
export const EXIT_STATUSES_EN: ExitStatusMeanings = {
  70: 'error in the harness, or something could not be undone',
  69: 'lab unavailable, or runs are blocked',
  64: 'wrong usage or invalid scenario',
  3: 'aborted by a person, a signal or a stop condition',
  1: 'at least one objective missed',
  2: 'inconclusive: nothing proved missed, not all proved met',
  0: 'every objective met',
};
