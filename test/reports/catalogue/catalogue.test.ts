// Both catalogues say the same things, and nothing visible comes from anywhere else.

import { expect, test } from 'vitest';

import type { Outcome } from '../../../harness/load/sample.ts';
import { EXIT_STATUSES } from '../../../harness/verdict/index.ts';
import { catalogueOf } from '../../../reports/catalogue/index.ts';
import { renderHtml, renderMarkdown } from '../../../reports/index.ts';
import { reportFixture } from '../fixture.ts';

const en = catalogueOf('en');
const ko = catalogueOf('ko');

/** Words of Latin letters that a Korean report may hold: names of files, ids, units, terms. */
const ALLOWED = new Set(
  [
    'KST UTC SHA RTO RTA RPO RPA HTTP xx ms p B HTML h', // units and terms
    'dc loss failover suite ts daejeon dark gongju bank post transfer accept T Z', // ids
    'samples json gz firedrill report drills', // files and the command
    'k node toxiproxy arch cpus platform linux x', // names in versions and machine
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

test('exit statuses mean what the verdicts say they mean', () => {
  for (const { status, meaning } of EXIT_STATUSES) {
    expect([en.exitStatuses[status], ko.exitStatuses[status]]).toEqual([meaning.en, meaning.ko]);
  }
});

test('every name with an English word has a Korean one', () => {
  const missing = Object.keys(en.names).filter((name) => !Object.hasOwn(ko.names, name));
  expect(missing).toEqual([]);
});

test('every outcome of an attempt has a word', () => {
  const bad: Readonly<Record<Exclude<Outcome, 'ok'>, true>> = {
    'refused-by-service': true,
    'wrong-body': true,
    'http-4xx': true,
    'http-5xx': true,
    timeout: true,
    'connection-refused': true,
    'connection-reset': true,
    'connection-closed': true,
    'name-error': true,
    'other-error': true,
  };
  expect(Object.keys(bad).filter((outcome) => !Object.hasOwn(en.names, outcome))).toEqual([]);
});
