// Blocks of Markdown: headings, tables, lists. Cells are escaped here, once.

import { escapeMarkdown } from './escape.ts';

/** A column: its heading and whether figures stand in it. */
interface Column {
  readonly heading: string;
  readonly align?: 'figure';
}

/** A column of words. */
export function text(columnHeading: string): Column {
  return { heading: columnHeading };
}

/** A column of figures, set to the right. */
export function figure(columnHeading: string): Column {
  return { heading: columnHeading, align: 'figure' };
}

/** A heading with a blank line after it. */
export function heading(level: 1 | 2 | 3, text: string): string {
  return `${'#'.repeat(level)} ${escapeMarkdown(text)}\n`;
}

/** A paragraph. */
export function paragraph(text: string): string {
  return `${escapeMarkdown(text)}\n`;
}

/** A table; a note instead when there are no rows. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  noRows: string,
): string {
  if (rows.length === 0) return paragraph(noRows);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rules = columns.map(({ align }) => (align === 'figure' ? '--:' : '---'));
  return [
    line(columns.map((column) => escapeMarkdown(column.heading))),
    line(rules),
    ...rows.map((row) => line(row.map(escapeMarkdown))),
    '',
  ].join('\n');
}

/** A list of labelled values. */
export function definitions(entries: readonly (readonly [string, string])[]): string {
  return entries
    .map(([label, value]) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(value)}\n`)
    .join('');
}
