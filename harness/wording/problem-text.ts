// Problems of the measuring, what ended a drill, and what is wrong with books, told in a language:
// which sentence, and how its figures are set. The sentences themselves stand in the catalogues.

import { unreachable } from '../model/problem.ts';
import type {
  InstrumentProblem,
  IntegrityFinding,
  Interruption,
  JournalDamage,
  Leftover,
  NotMeasured,
  ProcessExit,
  SamplesDamage,
} from '../statements/index.ts';
import { formatFloor, formatShare, formatStatedTime, formatTime, formatWon } from './figures.ts';
import type { Words } from './words.ts';

/** How a process ended. */
export function exitText({ exitCode, signal }: ProcessExit, { problems }: Words): string {
  const { exits } = problems;
  if (signal !== null) return exits.exitSignal(signal);
  return exitCode === null ? exits.exitUnknown : exits.exitStatus(exitCode);
}

/** What ended a drill before its time. */
export function interruptionText(interruption: Interruption, words: Words): string {
  const { said, interruptions } = words.problems;
  switch (interruption.kind) {
    case 'signal':
      return interruptions.signal(interruption.signal);
    case 'stop-condition': {
      const { broken } = interruption;
      if (broken === null) return interruptions.stopCondition;
      return interruptions.brokenStopCondition(
        broken.service,
        formatShare(broken.good / broken.events, words),
        formatStatedTime(broken.overMs, words),
        formatFloor(broken.floor, words),
      );
    }
    case 'no-steady-state': {
      const services = interruption.services.map(({ service, good, bad }) =>
        interruptions.disturbed(service, good, bad),
      );
      return interruptions.noSteadyState(services.join(', '));
    }
    case 'phase-timed-out': {
      const deadline = formatStatedTime(interruption.deadlineMs, words);
      return interruptions.phaseTimedOut(words.names[interruption.phase], deadline);
    }
    case 'phase-failed': {
      const why = said(interruption.said);
      const { phase } = interruption;
      if (phase === null) return interruptions.somePhaseFailed(why);
      return interruptions.phaseFailed(words.names[phase], why);
    }
    case 'process-died': {
      const { process, exit } = interruption;
      if (process === null) return interruptions.someProcessDied;
      return interruptions.processDied(process, exitText(exit, words));
    }
    case 'load-ended-early':
      return interruptions.loadEndedEarly(exitText(interruption.exit, words));
    case 'watchdog-died':
      return interruptions.watchdogDied;
    case 'harness-ended':
      return interruptions.harnessEnded[interruption.how];
    case 'harness-error':
      return interruptions.harnessError(said(interruption.said));
    default:
      return unreachable(interruption);
  }
}

/** Something of ours that is still there after a drill. */
export function leftoverText(leftover: Leftover, { problems }: Words): string {
  switch (leftover.kind) {
    case 'process':
      return problems.interruptions.process(leftover.name, leftover.pid);
    case 'container':
      return problems.interruptions.container(leftover.name);
    case 'network':
      return problems.interruptions.network(leftover.name);
    case 'folder':
      return problems.interruptions.folder(leftover.path);
    case 'not-known':
      return problems.said(leftover.said);
    default:
      return unreachable(leftover);
  }
}

/** What is wrong with the file of samples. */
function samplesDamageText(damage: SamplesDamage, { problems: { said, problems } }: Words): string {
  switch (damage.kind) {
    case 'unreadable':
      return problems.samplesUnreadable(said(damage.said));
    case 'last-line-cut-off':
      return problems.lastSampleCutOff;
    case 'archive-cut-off':
      return problems.samplesArchiveCutOff;
    default:
      return unreachable(damage);
  }
}

/** What is wrong with the journal. */
export function journalDamageText(damage: JournalDamage, words: Words): string {
  const { problems } = words.problems;
  switch (damage.kind) {
    case 'record':
      return problems.recordDamaged(damage.record);
    case 'other-plan':
      return problems.otherPlan;
    case 'reading':
      return problems.readingDamaged(words.names[damage.reading], damage.instance);
    default:
      return unreachable(damage);
  }
}

/** One problem of the measuring. */
export function problemText(problem: InstrumentProblem, words: Words): string {
  const { said, problems } = words.problems;
  switch (problem.code) {
    case 'no-samples':
      return problems.noSamples;
    case 'load-ended-early':
      return problem.exit === null
        ? problems.loadEndNotRecorded
        : problems.loadEndedEarly(exitText(problem.exit, words));
    case 'samples-cut-off':
      return samplesDamageText(problem.damage, words);
    case 'samples-damaged':
      return problems.samplesDamaged(problem.lines);
    case 'samples-missing':
      return problems.samplesMissing(problem.operations);
    case 'dropped-arrivals': {
      const { dropped, scheduled, limit } = problem;
      const share = formatShare(dropped / scheduled, words);
      return problems.droppedArrivals(dropped, scheduled, share, formatFloor(limit, words));
    }
    case 'late-arrivals': {
      const limit = formatStatedTime(problem.limitMs, words);
      return problems.lateArrivals(problem.operation, formatTime(problem.p99Ms, words), limit);
    }
    case 'clock-stepped': {
      const step = formatTime(problem.stepMs, words);
      return problems.clockStepped(step, formatStatedTime(problem.limitMs, words));
    }
    case 'fault-not-injected':
      return problems.faultNotInjected(problem.fault);
    case 'fault-failed':
      return problems.faultFailed(problem.fault, said(problem.said));
    case 'fault-not-confirmed':
      return problem.confirmation === 'mismatch'
        ? problems.faultMismatch(problem.fault)
        : problems.faultNotSeen(problem.fault);
    case 'heal-failed':
      return problems.healFailed(problem.fault, said(problem.said));
    case 'heal-not-confirmed':
      return problems.healNotConfirmed(problem.fault);
    case 'proxy-wedged':
      return problems.proxyReplaced(problem.host, said(problem.said));
    case 'steady-state-broken':
    case 'no-steady-state':
      return steadyStateText(problem, words);
    case 'journal-damaged':
      return journalDamageText(problem.damage, words);
    case 'drill-interrupted':
      return problems.drillInterrupted(interruptionText(problem.interruption, words));
    case 'method-not-started':
      return problems.methodNotStarted;
    case 'end-not-recorded':
      return problems.endNotRecorded;
    case 'reading-missing':
      return problems.readingMissing(words.names[problem.reading]);
    case 'reading-without-primary':
      return problems.readingWithoutPrimary(words.names[problem.reading]);
    case 'reading-not-quiet':
      return problems.readingNotQuiet(words.names[problem.reading]);
    default:
      return unreachable(problem);
  }
}

function steadyStateText(
  problem: Extract<InstrumentProblem, { code: 'steady-state-broken' | 'no-steady-state' }>,
  words: Words,
): string {
  const { problems } = words.problems;
  if (problem.code === 'no-steady-state') return problems.noSteadyState;
  const { good, events, needed } = problem;
  const share = formatShare(good / events, words);
  return problems.steadyStateBroken(good, events, share, formatFloor(needed, words));
}

/** One problem with the services that it concerns before it, where it does not concern all. */
export function concerningText(problem: InstrumentProblem, words: Words): string {
  const text = problemText(problem, words);
  return problem.services === null ? text : `${problem.services.join(', ')}: ${text}`;
}

/** Why something was not measured. */
export function notMeasuredText(why: NotMeasured, words: Words): string {
  const { notMeasured } = words.problems;
  switch (why.kind) {
    case 'method-not-started':
      return notMeasured.methodNotStarted;
    case 'fault-not-injected':
      return notMeasured.faultNotInjected(why.fault);
    case 'disturbed-without-fault':
      return notMeasured.disturbedWithoutFault;
    case 'too-few-good-events':
      return notMeasured.tooFewGoodEvents(why.good, why.needed);
    case 'no-write-operation':
      return notMeasured.noWriteOperation;
    case 'no-primary-books':
      return notMeasured.noPrimaryBooks(why.readings.map((reading) => words.names[reading]));
    case 'nothing-exposed':
      return notMeasured.nothingExposed;
    case 'no-load':
      return notMeasured.noLoad;
    case 'no-event':
      return notMeasured.noEvent;
    case 'no-failback':
      return notMeasured.noFailback;
    case 'not-analysed':
      return notMeasured.notAnalysed;
    default:
      return unreachable(why);
  }
}

/** One way in which books do not hold together. */
export function integrityText(finding: IntegrityFinding, words: Words): string {
  const { books } = words.problems;
  switch (finding.kind) {
    case 'ledger-not-zero': {
      const sum = formatWon(finding.sumWon, words);
      return books.ledgerNotZero(finding.instance, words.names[finding.reading], sum);
    }
    case 'money-not-conserved': {
      const { instance, surplusWon } = finding;
      const reading = words.names[finding.reading];
      const won = formatWon(Math.abs(surplusWon), words);
      return surplusWon > 0
        ? books.moneyAppeared(instance, reading, won)
        : books.moneyVanished(instance, reading, won);
    }
    case 'duplicated':
      return books.duplicated(finding.operation, finding.operations);
    case 'unexpected':
      return books.unexpected(finding.operation, finding.operations);
    case 'duplicated-payments':
      return books.duplicatedPayments(finding.payments);
    default:
      return unreachable(finding);
  }
}
