// The report as JUnit XML, for CI systems. Missed is a failure; inconclusive is an error of type
// "inconclusive": both make CI red, and one can tell them apart. In English, as CI logs are.

import { unreachable } from '../../harness/model/problem.ts';
import {
  judgementText,
  reasonText,
  suiteDefectText,
  suiteErrorText,
} from '../../harness/wording/index.ts';
import { en } from '../catalogue/en.ts';
import type { DrillReport } from '../drill-report.ts';
import { keyFiguresOf } from '../key-figures.ts';
import { measuredOf, targetText, timeToRecoverOf } from '../wording.ts';
import { element, textElement } from './xml.ts';

type Objective = DrillReport['objectives'][number];
type Suite = NonNullable<DrillReport['suite']>;
type SuiteTest = Suite['tests'][number];

/** One testcase and how it counts. */
interface TestCase {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
  readonly seconds: number;
}

interface CaseParts {
  readonly classname: string;
  readonly name: string;
  readonly seconds: number;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly result: {
    readonly kind: TestCase['kind'];
    readonly type: string;
    readonly message: string;
    readonly detail: string;
  };
}

function propertiesElement(properties: Readonly<Record<string, string | number>>): string {
  const entries = Object.entries(properties);
  if (entries.length === 0) return '';
  return element(
    'properties',
    {},
    entries.map(([name, value]) => element('property', { name, value })),
  );
}

function testCase({ classname, name, seconds, properties, result }: CaseParts): TestCase {
  const { kind, type, message, detail } = result;
  const outcome =
    kind === 'passed'
      ? ''
      : kind === 'skipped'
        ? element('skipped', {})
        : textElement(kind, { type, message }, detail);
  const children = [propertiesElement(properties), outcome].filter((child) => child !== '');
  const attributes = { classname, name, time: seconds.toFixed(3) };
  return { kind, seconds, xml: element('testcase', attributes, children) };
}

const PASSED = { kind: 'passed', type: '', message: '', detail: '' } as const;

function objectiveResult({ verdict, reason, id }: Objective): CaseParts['result'] {
  const message = reasonText(reason, en);
  const detail = `${id}: ${message}`;
  switch (verdict) {
    case 'met':
      return PASSED;
    case 'missed':
      return { kind: 'failure', type: 'missed', message, detail };
    case 'inconclusive':
      return { kind: 'error', type: 'inconclusive', message, detail };
    default:
      return unreachable(verdict);
  }
}

/** Properties of an objective: what was asked, what was measured, in ms where it is a time. */
function objectiveProperties(objective: Objective): CaseParts['properties'] {
  const { target, verdict, clockFault, horizonMs } = objective;
  const measuredMs = timeToRecoverOf(objective);
  return {
    objective: targetText(target, en),
    measured: measuredOf(objective, en),
    verdict,
    ...(clockFault === null ? {} : { clockFault }),
    horizonMs,
    ...(target.kind === 'recovery-time' ? { rtoMs: target.rtoMs } : {}),
    ...(measuredMs === null
      ? {}
      : {
          timeToRecoverMs: measuredMs.best,
          timeToRecoverLowMs: measuredMs.low,
          timeToRecoverHighMs: measuredMs.high,
        }),
  };
}

/** The time of a recovery objective is the time to recover, so that CI charts show its trend. */
function objectiveCase(report: DrillReport, objective: Objective): TestCase {
  return testCase({
    classname: `${report.drill.scenario.id}.${objective.service}`,
    name: objective.id,
    seconds: (timeToRecoverOf(objective)?.best ?? 0) / 1_000,
    properties: objectiveProperties(objective),
    result: objectiveResult(objective),
  });
}

/** How the drill itself ended, where no objective can say it. */
function drillResult(report: DrillReport): CaseParts['result'] | null {
  const { outcome, reason } = report.judgement;
  const type = report.objectives.length === 0 ? 'inconclusive' : outcome;
  if (outcome !== 'aborted' && outcome !== 'harness-error' && report.objectives.length > 0) {
    return null;
  }
  const message = judgementText(reason, en);
  return { kind: 'error', type, message, detail: message };
}

function objectiveCases(report: DrillReport): readonly TestCase[] {
  const cases = report.objectives.map((objective) => objectiveCase(report, objective));
  const result = drillResult(report);
  if (result === null) return cases;
  const { id } = report.drill.scenario;
  return [...cases, testCase({ classname: id, name: 'drill', seconds: 0, properties: {}, result })];
}

function suiteTestResult({ state, errors }: SuiteTest): CaseParts['result'] {
  switch (state) {
    case 'passed':
      return PASSED;
    case 'skipped':
      return { ...PASSED, kind: 'skipped' };
    case 'failed': {
      const texts = errors.map((error) => suiteErrorText(error, en));
      const message = texts[0] ?? '';
      return { kind: 'failure', type: 'assertion', message, detail: texts.join('\n') };
    }
    default:
      return unreachable(state);
  }
}

function suiteCases(report: DrillReport, suite: Suite): readonly TestCase[] {
  const classname = `${report.drill.scenario.id}.suite`;
  const cases = suite.tests.map((test) =>
    testCase({
      classname,
      name: test.name,
      seconds: test.durationMs / 1_000,
      properties: {},
      result: suiteTestResult(test),
    }),
  );
  if (suite.state !== 'unusable' && suite.state !== 'not-run') return cases;
  const message =
    suite.defect === null ? en.suiteStates[suite.state] : suiteDefectText(suite.defect, en);
  const result = { kind: 'error', type: 'inconclusive', message, detail: message } as const;
  return [...cases, testCase({ classname, name: suite.file, seconds: 0, properties: {}, result })];
}

function countsOf(cases: readonly TestCase[]) {
  const count = (kind: TestCase['kind']): number => cases.filter((it) => it.kind === kind).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
  };
}

/** Properties of the drill: identity, outcome and the first figures. */
function drillProperties(report: DrillReport): Readonly<Record<string, string | number>> {
  const { drill, judgement, evidence, instrument } = report;
  const { slowestRecovery, lost, lowestAvailability } = keyFiguresOf(report);
  return {
    drill: drill.id,
    scenario: drill.scenario.id,
    lab: drill.lab,
    timeline: drill.timeline,
    outcome: judgement.outcome,
    exitStatus: judgement.exitStatus,
    planSha256: evidence.planSha256,
    ...(slowestRecovery?.recovered === true
      ? { slowestTimeToRecoverMs: slowestRecovery.timeMs }
      : {}),
    ...(lost === null ? {} : { lostOperations: lost.operations, lostWon: lost.won }),
    ...(lowestAvailability === null ? {} : { lowestAvailability: lowestAvailability.share }),
    droppedArrivals: instrument.dropped,
    instrumentProblems: instrument.problems.length,
  };
}

/** The report as JUnit XML. The same report gives the same bytes. */
export function renderJunit(report: DrillReport): string {
  const objectives = objectiveCases(report);
  const suite = report.suite === null ? [] : suiteCases(report, report.suite);
  const { startedAt } = report.drill;
  const when = startedAt === '' ? {} : { timestamp: startedAt };
  const suites = [
    element('testsuite', { name: report.drill.scenario.id, ...countsOf(objectives), ...when }, [
      propertiesElement(drillProperties(report)),
      ...objectives.map(({ xml }) => xml),
    ]),
    ...(report.suite === null
      ? []
      : [
          element(
            'testsuite',
            { name: report.suite.file, ...countsOf(suite), ...when },
            suite.map(({ xml }) => xml),
          ),
        ]),
  ];
  const total = countsOf([...objectives, ...suite]);
  const root = element('testsuites', { name: 'firedrill', ...total }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;
}
