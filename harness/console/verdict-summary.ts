// The closing block of a run: verdict and its reason first, then the objectives, what was lost, the
// assertion suite, and where things are. What they mean in full stands in the report.

import type { Analysis } from '../analysis/index.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { Judgement } from '../verdict/index.ts';
import {
  formatBounds,
  formatWon,
  interruptionText,
  judgementText,
  leftoverText,
  notMeasuredText,
  suiteDefectText,
  suiteErrorText,
} from '../wording/index.ts';
import { objectiveTable, type Page, VERDICT_TONES } from './objective-table.ts';
import { painterOf, type Tone } from './paint.ts';
import { plainText, wrapText } from './text-width.ts';
import { wordingOf } from './wording.ts';

/** What the closing block tells. */
export interface VerdictInput {
  readonly plan: DrillPlan;
  readonly analysis: Analysis;
  readonly judgement: Judgement;
  /** The drill's folder. */
  readonly folder: string;
  readonly reportPaths: readonly string[];
}

const OUTCOME_TONES = {
  passed: VERDICT_TONES.met,
  missed: VERDICT_TONES.missed,
  inconclusive: VERDICT_TONES.inconclusive,
  aborted: 'bad',
  'harness-error': 'bad',
} as const satisfies Record<Judgement['outcome'], Tone>;
const INDENT = '  ';

/** Renders the closing block. Paths are never cut, so that they can be copied. */
export function renderVerdict(
  input: VerdictInput,
  options: { readonly columns: number; readonly colour: boolean; readonly language: Language },
): string {
  const { plan, judgement } = input;
  const { columns, colour, language } = options;
  const page: Page = { columns, paint: painterOf(colour), wording: wordingOf(language) };
  const { paint, wording } = page;
  const words = wording.verdict;
  const outcome = paint(OUTCOME_TONES[judgement.outcome], words.outcomes[judgement.outcome]);
  const { exitStatus } = judgement;
  const status = `${words.exitStatus(exitStatus)}: ${wording.exitStatuses[exitStatus]}`;
  return [
    '',
    `${outcome}  ${paint('strong', plan.scenario.title[language])}`,
    ...wrapText(plainText(judgementText(judgement.reason, wording)), columns),
    ...warnings(input, page),
    ...section(objectiveTable(judgement.verdicts, page)),
    ...section(lossLines(input.analysis, page)),
    ...section(suiteLines(judgement, page)),
    '',
    `${words.folder}: ${input.folder}`,
    ...(input.reportPaths.length === 0 ? [] : [`${words.report}:`]),
    ...input.reportPaths.map((path) => `${INDENT}${path}`),
    ...wrapText(status, columns),
  ].join('\n');
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What the reason has said already, and need not be said again. */
function toldBy(reason: Judgement['reason']): {
  readonly interruption: boolean;
  readonly left: boolean;
} {
  const { kind } = reason;
  const doubt =
    kind === 'objective' && reason.reason.kind === 'measuring-in-doubt'
      ? reason.reason.problem.code
      : null;
  return {
    interruption: kind === 'aborted' || kind === 'harness-error' || doubt === 'drill-interrupted',
    left: kind === 'not-undone',
  };
}

/** What ended the drill early, and what is still there although it should not be. */
function warnings({ analysis, judgement }: VerdictInput, page: Page): readonly string[] {
  const { interruption, rollbackFailed, leftovers } = analysis;
  const { wording } = page;
  const words = wording.verdict;
  const told = toldBy(judgement.reason);
  const left = leftovers.map((leftover) => leftoverText(leftover, wording));
  const texts = [
    ...(interruption === null || told.interruption
      ? []
      : [words.endedEarly(interruptionText(interruption, wording))]),
    ...(rollbackFailed.length === 0 || told.left
      ? []
      : [words.notUndone(rollbackFailed.join(', '))]),
    ...(left.length === 0 || told.left ? [] : [words.leftovers(left.join(', '))]),
  ];
  return texts.flatMap((text) =>
    wrapText(plainText(text), page.columns).map((line) => page.paint('bad', line)),
  );
}

/** Losses first, then what is not known; where nothing is lost, one line says so. */
function lossLines({ recoveryPoints }: Analysis, page: Page): readonly string[] {
  const { wording } = page;
  const words = wording.verdict;
  const lost = recoveryPoints.flatMap(({ service, recoveryPoint }) => {
    if (recoveryPoint.kind !== 'measured' || recoveryPoint.lost === 0) return [];
    const { lost: count, lostWon, ageMs } = recoveryPoint;
    const age = formatBounds(ageMs, wording);
    return [words.lost(service, count, formatWon(lostWon, wording), age)];
  });
  const unknown = new Map<string, readonly string[]>();
  for (const { service, recoveryPoint } of recoveryPoints) {
    if (recoveryPoint.kind !== 'unknown') continue;
    const reason = notMeasuredText(recoveryPoint.reason, wording);
    unknown.set(reason, [...(unknown.get(reason) ?? []), service]);
  }
  const notKnown = [...unknown].map(([reason, services]) =>
    words.unknownLoss(services.join(', '), reason),
  );
  const measured = recoveryPoints.filter((it) => it.recoveryPoint.kind === 'measured');
  const none = measured.length === 0 ? words.noRecoveryPoint : words.noDataLoss;
  const texts = [...lost, ...notKnown];
  const lines = texts.length === 0 ? [none] : texts;
  const tone: Tone = lost.length > 0 ? 'warning' : 'plain';
  return [
    page.paint('quiet', words.dataLoss),
    ...lines.flatMap((text) =>
      wrapText(plainText(text), page.columns - INDENT.length).map((line) =>
        page.paint(tone, `${INDENT}${line}`),
      ),
    ),
  ];
}

function suiteLines({ suite }: Judgement, page: Page): readonly string[] {
  if (suite === null) return [];
  const { wording } = page;
  const words = wording.verdict;
  const passed = suite.tests.filter(({ state }) => state === 'passed').length;
  const state = words.suiteStates[suite.state];
  const why = suite.defect === null ? '' : `: ${suiteDefectText(suite.defect, wording)}`;
  const result = `${state}, ${words.tests(passed, suite.tests.length)}${why}`;
  const failed = suite.tests.filter((test) => test.state === 'failed');
  return [
    ...wrapText(`${words.suite} ${suite.file}`, page.columns).map((it) => page.paint('quiet', it)),
    ...wrapText(plainText(result), page.columns - INDENT.length).map((it) => `${INDENT}${it}`),
    ...failed.flatMap(({ name, errors: [first] }) => {
      const error = first === undefined ? '' : `: ${suiteErrorText(first, wording)}`;
      return wrapText(plainText(`✗ ${name}${error}`), page.columns - INDENT.length).map((it) =>
        page.paint('bad', `${INDENT}${it}`),
      );
    }),
  ];
}
