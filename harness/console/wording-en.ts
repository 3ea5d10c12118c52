// What only the console says, in English.

import { counted, wordsOf } from '../wording/index.ts';
import type { LineWording, LiveWording, VerdictWording, Wording } from './wording.ts';

const LIVE: LiveWording = {
  about: (timeline, lab) => `${timeline} timeline, lab ${lab}`,
  progress: (passed, whole) => `${passed} of ${whole}`,
  deadline: (left) => `deadline in ${left}`,
  overdue: 'past its deadline',
  startsIn: (time) => `in ${time}`,
  startsAt: (time) => `at ${time} of the method`,
  undoneIn: (time) => `undone in ${time}`,
  undoneLater: 'undone after the first reading',
  unconfirmed: 'not confirmed yet',
  seen: (signature, links) => `${signature} on ${counted(links, 'link')}`,
  lasted: (time, cause) => `${cause}, lasted ${time}`,
  lastSeconds: (seconds) => `last ${seconds} s`,
  good: 'good/s',
  bad: 'bad/s',
  state: 'state',
  stable: 'stable',
  noStage: 'nothing detected yet',
  legend: { good: 'good', some: 'some bad', most: 'mostly bad', none: 'none' },
  rollback: 'Rolling back: a second Ctrl-C does not stop it',
  more: (lines) => `… ${counted(lines, 'more line')}; make the window taller`,
};

const LINES: LineWording = {
  started: (drill, lab) => `drill ${drill} in lab ${lab}`,
  phase: (phase) => `phase ${phase}`,
  phaseEnded: (phase, outcome, reason) => `phase ${phase} ${outcome}: ${reason}`,
  labOpened: (processes, links, took) =>
    `lab open: ${counted(processes, 'process', 'processes')}, ${counted(links, 'link')}, ${took}`,
  loadFlows: 'load flows',
  loadEnded: 'load ended',
  loadEndedEarly: (how) => `LOAD ENDED EARLY (${how})`,
  steadyState: (services) => `steady state: ${services}`,
  share: (service, good, all) => `${service} ${good} of ${all} good`,
  made: (fault, kind, took) => `fault ${fault} made (${kind}, ${took})`,
  notMade: (fault, reason) => `fault ${fault} COULD NOT BE MADE: ${reason}`,
  on: (fault, seen) => `fault ${fault} on (${seen})`,
  notConfirmed: (fault, seen) => `fault ${fault} NOT CONFIRMED (${seen})`,
  undone: (fault, cause) => `fault ${fault} undone (${cause})`,
  gone: (fault, seen) => `fault ${fault} gone (${seen})`,
  notGone: (fault, seen) => `fault ${fault} undone, but NOT CONFIRMED (${seen})`,
  notUndone: (fault, reason, commands) =>
    [`fault ${fault} COULD NOT BE UNDONE: ${reason}`, ...commands].join('; by hand: '),
  proxyReplaced: (host, reason) => `Toxiproxy of ${host} replaced: ${reason}`,
  died: (name, how) => `process ${name} ENDED BY ITSELF (${how})`,
  stage: (service, stage, site) => `${service} ${stage} (${site})`,
  afterFault: (time) => `${time} after the fault`,
  stepFailed: (service, step, reason) => `${service} step ${step} failed: ${reason}`,
  disturbed: (service, state, good, bad) =>
    `${service} ${state}: ${good} good, ${bad} bad in the last second`,
  recovered: (service, since, stableFor) =>
    `${service} recovered about ${since}, good for ${stableFor}`,
  drillTime: (time) => `${time} into the drill`,
  rates: (services) => `answers/s: ${services}`,
  rate: (service, good, bad) => `${service} ${good} good${bad > 0 ? ` ${bad} BAD` : ''}`,
  readingTaken: (reading, quiet) =>
    `${reading} reading of the books, writers ${quiet ? '' : 'NOT '}at rest`,
  readingFailed: (reading, reason) => `${reading} reading of the books FAILED: ${reason}`,
  interrupted: (cause, detail) => `INTERRUPTED by ${cause}: ${detail}`,
  rollback: (faults) => `rollback: ${faults}`,
  rolledBack: (took) => `rollback done, ${took}`,
  notRolledBack: (faults) => `rollback ended, NOT UNDONE: ${faults}`,
  clean: 'nothing left behind',
  leftovers: (names) => `LEFT BEHIND: ${names}`,
  harnessError: (message) => `ERROR IN THE HARNESS: ${message}`,
};

const VERDICT: VerdictWording = {
  outcomes: {
    passed: 'PASSED',
    missed: 'MISSED',
    inconclusive: 'INCONCLUSIVE',
    aborted: 'ABORTED',
    'harness-error': 'HARNESS ERROR',
  },
  values: { met: 'met', missed: 'MISSED', inconclusive: 'inconclusive' },
  objective: 'objective',
  measured: 'measured',
  verdict: 'verdict',
  dataLoss: 'Data loss',
  noDataLoss: 'no acknowledged write lost',
  noRecoveryPoint: 'not measured',
  lost: (service, count, won, age) =>
    `${service}: ${counted(count, 'acknowledged write')} lost (${won}), back to ${age} before ` +
    'the first effect',
  unknownLoss: (services, reason) => `${services}: not known: ${reason}`,
  endedEarly: (cause) => `Ended early: ${cause}`,
  notUndone: (faults) => `NOT UNDONE: ${faults}`,
  leftovers: (names) => `LEFT BEHIND: ${names}`,
  suite: 'Assertion suite',
  suiteStates: { passed: 'passed', failed: 'FAILED', unusable: 'unusable' },
  tests: (passed, all) => `${passed} of ${counted(all, 'test')} passed`,
  folder: 'Drill',
  report: 'Reports',
  exitStatus: (status) => `Exit status ${status}`,
};

/** Every text of the console in English. */
export const EN: Wording = {
  ...wordsOf('en'),
  shortPhases: {
    'open-lab': 'lab',
    'warm-up': 'warm',
    'steady-state': 'steady',
    method: 'method',
    'first-reading': 'read 1',
    heal: 'heal',
    drain: 'drain',
    'second-reading': 'read 2',
    'verify-clean': 'clean',
    'close-lab': 'close',
  },
  phaseOutcomes: { 'timed-out': 'TIMED OUT', failed: 'FAILED', interrupted: 'interrupted' },
  states: {
    waiting: 'waiting',
    healthy: 'healthy',
    degraded: 'DEGRADED',
    down: 'DOWN',
    recovering: 'recovering',
    recovered: 'recovered',
  },
  faultStates: {
    pending: 'pending',
    injecting: 'being made',
    on: 'ON',
    healing: 'being undone',
    healed: 'undone',
    notMade: 'COULD NOT BE MADE',
    notUndone: 'COULD NOT BE UNDONE',
  },
  sightings: {
    confirmed: 'confirmed',
    mismatch: 'MISMATCH',
    inconclusive: 'not confirmed',
  },
  live: LIVE,
  lines: LINES,
  verdict: VERDICT,
};
