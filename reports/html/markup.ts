// HTML and SVG as values that cannot be unescaped by accident: whatever is put into a template is
// escaped unless it was made by a template itself.

/** Text that is already HTML. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template. */
export type Content = string | number | Markup | null | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no document may hold: controls except tab and line feed, halves of pairs. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/** Escapes text for an element or a quoted attribute; forbidden characters become U+FFFD. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The HTML of a content: text is escaped, null is nothing. */
export function render(content: Content): string {
  if (content === null) return '';
  if (typeof content === 'string') return escapeMarkup(content);
  if (typeof content === 'number') return String(content);
  if ('markup' in content) return content.markup;
  return content.map(render).join('');
}

/** Template of HTML or SVG. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const markup = parts.map((part, index) =>
    index < contents.length ? part + render(contents[index] ?? null) : part,
  );
  return { markup: markup.join('') };
}

/** Nothing at all. */
export const nothing: Markup = { markup: '' };
