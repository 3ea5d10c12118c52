// JSON as text for people and for diffs: one key a line, and short lists of plain values on one line.
// It is what common formatters leave as it is, so that published files stay byte for byte.

const LINE_WIDTH = 100;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A list or object around lines that are already indented. */
function block(open: string, lines: readonly string[], close: string): string {
  return `${open}\n${lines.join(',\n')}\n${close}`;
}

/** `before`: how much of the line is taken; a comma may follow the value. */
function write(value: Json, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    const plain = items.every((item) => typeof item !== 'object' || item === null);
    const line = `[${items.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (plain && before + line.length < LINE_WIDTH) return line;
    const lines = items.map((item) => `${inner}${write(item, inner, inner.length)}`);
    return block('[', lines, `${indent}]`);
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, item]) => {
    const name = `${inner}${JSON.stringify(key)}: `;
    return name + write(item, inner, name.length);
  });
  return block('{', lines, `${indent}}`);
}

/** Text of a plain JSON value, with a line feed at its end. */
export function jsonText(value: unknown): string {
  // A round trip drops what JSON does not know, exactly as `JSON.stringify` alone would.
  const plain: Json = JSON.parse(JSON.stringify(value));
  return `${write(plain, '', 0)}\n`;
}
