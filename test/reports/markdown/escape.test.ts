// Escaping for Markdown.

import { expect, test } from 'vitest';

import { renderMarkdown } from '../../../reports/index.ts';
import { escapeMarkdown } from '../../../reports/markdown/escape.ts';
import { hostileReport } from '../hostile.ts';

test.each([
  ['a|b', String.raw`a\|b`],
  ['<script>', '&lt;script&gt;'],
  ['a & b', 'a &amp; b'],
  ['*a* _b_ `c` [d](e)', String.raw`\*a\* \_b\_ \`c\` \[d\](e)`],
  ['two\nlines\tand  more ', 'two lines and more'],
  ['\u0000\ud800', '\ufffd\ufffd'],
  ['bank@daejeon', 'bank@daejeon'],
])('%j becomes %j', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

test('hostile text neither breaks a table nor becomes HTML', () => {
  const lines = renderMarkdown(hostileReport(), 'en').split('\n');
  const cells = (line: string): number => line.split(/(?<!\\)\|/).length;
  const rows = lines.flatMap((line, index) => (line.startsWith('| --') ? [index] : []));
  for (const rule of rows) {
    for (let index = rule - 1; lines[index]?.startsWith('|') === true; index += 1) {
      expect(cells(lines[index] ?? '')).toBe(cells(lines[rule] ?? ''));
    }
  }
  expect(lines.join('\n')).not.toMatch(/<[a-z]/i);
});
