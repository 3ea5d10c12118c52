// The figures of the campaign `cost`: each ratio's median is held to its limit.

import { expect, test } from 'vitest';

import { type CostOutcome, costFigures } from './cost.ts';
import { brokenFigures, valueText } from './figure.ts';

const analysis = (
  ratio: number,
  differs: { sameHash?: boolean; attempts?: number; keptBytes?: number } = {},
  group = 'analysis-1M',
): CostOutcome => ({
  kind: 'analysis',
  group,
  written: 100_000,
  figures: {
    attempts: 100_000,
    oursMs: 500,
    plainMs: 500 * ratio,
    ratio,
    sameHash: true,
    keptBytes: 1_600_000,
    peakBytes: 70_000_000,
    ...differs,
  },
});
const injection = (ratio: number) =>
  ({
    kind: 'injection',
    figures: { injectionP95Ms: 2 * ratio, bareCallP95Ms: 2, openMs: 1, bareStartsMs: 1 },
  }) as CostOutcome;
const coldStart = (ratio: number): CostOutcome => ({
  kind: 'cold-start',
  figures: { parts: 13, openMs: 2_000 * ratio, sideBySideMs: 2_000, oneByOneMs: 4_000 },
});

test.each<[string, readonly CostOutcome[], readonly string[]]>([
  ['limits touched', [analysis(6), injection(1.5), coldStart(1.25)], []],
  ['no case', [], []],
  ['one slow case of three', [injection(1.4), injection(9), injection(1.4)], []],
  [
    'slow reading',
    [analysis(5.9), injection(1)],
    ['analysis-1M: faster than the plain road, median: 5.9 times'],
  ],
  [
    'another hash',
    [analysis(7), analysis(7, { sameHash: false })],
    ['analysis-1M: every attempt, same hash as the plain road: 1 of 2'],
  ],
  [
    'an attempt that was not read',
    [analysis(7, { attempts: 99_999 })],
    ['analysis-1M: every attempt, same hash as the plain road: 0 of 1'],
  ],
  ['memory of a small file', [analysis(7, { keptBytes: 5_000_000 })], []],
  [
    'memory of a large file',
    [analysis(7, { keptBytes: 1_610_000 }, 'analysis-10M')],
    ['analysis-10M: kept for each operation, median: 16.1 bytes'],
  ],
  [
    'slow injection',
    [injection(1.4), injection(1.6), injection(1.6)],
    ['injection, p95, against a bare call, median: 1.6 times'],
  ],
  [
    'slow opening',
    [coldStart(1.3)],
    ['opening the lab, against its parts side by side, median: 1.3 times'],
  ],
])('%s', (_, outcomes, expected) => {
  const broken = brokenFigures(costFigures(outcomes));
  expect(broken.map((figure) => `${figure.figure}: ${valueText(figure)}`)).toEqual(expected);
});

test('the worst case is shown beside the median', () => {
  const figures = costFigures([analysis(9), analysis(7), analysis(8), injection(3), injection(1)]);
  expect(
    figures
      .filter(({ figure }) => figure.endsWith('worst'))
      .map((figure) => `${figure.figure}: ${valueText(figure)}`),
  ).toEqual([
    'analysis-1M: faster than the plain road, worst: 7 times',
    'injection, p95, against a bare call, worst: 3 times',
  ]);
});
