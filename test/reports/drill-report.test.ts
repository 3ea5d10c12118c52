// The report as one plain JSON value: what it takes over, what it shifts, what it never invents.

import { expect, test } from 'vitest';
import { z } from 'zod';

import { buildReport, renderJson, reportSchema, schemaFileText } from '../../reports/index.ts';
import { CLOCK_AT, METHOD_AT } from './fixture-analysis.ts';
import { drillFixture, FIXTURE_KINDS, reportFixture } from './fixture.ts';

test.each(FIXTURE_KINDS)('the JSON of the %s drill is valid by its own schema', (kind) => {
  const parsed: unknown = JSON.parse(renderJson(reportFixture(kind)));
  expect(reportSchema().schema.safeParse(parsed)).toMatchObject({ success: true });
});

test.each(FIXTURE_KINDS)('the JSON of the %s drill is valid by the published file', (kind) => {
  const published = z.fromJSONSchema(JSON.parse(schemaFileText()));
  const parsed: unknown = JSON.parse(renderJson(reportFixture(kind)));
  expect(published.safeParse(parsed)).toMatchObject({ success: true });
  expect(published.safeParse({ ...reportFixture(kind), format: 1 })).toMatchObject({
    success: false,
  });
});

test('a report that was read back renders to the same bytes', () => {
  const text = renderJson(reportFixture('passed'));
  const report = reportSchema().schema.parse(JSON.parse(text));
  expect(renderJson(report)).toBe(text);
});

test('the same input gives the same bytes, whatever the order of its records', () => {
  const drill = drillFixture('passed');
  const versions = Object.fromEntries(Object.entries(drill.evidence.versions).toReversed());
  const turned = { ...drill, evidence: { ...drill.evidence, versions } };
  expect(renderJson(buildReport(turned))).toBe(renderJson(buildReport(drill)));
});

test('times count from the start of the method', () => {
  const [fault] = reportFixture('passed').faults;
  expect(fault?.injectedMs).toBe(CLOCK_AT - METHOD_AT);
});

test('without a method, times count from the start of the drill', () => {
  const drill = drillFixture('aborted');
  const report = buildReport({ ...drill, analysis: { ...drill.analysis, methodStartedAt: null } });
  expect({ origin: report.timeOrigin, at: report.faults[0]?.injectedMs }).toEqual({
    origin: 'drill-start',
    at: CLOCK_AT,
  });
});

test('a planned fault that the analysis does not know was not injected', () => {
  const [fault] = reportFixture('inconclusive').faults;
  expect(fault).toMatchObject({ injectedMs: null, healedMs: null, confirmation: 'not-injected' });
});

test('a suite that the plan names and nobody ran is not left out', () => {
  expect(reportFixture('inconclusive').suite).toEqual({
    file: 'dc-loss-failover.suite.ts',
    state: 'not-run',
    defect: null,
    tests: [],
  });
});

test('the JSON Schema describes times and names the shared types', () => {
  const { jsonSchema } = reportSchema();
  expect(Object.keys(jsonSchema.properties ?? {})).toEqual(Object.keys(reportFixture('passed')));
  expect(Object.keys(jsonSchema.$defs ?? {}).toSorted()).toEqual([
    'assertion',
    'basis',
    'expectation',
    'finding',
    'instrumentProblem',
    'integrityFinding',
    'interruption',
    'interval',
    'journalDamage',
    'judgementReason',
    'leftover',
    'localizedText',
    'measured',
    'notMeasured',
    'plainReason',
    'processExit',
    'reason',
    'samplesDamage',
    'suiteDefect',
    'suiteError',
  ]);
});
