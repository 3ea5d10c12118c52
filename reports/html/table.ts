// Tables of the page: one helper, so that all of them scroll on narrow screens and read alike.

import { type Content, html, type Markup } from './markup.ts';

/** A column: its heading and how its cells are set. */
export interface Column {
  readonly heading: Content;
  readonly align?: 'figure';
}

function cellOf(cell: Content, column: Column | undefined): Markup {
  const label = typeof column?.heading === 'string' ? column.heading : '';
  const figure = column?.align === 'figure' ? html` class="figure"` : null;
  return html`<td${figure} data-label="${label}"><div>${cell}</div></td>`;
}

/**
 * A table; the first cell of each row is its heading. On narrow screens a `scrolling` table scrolls
 * sideways, and in a `stacking` one every row becomes a list, so that no cell is out of sight.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  narrow: 'scrolling' | 'stacking' = 'scrolling',
): Markup {
  const heads = columns.map(({ heading, align }) => {
    const figure = align === 'figure' ? html` class="figure"` : null;
    return html`<th scope="col"${figure}>${heading}</th>`;
  });
  const body = rows.map(([first = null, ...rest]) => {
    const cells = rest.map((cell, index) => cellOf(cell, columns[index + 1]));
    return html`<tr><th scope="row">${first}</th>${cells}</tr>\n`;
  });
  return html`<div class="${narrow}"><table>
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
