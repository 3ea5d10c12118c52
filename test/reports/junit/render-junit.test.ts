// JUnit: what CI counts, and XML that every parser reads.

import { expect, test } from 'vitest';

import { buildReport, renderJunit } from '../../../reports/index.ts';
import { drillFixture, reportFixture } from '../fixture.ts';
import { hostileReport } from '../hostile.ts';

/** Attributes of the first element of a name. */
function attributesOf(xml: string, name: string): Readonly<Record<string, string>> {
  const text = new RegExp(`<${name}([^>]*)>`).exec(xml)?.[1] ?? '';
  return Object.fromEntries(
    [...text.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
}

/** Elements that are not closed in order; empty when the document is well formed. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, end, name = '', rest] of xml.matchAll(/<(\/?)([a-z]+)((?:[^>"]|"[^"]*")*)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) wrong.push(name);
    } else if (rest?.endsWith('/') !== true) open.push(name);
  }
  return [...wrong, ...open];
}

test('a passed drill is green: one testcase per objective and per test of the suite', () => {
  const counts = attributesOf(renderJunit(reportFixture('passed')), 'testsuites');
  expect(counts).toMatchObject({ tests: '4', failures: '0', errors: '0', skipped: '0' });
});

test('missed is a failure', () => {
  const xml = renderJunit(reportFixture('missed'));
  expect(attributesOf(xml, 'testsuites')).toMatchObject({
    failures: '2',
    errors: '0',
    skipped: '1',
  });
  expect(xml).toContain(
    '<failure type="missed" message="Not stable within 12.00 s; the RTO is 12 s.">',
  );
});

test('inconclusive is an error that can be told from a failure', () => {
  const xml = renderJunit(reportFixture('inconclusive'));
  // The objective, and the suite that was not run.
  expect(attributesOf(xml, 'testsuites')).toMatchObject({ failures: '0', errors: '2' });
  expect(xml).toContain(
    '<error type="inconclusive" message="The measuring is in doubt: fault daejeon-dark was',
  );
});

test('an aborted drill is red although its objectives were met', () => {
  const xml = renderJunit(reportFixture('aborted'));
  expect(attributesOf(xml, 'testsuites')).toMatchObject({ errors: '1' });
  expect(xml).toContain('<error type="aborted" message="Aborted: signal SIGINT.">');
});

test('a drill without objectives is red', () => {
  const xml = renderJunit(reportFixture('empty'));
  expect(attributesOf(xml, 'testsuites')).toMatchObject({ tests: '1', errors: '1' });
  expect(xml).toContain('type="inconclusive"');
});

test('an unusable suite is an error of its own', () => {
  const drill = drillFixture('passed');
  const suite = {
    file: 'a.suite.ts',
    state: 'unusable',
    defect: { kind: 'asserts-nothing', test: 'opens' },
    tests: [],
  } as const;
  const report = buildReport({ ...drill, judgement: { ...drill.judgement, suite } });
  expect(renderJunit(report)).toContain(
    '<error type="inconclusive" message="&quot;opens&quot; asserts nothing">',
  );
});

test('the time of a recovery objective is the time to recover, with its interval beside it', () => {
  const xml = renderJunit(reportFixture('passed'));
  expect(xml).toContain('name="bank.recovery-time" time="2.115"');
  expect(xml).toContain('<property name="timeToRecoverLowMs" value="2101.2"/>');
  expect(xml).toContain('<property name="timeToRecoverHighMs" value="2127.9"/>');
});

test('hostile text leaves well-formed XML 1.0', () => {
  const xml = renderJunit(hostileReport());
  // oxlint-disable-next-line no-control-regex
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Surrogate}/u);
  expect(xml).not.toContain(']]>');
  expect(xml).not.toContain('<script');
  expect(unclosed(xml)).toEqual([]);
});
