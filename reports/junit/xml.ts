// XML 1.0 as text: elements, attributes, escaping. Knows nothing of JUnit.

/** Characters that XML 1.0 forbids even when escaped. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Escapes text for an attribute: white space survives, forbidden characters become U+FFFD. */
export function escapeAttribute(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character);
}

/** Escapes text for an element's content; forbidden characters become U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll(/[&<>\r]/g, (character) => ENTITIES[character] ?? character);
}

/** An element on lines of its own, its content indented; one tag when there is no content. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  const start = `<${name}${pairs.join('')}`;
  if (children.length === 0) return `${start}/>\n`;
  return `${start}>\n${children.join('').replaceAll(/^(?=.)/gm, '  ')}</${name}>\n`;
}

/** An element that holds text only; its white space is kept as it is. */
export function textElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text: string,
): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  // A character reference for the line feed keeps the text on one line, out of the indentation.
  const content = escapeText(text).replaceAll('\n', '&#10;');
  return `<${name}${pairs.join('')}>${content}</${name}>\n`;
}
