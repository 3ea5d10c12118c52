// Both catalogues say the same things, and nothing visible comes from anywhere else.

import { expect, test } from 'vitest';

import { renderHtml, renderMarkdown } from '../../../reports/index.ts';
import { reportFixture } from '../fixture.ts';

/** Words of Latin letters that a Korean report may hold: names of files, ids, units, terms. */
const ALLOWED = new Set(
  [
    'KST UTC SHA RTO RTA RPO RPA HTTP xx ms p B HTML h', // units and terms
    'dc loss failover suite ts daejeon dark gongju bank post transfer accept T Z', // ids
    'samples json gz firedrill report drills', // files and the command
    'k node toxiproxy linux x', // names in versions and machine
  ].flatMap((line) => line.split(' ')),
);

/** The visible text of a page: no style sheet, no tags; titles of plots are visible, too. */
function visibleText(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&[a-z]+;|&#\d+;/g, ' ')
    .replaceAll(/\b[0-9a-f]{64}\b/g, ' ');
}

function foreignWords(text: string): readonly string[] {
  const words = [...text.matchAll(/[A-Za-z]+/g)].map(([word]) => word);
  return [...new Set(words)].filter((word) => !ALLOWED.has(word));
}

test('the Korean page has no English word', () => {
  expect(foreignWords(visibleText(renderHtml(reportFixture('passed'), 'ko')))).toEqual([]);
});

test('the Korean Markdown has no English word', () => {
  const text = renderMarkdown(reportFixture('passed'), 'ko').replaceAll(/\b[0-9a-f]{64}\b/g, ' ');
  expect(foreignWords(text)).toEqual([]);
});

test('the English page has Korean only where the drill itself has it', () => {
  const text = visibleText(renderHtml(reportFixture('passed'), 'en'));
  expect(text.match(/\p{Script=Hangul}+/gu)).toEqual(['은행', '재개']);
});
