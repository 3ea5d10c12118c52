// The closing block of a run: verdict and its reason first, then the objectives, what was lost, the
// assertion suite, and where things are. What they mean in full stands in the report.

import type { Analysis } from '../analysis/index.ts';
import { formatDuration } from '../model/duration.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { EXIT_STATUSES, type Judgement } from '../verdict/index.ts';
import { objectiveTable, type Page, VERDICT_TONES } from './objective-table.ts';
import { painterOf, type Tone } from './paint.ts';
import { plainText, wrapText } from './text-width.ts';
import { nameOf, wordingOf } from './wording.ts';

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
  const page: Page = { columns, paint: painterOf(colour), wording: wordingOf(language), language };
  const { paint, wording } = page;
  const words = wording.verdict;
  const outcome = paint(OUTCOME_TONES[judgement.outcome], words.outcomes[judgement.outcome]);
  const meaning = EXIT_STATUSES.find(({ status }) => status === judgement.exitStatus)?.meaning;
  const status = words.exitStatus(judgement.exitStatus);
  return [
    '',
    `${outcome}  ${paint('strong', plan.scenario.title[language])}`,
    ...wrapText(plainText(judgement.reason[language]), columns),
    ...warnings(input, page),
    ...section(objectiveTable(judgement.verdicts, page)),
    ...section(lossLines(input.analysis, page)),
    ...section(suiteLines(judgement, page)),
    '',
    `${words.folder}: ${input.folder}`,
    ...(input.reportPaths.length === 0 ? [] : [`${words.report}:`]),
    ...input.reportPaths.map((path) => `${INDENT}${path}`),
    ...wrapText(meaning === undefined ? status : `${status}: ${meaning[language]}`, columns),
  ].join('\n');
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What ended the drill early, and what is still there although it should not be. */
function warnings({ analysis, judgement }: VerdictInput, page: Page): readonly string[] {
  const { interruption, rollbackFailed, leftovers } = analysis;
  const { wording, language } = page;
  const words = wording.verdict;
  const undone = rollbackFailed.join(', ');
  const left = leftovers.join(', ');
  // What the reason has said already is not said again.
  const isNews = (text: string): boolean =>
    text !== '' && !judgement.reason[language].includes(text);
  const texts = [
    ...(interruption !== null && isNews(interruption.detail)
      ? [words.endedEarly(nameOf(wording, interruption.cause), interruption.detail)]
      : []),
    ...(isNews(undone) ? [words.notUndone(undone)] : []),
    ...(isNews(left) ? [words.leftovers(left)] : []),
  ];
  return texts.flatMap((text) =>
    wrapText(plainText(text), page.columns).map((line) => page.paint('bad', line)),
  );
}

/** Losses first, then what is not known; where nothing is lost, one line says so. */
function lossLines({ recoveryPoints }: Analysis, page: Page): readonly string[] {
  const words = page.wording.verdict;
  const lost = recoveryPoints.flatMap(({ service, recoveryPoint }) => {
    if (recoveryPoint.kind !== 'measured' || recoveryPoint.lost === 0) return [];
    const { lost: count, lostWon, ageMs } = recoveryPoint;
    return [words.lost(service, count, formatWon(lostWon), formatDuration(ageMs.best))];
  });
  const unknown = new Map<string, readonly string[]>();
  for (const { service, recoveryPoint } of recoveryPoints) {
    if (recoveryPoint.kind !== 'unknown') continue;
    const { reason } = recoveryPoint;
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
  const words = page.wording.verdict;
  const passed = suite.tests.filter(({ state }) => state === 'passed').length;
  const state = words.suiteStates[suite.state];
  const why = suite.reason === null ? '' : `: ${suite.reason}`;
  const result = `${state}, ${words.tests(passed, suite.tests.length)}${why}`;
  const failed = suite.tests.filter((test) => test.state === 'failed');
  return [
    ...wrapText(`${words.suite} ${suite.file}`, page.columns).map((it) => page.paint('quiet', it)),
    ...wrapText(plainText(result), page.columns - INDENT.length).map((it) => `${INDENT}${it}`),
    ...failed.flatMap(({ name, errors }) =>
      wrapText(plainText(`✗ ${name}: ${errors[0] ?? ''}`), page.columns - INDENT.length).map((it) =>
        page.paint('bad', `${INDENT}${it}`),
      ),
    ),
  ];
}

/** `₩1,234,000`. No locale data of the runtime is used. */
function formatWon(won: number): string {
  return `₩${String(won).replaceAll(/\B(?=(\d{3})+$)/g, ',')}`;
}
