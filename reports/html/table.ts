// Tables of the page: one helper, so that all of them scroll on narrow screens and read alike.

import { type Content, html, type Markup } from './markup.ts';

/** A column: its heading and how its cells are set. */
export interface Column {
  readonly heading: Content;
  readonly align?: 'figure';
}

/** A table; the first cell of each row is its heading. */
export function table(columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  const kind = (index: number): Markup =>
    columns[index]?.align === 'figure' ? html` class="figure"` : html``;
  const heads = columns.map(
    ({ heading }, index) => html`<th scope="col"${kind(index)}>${heading}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, index) =>
      index === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(index)}>${cell}</td>`,
    );
    return html`<tr>${cells}</tr>\n`;
  });
  return html`<div class="scroll"><table>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table></div>
`;
}

/** Labelled values side by side. */
export function definitions(entries: readonly (readonly [Content, Content])[]): Markup {
  const items = entries.map(
    ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`,
  );
  return html`<dl class="facts">
${items}</dl>
`;
}

/** A note below or above something. */
export function note(text: Content): Markup {
  return html`<p class="note">${text}</p>\n`;
}
