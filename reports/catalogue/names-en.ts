// English words for the names that the journal, the plan and the analysis use.
// A name that has no word here is printed as it is.

import type { InstrumentProblem } from '../../harness/analysis/index.ts';

/** Words by name. Every problem of the measuring has one; other names may be without. */
type Names = Readonly<Record<string, string> & Record<InstrumentProblem['code'], string>>;

/** Words for names that come as plain text; a name that is not here is printed as it is. */
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
  // Kinds of fault and wire signatures.
  'site-power-off': 'site power-off',
  'link-cut': 'link cut',
  'link-latency': 'link latency',
  'link-bandwidth': 'link bandwidth',
  'link-one-way': 'one-way loss',
  'instance-pause': 'instance paused',
  'instance-down': 'instance down',
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
