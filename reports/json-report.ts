// The report as JSON, and its published JSON Schema.

import { z } from 'zod';

import type { DrillReport } from './drill-report.ts';
import { jsonText } from './json-text.ts';
import { drillReportSchema } from './schema/drill-report.ts';

/** The report as JSON text, `format: 2`, keys in the schema's order. */
export function renderJson(report: DrillReport): string {
  return jsonText(report);
}

/** The zod schema of the JSON report and the JSON Schema (draft 2020-12) made from it. */
export function reportSchema() {
  const jsonSchema = z.toJSONSchema(drillReportSchema, {
    // `readOnly` speaks of how our types are used, not of what the JSON may hold.
    override: ({ jsonSchema: node }) => {
      delete node.readOnly;
    },
  });
  return {
    schema: drillReportSchema,
    jsonSchema: { ...jsonSchema, title: 'firedrill drill report, format 2' },
  };
}

/** Text of `reports/schema/drill-report.schema.json`, as it is published. */
export function schemaFileText(): string {
  return jsonText(reportSchema().jsonSchema);
}
