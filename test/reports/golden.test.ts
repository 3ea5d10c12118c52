// Golden files: what the reports look like, to the byte, and the published JSON Schema. After an
// intended change: vitest run test/reports/golden.test.ts -u, and read the difference.

import { expect, test } from 'vitest';

import {
  renderHtml,
  renderJson,
  renderJunit,
  renderMarkdown,
  schemaFileText,
} from '../../reports/index.ts';
import { FIXTURE_KINDS, reportFixture } from './fixture.ts';

test.each(FIXTURE_KINDS)('JUnit of the %s drill', async (kind) => {
  await expect(renderJunit(reportFixture(kind))).toMatchFileSnapshot(`golden/${kind}.junit.xml`);
});

test.each(FIXTURE_KINDS)('Markdown of the %s drill', async (kind) => {
  const text = renderMarkdown(reportFixture(kind), 'en');
  await expect(text).toMatchFileSnapshot(`golden/${kind}.en.md`);
});

test('Markdown of the passed drill in Korean', async () => {
  const text = renderMarkdown(reportFixture('passed'), 'ko');
  await expect(text).toMatchFileSnapshot('golden/passed.ko.md');
});

test('HTML of the passed drill', async () => {
  const text = renderHtml(reportFixture('passed'), 'en');
  await expect(text).toMatchFileSnapshot('golden/passed.en.html');
});

test('JSON of the passed drill', async () => {
  await expect(renderJson(reportFixture('passed'))).toMatchFileSnapshot('golden/passed.json');
});

test('the published JSON Schema is up to date', async () => {
  const path = '../../reports/schema/drill-report.schema.json';
  await expect(schemaFileText()).toMatchFileSnapshot(path);
});
