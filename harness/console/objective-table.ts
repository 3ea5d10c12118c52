// The objective table of the closing block: objective, measured, verdict, and for what was not met
// the figures that decided. In a narrow terminal each objective takes two lines.

import type { Verdict, VerdictValue } from '../verdict/index.ts';
import { measuredText, reasonText } from '../wording/index.ts';
import type { Painter, Tone } from './paint.ts';
import { fitText, plainText, textWidth, wrapText } from './text-width.ts';
import type { Wording } from './wording.ts';

/** How the closing block is drawn. */
export interface Page {
  readonly columns: number;
  readonly paint: Painter;
  readonly wording: Wording;
}

const MARKS: Readonly<Record<VerdictValue, string>> = { met: '✓', missed: '✗', inconclusive: '?' };
/** The tone of a verdict. */
export const VERDICT_TONES = {
  met: 'good',
  missed: 'bad',
  inconclusive: 'warning',
} as const satisfies Record<VerdictValue, Tone>;
const GAP = '  ';
const INDENT = '    ';
const LEAST_MEASURED_COLUMNS = 16;

/** The lines of the table; none where the plan has no objective. */
export function objectiveTable(verdicts: readonly Verdict[], page: Page): readonly string[] {
  if (verdicts.length === 0) return [];
  const { wording, paint } = page;
  const words = wording.verdict;
  const objective = widest([words.objective, ...verdicts.map((it) => it.objective.id)]);
  const verdict = 2 + widest([words.verdict, ...Object.values(words.values)]);
  const room = page.columns - objective - verdict - 3 * GAP.length;
  if (room < LEAST_MEASURED_COLUMNS) return verdicts.flatMap((it) => stacked(it, page));
  const needed = widest([words.measured, ...verdicts.map((it) => measuredOf(it, page))]);
  const measured = Math.min(room, needed);
  const heading = [
    fitText(words.objective, objective),
    fitText(words.measured, measured),
    words.verdict,
  ].join(GAP);
  const rows = verdicts.flatMap((it) => {
    const [first = '', ...rest] = wrapText(measuredOf(it, page), measured);
    const cells = `${GAP}${fitText(it.objective.id, objective)}${GAP}${fitText(first, measured)}`;
    const below = rest.map((line) => `${GAP}${' '.repeat(objective)}${GAP}${line}`);
    return [`${cells}${GAP}${valueOf(it, page)}`, ...below, ...reasonOf(it, page)];
  });
  return [paint('quiet', `${GAP}${heading}`), ...rows];
}

function stacked(verdict: Verdict, page: Page): readonly string[] {
  const head = wrapText(verdict.objective.id, page.columns);
  const measured = wrapText(measuredOf(verdict, page), page.columns - INDENT.length);
  return [
    ...head,
    `${INDENT}${valueOf(verdict, page)}`,
    ...measured.map((line) => `${INDENT}${line}`),
    ...reasonOf(verdict, page),
  ];
}

function measuredOf({ measured }: Verdict, { wording }: Page): string {
  return measured === null ? '–' : plainText(measuredText(measured, wording));
}

function valueOf({ value }: Verdict, { paint, wording }: Page): string {
  return paint(VERDICT_TONES[value], `${MARKS[value]} ${wording.verdict.values[value]}`);
}

function reasonOf({ value, reason }: Verdict, { columns, wording, paint }: Page) {
  if (value === 'met') return [];
  return wrapText(plainText(reasonText(reason, wording)), columns - INDENT.length).map((line) =>
    paint('quiet', `${INDENT}${line}`),
  );
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((it) => textWidth(it)));
}
