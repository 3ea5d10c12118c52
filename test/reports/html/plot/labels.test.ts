// Labels above a plot: none covers another.

import { expect, test } from 'vitest';

import { fitText, placeLabels, textWidth } from '../../../../reports/html/plot/labels.ts';

test('labels that do not touch share the lowest row', () => {
  const placed = placeLabels(
    [
      { x: 500, text: 'later', kind: 'stage' },
      { x: 10, text: 'sooner', kind: 'stage' },
    ],
    1_000,
  );
  expect(placed).toEqual([
    { x: 10, text: 'sooner', kind: 'stage', row: 0, anchor: 'start' },
    { x: 500, text: 'later', kind: 'stage', row: 0, anchor: 'start' },
  ]);
});

test('labels that touch stand in rows of their own', () => {
  const placed = placeLabels(
    [0, 5, 10].map((x) => ({ x, text: 'a long enough text', kind: 'stage' })),
    1_000,
  );
  expect(placed.map(({ row }) => row)).toEqual([0, 1, 2]);
});

test('a label that would leave the plot grows to the left', () => {
  const placed = placeLabels([{ x: 990, text: 'at the edge', kind: 'stage' }], 1_000);
  expect(placed[0]?.anchor).toBe('end');
});

test('a text is shortened to its width, and Hangul counts as wide', () => {
  expect(fitText('short', 100)).toBe('short');
  expect(fitText('데이터센터 전원 차단', 60)).toBe('데이터센…');
  expect(textWidth('가나')).toBeGreaterThan(textWidth('ab'));
});
