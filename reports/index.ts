// The public names of the reports. Everything else in this folder is its own affair.

export { buildReport, type DrillReport, type ReportInput } from './drill-report.ts';
export type { Evidence } from './evidence.ts';
export { renderHtml } from './html/render-html.ts';
export { renderJson, reportSchema, schemaFileText } from './json-report.ts';
export { renderJunit } from './junit/render-junit.ts';
export { renderMarkdown } from './markdown/render-markdown.ts';
