// The page: one file, no script, nothing loaded, everything escaped, every kind of drill shown.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';

import { renderHtml } from '../../../reports/index.ts';
import { FIXTURE_KINDS, reportFixture } from '../fixture.ts';
import { hostileReport } from '../hostile.ts';

const VOID = new Set(['meta', 'br']);

/** Names of elements that are not closed in order; empty when the page is well formed. */
function unbalanced(page: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = page.replace(/<style>.*<\/style>/s, '').replace('<!doctype html>', '');
  for (const [, end, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/gi)) {
    if (end === '/') {
      if (open.pop() !== name) wrong.push(name);
    } else if (!rest.endsWith('/') && !VOID.has(name)) open.push(name);
  }
  return [...wrong, ...open];
}

const CASES = FIXTURE_KINDS.flatMap((kind) => [
  { kind, language: 'en' as const },
  { kind, language: 'ko' as const },
]);

test.each(CASES)('the page of the $kind drill in $language is well formed', (it) => {
  const page = renderHtml(reportFixture(it.kind), it.language);
  expect(unbalanced(page)).toEqual([]);
  expect(page).not.toMatch(/undefined|NaN|Infinity|\[object|>null</);
});

test.each(CASES)('the page of the $kind drill in $language loads and runs nothing', (it) => {
  const page = renderHtml(reportFixture(it.kind), it.language);
  expect(page).not.toMatch(/<script|<link|<iframe|<img|@import|https?:|\son[a-z]+=|\sstyle=/i);
  expect(page.replaceAll('url(#hatch)', '')).not.toContain('url(');
});

test('the content security policy names the very style sheet of the page', () => {
  const page = renderHtml(reportFixture('passed'), 'en');
  const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`);
});

test('the verdict stands before everything else that was measured', () => {
  const page = renderHtml(reportFixture('missed'), 'en');
  const order = ['Missed</strong>', 'Not stable within 12.00 s', 'id="objectives"', '<figure>'];
  const places = order.map((text) => page.indexOf(text));
  expect(places).toEqual(places.toSorted((left, right) => left - right));
  expect(places).not.toContain(-1);
});

test('hostile text stays text', () => {
  const page = renderHtml(hostileReport(), 'en');
  expect(unbalanced(page)).toEqual([]);
  expect(page).not.toContain('<script');
  // oxlint-disable-next-line no-control-regex
  expect(page).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u);
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; a|b &amp; c ]]&gt;');
});

test('a very long name is shortened in the plots and whole elsewhere', () => {
  const report = reportFixture('passed');
  const long = 'x'.repeat(300);
  const services = report.services.map((service) => ({
    ...service,
    title: { en: long, ko: long },
  }));
  const page = renderHtml({ ...report, services }, 'en');
  const texts = [...page.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');
  expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(90);
  expect(page).toContain(`<h3>${long}</h3>`);
});
