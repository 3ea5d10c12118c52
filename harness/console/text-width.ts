// How many columns a text takes in a terminal, and cutting and padding by that: Hangul and other
// East Asian wide characters take two, combining marks none. Plain text only: colours come later.

/** Wide and full-width ranges of Unicode's East Asian Width (UAX #11), as far as terminals agree. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];
const INVISIBLE = /^[\p{Mark}\p{Cc}\p{Cf}]$/u;

/** The text in one line: control characters, which would move the cursor, become a space. */
export function plainText(text: string): string {
  return text.replaceAll(/\s*\p{Cc}+\s*/gu, ' ');
}

/** Columns of a text without escape sequences. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** The text cut to at most so many columns; an ellipsis stands where something was cut off. */
export function cutText(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (columns < 1) return '';
  let cut = '';
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** The text in exactly so many columns: cut, or filled with spaces on the other side. */
export function fitText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutText(text, columns);
  const space = ' '.repeat(Math.max(0, columns - textWidth(cut)));
  return align === 'left' ? cut + space : space + cut;
}

/** The text in lines of at most so many columns, broken at spaces; a longer word is broken anywhere. */
export function wrapText(text: string, columns: number): readonly string[] {
  const width = Math.max(2, columns);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((it) => pieces(it, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (textWidth(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, columns: number): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (textWidth(part + character) > columns) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

function characterWidth(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  const point = character.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => point >= first && point <= last) ? 2 : 1;
}
