// The closing block of a run: verdict and reason first, then the objectives, then where things are.

import { styleText } from 'node:util';

import type { Analysis } from '../analysis/index.ts';
import type { Language } from '../model/text.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import { EXIT_STATUSES, type Judgement, type VerdictValue } from '../verdict/index.ts';

const WORDS = {
  en: {
    passed: 'PASSED',
    missed: 'MISSED',
    inconclusive: 'INCONCLUSIVE',
    aborted: 'ABORTED',
    'harness-error': 'HARNESS ERROR',
    met: 'met',
    folder: 'Drill',
    status: 'Exit status',
    lost: 'acknowledged writes lost',
    suite: 'Assertion suite',
    tests: 'tests',
    suitePassed: 'passed',
    suiteFailed: 'failed',
    suiteUnusable: 'unusable',
  },
  ko: {
    passed: '통과',
    missed: '미달성',
    inconclusive: '판정 불가',
    aborted: '중단됨',
    'harness-error': '하네스 오류',
    met: '달성',
    folder: '훈련 폴더',
    status: '종료 상태',
    lost: '승인된 쓰기 유실',
    suite: '검증 스위트',
    tests: '건',
    suitePassed: '통과',
    suiteFailed: '실패',
    suiteUnusable: '사용 불가',
  },
} as const;

const MARKS: Readonly<Record<VerdictValue, string>> = { met: '✓', missed: '✗', inconclusive: '?' };
/** Failed tests that the closing block names; the report has them all. */
const LISTED_TESTS = 5;
const COLOURS = { met: 'green', missed: 'red', inconclusive: 'yellow' } as const;

/** Renders the closing block. */
export function renderVerdict(
  input: {
    readonly plan: DrillPlan;
    readonly analysis: Analysis;
    readonly judgement: Judgement;
    readonly folder: string;
    readonly reportPaths: readonly string[];
  },
  options: { readonly columns: number; readonly colour: boolean; readonly language: Language },
): string {
  const { plan, analysis, judgement } = input;
  const { language, colour } = options;
  const words = WORDS[language];
  const paint = (value: VerdictValue, text: string): string =>
    colour ? styleText(COLOURS[value], text, { validateStream: false }) : text;
  const rows = judgement.verdicts.map(({ objective, value, measured, reason }) =>
    paint(
      value,
      `  ${MARKS[value]} ${objective.id.padEnd(26)} ${measured?.[language] ?? reason[language]}`,
    ),
  );
  const losses = analysis.recoveryPoints.flatMap(({ service, recoveryPoint }) =>
    recoveryPoint.kind === 'measured' && recoveryPoint.lost > 0
      ? [`  ${service}: ${recoveryPoint.lost} ${words.lost} (₩${recoveryPoint.lostWon})`]
      : [],
  );
  const meaning = EXIT_STATUSES.find(({ status }) => status === judgement.exitStatus)?.meaning;
  return [
    '',
    paint(judgement.value, `${words[judgement.outcome]}  ${plan.scenario.title[language]}`),
    judgement.reason[language],
    ...rows,
    ...losses,
    ...suiteLines(judgement, words),
    `${words.folder}: ${input.folder}`,
    ...input.reportPaths.map((path) => `  ${path}`),
    `${words.status} ${judgement.exitStatus}: ${meaning?.[language] ?? ''}`,
  ].join('\n');
}

function suiteLines(
  { suite }: Judgement,
  words: (typeof WORDS)[keyof typeof WORDS],
): readonly string[] {
  if (suite === null) return [];
  const state = {
    passed: words.suitePassed,
    failed: words.suiteFailed,
    unusable: words.suiteUnusable,
  }[suite.state];
  const failed = suite.state === 'failed' ? suite.tests.filter((it) => it.state === 'failed') : [];
  return [
    `  ${words.suite} ${suite.file}: ${state}, ${suite.tests.length} ${words.tests}${suite.reason === null ? '' : ` (${suite.reason})`}`,
    ...failed.slice(0, LISTED_TESTS).map(({ name, errors }) => `    ✗ ${name}: ${errors[0] ?? ''}`),
  ];
}
