// Labels above a plot: near ones are joined, the rest are put in rows so that none covers another.

/** Something to label at a position. */
export interface Label {
  readonly x: number;
  readonly text: string;
  /** Kind of the label, for its colour; labels of different kinds are never joined. */
  readonly kind: string;
}

/** A label with its place. */
export interface PlacedLabel extends Label {
  readonly row: number;
  readonly anchor: 'start' | 'end';
}

/** Width of a text in px at 12 px: Hangul is set about twice as wide as Latin. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 12 : 6.6;
  return width;
}

/** Shortens a text to a width in px; the whole text belongs into a `<title>`. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(`${kept}${character}…`) > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Puts labels in rows, the first ones lowest; `right` is the edge of the plot. */
export function placeLabels(labels: readonly Label[], right: number): readonly PlacedLabel[] {
  const placed: (PlacedLabel & { readonly from: number; readonly to: number })[] = [];
  for (const label of labels.toSorted((one, other) => one.x - other.x)) {
    const width = textWidth(label.text) + 10;
    const anchor = label.x + width > right ? ('end' as const) : ('start' as const);
    const from = anchor === 'start' ? label.x : label.x - width;
    const to = from + width;
    let row = 0;
    while (placed.some((it) => it.row === row && it.from < to && from < it.to)) row += 1;
    placed.push({ ...label, row, anchor, from, to });
  }
  return placed.map(({ x, text, kind, row, anchor }) => ({ x, text, kind, row, anchor }));
}
