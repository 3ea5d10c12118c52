// Escaping for Markdown (GitHub flavour): whatever comes from a report stands there as text.

/** Characters that mean something to Markdown anywhere in a line. */
const SPECIAL = /[\\`*_{}[\]#|~!]/g;
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/gu;

/** Escapes text for a line or a table cell: one line, no markup, no HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(CONTROL, '\ufffd')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(SPECIAL, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
