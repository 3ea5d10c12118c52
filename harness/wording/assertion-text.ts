// What an assertion of ours expected and found, told in a language. The sentences themselves stand
// in the catalogues.

import { unreachable } from '../model/problem.ts';
import type { Assertion, AssertionFinding, Basis, Expectation } from '../statements/index.ts';
import {
  formatBounds,
  formatFloor,
  formatGlance,
  formatStatedTime,
  formatTime,
} from './figures.ts';
import { nameOf } from './names.ts';
import { concerningText, notMeasuredText } from './problem-text.ts';
import { reasonClause } from './reason-text.ts';
import type { Words } from './words.ts';

function expectationText(asked: Expectation, words: Words): string {
  const { expectations } = words.suites;
  const stated = (timeMs: number): string => formatStatedTime(timeMs, words);
  switch (asked.kind) {
    case 'recover-within':
      return expectations.recoverWithin(asked.service, stated(asked.rtoMs));
    case 'keep-writes':
      return expectations.keepWrites(asked.service);
    case 'lose-at-most':
      return expectations.loseAtMost(asked.service, asked.writes, stated(asked.ageMs));
    case 'balance':
      return expectations.balance(asked.service);
    case 'stay-available':
      return expectations.stayAvailable(asked.service, formatFloor(asked.floor, words));
    case 'be-unaffected':
      return expectations.beUnaffected(asked.service);
    case 'fail-back-within':
      return expectations.failBackWithin(asked.service, stated(asked.limitMs));
    case 'be-detected-within':
      return expectations.beDetectedWithin(asked.service, stated(asked.limitMs));
    case 'reach-stages': {
      const stages = asked.stages.map((stage) => nameOf(words, stage));
      return expectations.reachStages(asked.service, stages.join(', '));
    }
    case 'open-after':
      return expectations.openAfter(asked.service, asked.other);
    case 'have-one-primary':
      return expectations.haveOnePrimary(asked.service);
    case 'have-confirmed-faults':
      return expectations.haveConfirmedFaults;
    case 'have-sound-instrument':
      return expectations.haveSoundInstrument;
    default:
      return unreachable(asked);
  }
}

function basisText(basis: Basis, words: Words): string {
  const { findings } = words.suites;
  switch (basis.kind) {
    case 'events': {
      const rate = words.figures.perSecond(String(basis.ratePerSecond));
      return findings.basisEvents(basis.good, basis.bad, rate);
    }
    case 'writes':
      return findings.basisWrites(basis.acknowledged, basis.attempted);
    case 'load':
      return findings.basisLoad(basis.attempts, basis.dropped, basis.scheduled);
    default:
      return unreachable(basis);
  }
}

function stampsText(
  stamps: readonly { readonly stage: string; readonly atMs: number }[],
  words: Words,
): string {
  const { findings } = words.suites;
  return stamps
    .map(({ stage, atMs }) => findings.stamp(nameOf(words, stage), formatGlance(atMs, words)))
    .join(', ');
}

function rolesText(
  { roles, doubt }: Extract<AssertionFinding, { kind: 'roles' }>,
  words: Words,
): string {
  const { findings } = words.suites;
  const told = roles.map(({ reading, instance, role, epoch }) =>
    findings.role(words.names[reading], instance, nameOf(words, role), epoch),
  );
  const shown = told.length === 0 ? findings.noRoles : findings.roles(told.join(', '));
  return doubt === null ? shown : findings.rolesInDoubt(concerningText(doubt, words), shown);
}

function problemsText(
  { first, others }: Extract<AssertionFinding, { kind: 'problems' }>,
  words: Words,
): string {
  const { findings } = words.suites;
  const problem = concerningText(first, words);
  if (others === 0) return findings.inDoubt(problem);
  return findings.inDoubtWithOthers(problem, words.problems.andOthers(others));
}

/** What the recorded data say, without a full stop. */
function findingText(found: AssertionFinding, words: Words): string {
  const { findings } = words.suites;
  const withBasis = (text: string, basis: Basis): string =>
    findings.withBasis(text, basisText(basis, words));
  switch (found.kind) {
    case 'verdict':
      return withBasis(reasonClause(found.reason, words), found.basis);
    case 'never-down':
      return findings.neverDown(found.good);
    case 'no-fault-planned':
      return findings.noFaultPlanned;
    case 'confirmations':
      return found.faults
        .map(({ fault, confirmation }) =>
          findings.confirmation(fault, words.confirmations[confirmation]),
        )
        .join(', ');
    case 'no-problem':
      return withBasis(findings.noProblem, found.basis);
    case 'no-load':
      return withBasis(findings.noLoad, found.basis);
    case 'problems':
      return withBasis(problemsText(found, words), found.basis);
    case 'in-doubt':
      return findings.inDoubt(concerningText(found.problem, words));
    case 'roles':
      return rolesText(found, words);
    case 'no-fault-made':
      return findings.noFaultMade;
    case 'load-not-ended':
      return findings.loadNotEnded;
    case 'stage-absent':
      return findings.stageAbsent(nameOf(words, found.stage), formatTime(found.observedMs, words));
    case 'detected':
      return findings.detected(formatBounds(found.afterMs, words));
    case 'stage-out-of-turn':
      return findings.stageOutOfTurn(nameOf(words, found.stage), stampsText(found.stamps, words));
    case 'stages':
      return findings.stages(stampsText(found.stamps, words));
    case 'opened-later':
      return found.byMs > 0
        ? findings.openedLater(formatTime(found.byMs, words))
        : findings.openedEarlier(formatTime(-found.byMs, words));
    default:
      return unreachable(found);
  }
}

/** Why an assertion of ours did not pass. */
export function assertionText(assertion: Assertion, words: Words): string {
  return `${assertionClause(assertion, words)}.`;
}

function assertionClause(assertion: Assertion, words: Words): string {
  const { assertions } = words.suites;
  switch (assertion.kind) {
    case 'not-as-expected':
    case 'unanswered': {
      const expectation = expectationText(assertion.expectation, words);
      const finding = findingText(assertion.finding, words);
      const { negated } = assertion;
      return assertion.kind === 'unanswered'
        ? assertions.unanswered(expectation, finding, negated)
        : assertions.notAsExpected(expectation, finding, negated);
    }
    case 'wrong-subject':
      return assertion.wanted === 'service'
        ? assertions.askOfService(assertion.matcher)
        : assertions.askOfDrill(assertion.matcher);
    case 'no-duration':
      return assertions.noDuration(assertion.matcher, assertion.given);
    case 'no-number-of-writes':
      return assertions.noNumberOfWrites(assertion.matcher, assertion.given);
    case 'no-share':
      return assertions.noShare(assertion.matcher, assertion.given);
    case 'no-stage-named':
      return assertions.noStageNamed(assertion.matcher);
    case 'no-such-service':
      return assertions.noSuchService(assertion.service, assertion.known.join(', '));
    case 'no-such-operation':
      return assertions.noSuchOperation(assertion.service, assertion.operation);
    case 'losses-not-measured':
      return assertions.lossesNotMeasured(assertion.service, notMeasuredText(assertion.why, words));
    case 'losses-in-doubt': {
      const problem = concerningText(assertion.problem, words);
      return assertions.lossesInDoubt(assertion.service, problem);
    }
    case 'stage-did-not-happen':
      return assertions.stageDidNotHappen(assertion.service, nameOf(words, assertion.stage));
    case 'stages-in-doubt':
      return assertions.stagesInDoubt(assertion.service, findingText(assertion.finding, words));
    default:
      return unreachable(assertion);
  }
}
