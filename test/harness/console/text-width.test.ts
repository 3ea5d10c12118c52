// Columns of text: Korean takes two, marks none; cutting, filling and wrapping never exceed them.

import { expect, test } from 'vitest';

import {
  cutText,
  fitText,
  plainText,
  textWidth,
  wrapText,
} from '../../../harness/console/text-width.ts';

test.each([
  ['', 0],
  ['bank', 4],
  ['정상', 4],
  ['장애 fire', 9],
  ['ＡＢ', 4],
  ['한국（주）', 10],
  ['e\u0301', 1],
  ['각', 2],
  ['✓ ▲ ━ ▁█', 8],
  ['🔥', 2],
])('%s takes %i columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

test('cutting never leaves half a character', () => {
  const text = '데이터센터 상실';
  expect([15, 14, 6, 5, 1, 0].map((columns) => cutText(text, columns))).toEqual([
    '데이터센터 상실',
    '데이터센터 상…',
    '데이…',
    '데이…',
    '…',
    '',
  ]);
});

test('filling gives exactly the columns', () => {
  for (const columns of [3, 4, 7, 12]) {
    expect(textWidth(fitText('정상/s', columns, 'right'))).toBe(columns);
  }
  expect(fitText('정상', 6, 'right')).toBe('  정상');
});

test('wrapping breaks at spaces, and within a word only where it must', () => {
  expect(wrapText('the writers are at rest', 11)).toEqual(['the writers', 'are at rest']);
  expect(wrapText('가나다라마바사', 6)).toEqual(['가나다', '라마바', '사']);
  expect(wrapText('', 10)).toEqual(['']);
});

test('control characters cannot move the cursor', () => {
  expect(plainText('a\u001B[2Jb\r\n  c\td')).toBe('a [2Jb c d');
});
