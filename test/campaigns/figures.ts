// docs/figures.md: reads it and replaces one section at a time. A section is replaced as a whole by
// a run of its campaign; every other byte of the file stays. What a section says is in section.ts.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import {
  failure,
  messageOf,
  type Problem,
  type Result,
  success,
} from '../../harness/model/problem.ts';
import { CLOSING, OPENING, parseSection, renderSection, type Section } from './section.ts';

/** The file before its first section. */
const PREAMBLE = `# Figures

\`npm run campaign -- <name>\` makes this file: each run of a campaign replaces its section. Never
change it by hand; \`npm run campaign -- --check\` finds that out. The data behind each table stands in
a comment below it. A figure with a limit must hold; one without only informs.
`;

/** A section where it lies in the file. */
export interface PlacedSection {
  readonly section: Section;
  /** Line of its opening, from 1. */
  readonly line: number;
  /** Characters of its text: from its opening to the end of its closing. */
  readonly from: number;
  readonly to: number;
  /** The text is not what follows from the data: somebody changed it by hand. */
  readonly edited: boolean;
}

/** The file as read. */
export interface FiguresFile {
  readonly text: string;
  readonly sections: readonly PlacedSection[];
}

/** Reads the file; one that does not exist yet has no sections. */
export function readFigures(path: string): Result<FiguresFile> {
  try {
    return parseFigures(existsSync(path) ? readFileSync(path, 'utf8') : PREAMBLE, path);
  } catch (error) {
    return failure([
      {
        place: path,
        message: `The figures cannot be read: ${messageOf(error)}.`,
        cure: 'Make the file readable.',
      },
    ]);
  }
}

/** Finds the sections of the file's text, or everything that is wrong with it. */
export function parseFigures(text: string, path: string): Result<FiguresFile> {
  const problems: Problem[] = [];
  const sections: PlacedSection[] = [];
  let open: { readonly name: string; readonly line: number; readonly from: number } | null = null;
  let [line, from] = [0, 0];
  const damaged = (at: number, message: string): void => {
    problems.push({
      place: `${path}:${at}`,
      message,
      cure: 'Bring the file back from version control and run the campaign again.',
    });
  };
  for (const content of text.split('\n')) {
    line += 1;
    const to = from + content.length;
    const [, opened] = OPENING.exec(content) ?? [];
    const [, closed] = CLOSING.exec(content) ?? [];
    if (opened !== undefined) {
      if (open !== null) damaged(open.line, `The section of ${open.name} does not end.`);
      open = { name: opened, line, from };
    }
    if (closed !== undefined) {
      const begun = open;
      open = null;
      if (begun?.name !== closed) damaged(line, `The section of ${closed} ends without a start.`);
      else {
        const placed = placeSection(text.slice(begun.from, to), { ...begun, to });
        if (typeof placed === 'string') damaged(begun.line, placed);
        else if (sections.some(({ section }) => section.campaign === closed)) {
          damaged(begun.line, `There are two sections of ${closed}.`);
        } else sections.push(placed);
      }
    }
    from = to + 1;
  }
  if (open !== null) damaged(open.line, `The section of ${open.name} does not end.`);
  return problems.length > 0 ? failure(problems) : success({ text, sections });
}

/** The file's text with the campaign's section replaced, or added at the end. */
export function withSection(file: FiguresFile, section: Section): string {
  const text = renderSection(section);
  const old = file.sections.find((it) => it.section.campaign === section.campaign);
  if (old !== undefined) return file.text.slice(0, old.from) + text + file.text.slice(old.to);
  const gap = file.text.endsWith('\n') ? '\n' : '\n\n';
  return `${file.text}${file.text === '' ? '' : gap}${text}\n`;
}

/** Puts a section into the file; whatever else is in the file stays. */
export function keepSection(path: string, section: Section): Result<null> {
  // Read anew: another campaign may have ended while this one ran.
  const file = readFigures(path);
  return file.ok ? keepFigures(path, withSection(file.value, section)) : file;
}

/** Writes the file in one step, so that it is never seen half written. */
export function keepFigures(path: string, text: string): Result<null> {
  const temporary = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
    return success(null);
  } catch (error) {
    return failure([
      {
        place: path,
        message: `The figures cannot be written: ${messageOf(error)}.`,
        cure: 'Free the place and run the campaign again.',
      },
    ]);
  }
}

function placeSection(
  text: string,
  at: { readonly name: string; readonly line: number; readonly from: number; readonly to: number },
): PlacedSection | string {
  const section = parseSection(text);
  if (typeof section === 'string') return `The section of ${at.name} is damaged: ${section}.`;
  if (section.campaign !== at.name) {
    return `The section of ${at.name} holds the data of ${section.campaign}.`;
  }
  const { line, from, to } = at;
  return { section, line, from, to, edited: renderSection(section) !== text };
}
