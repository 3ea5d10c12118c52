// The closing block: golden texts of judged hand-built drills, and that no line but a path is wider
// than the terminal.

import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';

import { analyse } from '../../../harness/analysis/index.ts';
import { renderVerdict } from '../../../harness/console/index.ts';
import { textWidth } from '../../../harness/console/text-width.ts';
import { judge, type SuiteResult } from '../../../harness/verdict/index.ts';
import { downUntil, type HistoryOptions, historyOf, LOST, planOf } from '../analysis/history.ts';

const FOLDER = 'drills/2025-09-26T11-20-00-000Z-history';
const SUITE: SuiteResult = {
  file: 'history.suite.ts',
  state: 'failed',
  defect: null,
  tests: [
    { name: 'the bank comes back', state: 'passed', durationMs: 1, errors: [] },
    {
      name: 'the bank loses nothing',
      state: 'failed',
      durationMs: 1,
      errors: [{ kind: 'said', said: '1 lost,\n 0 wanted' }],
    },
  ],
};

const missed: HistoryOptions = {
  fate: (at) => (at === 12_000 ? LOST : downUntil(26_000)(at)),
};
const met: HistoryOptions = { fate: downUntil(17_000) };
const interrupted: HistoryOptions = {
  ...met,
  events: (events) => [
    ...events,
    { at: 41_000, type: 'interrupted', cause: 'signal', detail: 'SIGINT' },
    { at: 41_001, type: 'rollback-ended', undone: [], failed: ['fire'], tookMs: 1 },
  ],
};

function block(
  options: HistoryOptions,
  how: Partial<Parameters<typeof renderVerdict>[1]> = {},
  suite: SuiteResult | null = null,
): string {
  const plan = planOf(options);
  const analysis = analyse(historyOf(options));
  return renderVerdict(
    {
      plan,
      analysis,
      judgement: judge(plan, analysis, suite),
      folder: FOLDER,
      reportPaths: [`${FOLDER}/report.html`],
    },
    { columns: 80, colour: false, language: 'en', ...how },
  );
}

test.each([
  ['met-80', block(met)],
  ['missed-80', block(missed, {}, SUITE)],
  ['missed-ko-80', block(missed, { language: 'ko' }, SUITE)],
  ['missed-40', block(missed, { columns: 40 }, SUITE)],
  ['aborted-80', block(interrupted)],
])('golden %s', async (name, text) => {
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/verdict-${name}.txt`);
});

test('the verdict and its reason come first', () => {
  const [, outcome, reason] = block(missed).split('\n');
  expect([outcome, reason]).toEqual([
    'MISSED  x',
    expect.stringContaining('bank.recovery-time: Stable after 14.00 s'),
  ]);
});

test('colours repeat what the text says', () => {
  const coloured = block(missed, { colour: true }, SUITE);
  expect(coloured).not.toBe(block(missed, {}, SUITE));
  expect(stripVTControlCharacters(coloured)).toBe(block(missed, {}, SUITE));
});

test('only paths may be wider than the terminal', () => {
  for (const language of ['en', 'ko'] as const) {
    for (let columns = 24; columns <= 120; columns += 4) {
      const lines = block(missed, { columns, language }, SUITE).split('\n');
      const wide = lines.filter((it) => textWidth(it) > columns && !it.includes(FOLDER));
      expect({ columns, language, wide }).toEqual({ columns, language, wide: [] });
    }
  }
});
