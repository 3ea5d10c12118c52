// docs/figures.md: a section is replaced as a whole, the rest stays byte for byte, and damage is
// told.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import {
  type FiguresFile,
  keepSection,
  parseFigures,
  readFigures,
  withSection,
} from './figures.ts';
import { parseSection, renderSection, type Section } from './section.ts';
import { sectionOf } from './stand-in.ts';

const [first, second, third] = ['first', 'second', 'third'].map(sectionOf) as [
  Section,
  Section,
  Section,
];
const BEFORE = 'Words\r\nbefore.\n\n';
const BETWEEN = '\n\nWords  between, with a tab\t.\n\n';
const TEXT = [BEFORE, renderSection(first), BETWEEN, renderSection(second), '\nEnd'].join('');

test('a section reads like this', () => {
  const [text = '', data = ''] = renderSection(first).split('<!-- data\n');
  expect(text).toBe(`<!-- campaign first -->
## Stand-in (\`first\`)

Measures nothing --> or little.

Measured on 2026-01-02 03:04 UTC at commit 0123456789ab, seed 7, in 12 min 34 s.
Machine: 2 processors, 8.0 GiB, linux 6.1.0 x64 in a container,
Node 24.21.0.
Cases: nothing 3.

| figure | value | limit | holds |
| --- | --- | --- | --- |
| cases \\| ended | 3 of 3 cases | all | yes |
| most | 12.5 ms | at most 10 ms | **no** |
| least | 1.5 ms |  |  |

- Case 2: slow. Very slow.

`);
  expect(data.indexOf('-->')).toBe(data.indexOf('\n-->') + 1);
  expect(parseSection(renderSection(first))).toEqual(first);
});

test.each([
  ['the first', { ...first, remarks: [] }],
  ['the last', { ...second, seed: 8 }],
])('%s section is replaced and every other byte stays', (_, section) => {
  const text = withSection(parsed(TEXT), section);
  const [one, two] = section.campaign === 'first' ? [section, second] : [first, section];
  expect(text).toBe([BEFORE, renderSection(one), BETWEEN, renderSection(two), '\nEnd'].join(''));
  expect(parsed(text).sections.map((it) => it.section)).toEqual([one, two]);
});

test('a new section comes last, after an empty line', () => {
  expect(withSection(parsed(TEXT), third)).toBe(`${TEXT}\n\n${renderSection(third)}\n`);
  expect(withSection(parsed('Words.\n'), third)).toBe(`Words.\n\n${renderSection(third)}\n`);
});

test('the same section again changes nothing', () => {
  expect(withSection(parsed(TEXT), first)).toBe(TEXT);
});

test('the first section ever makes the file, and says how it is made', () => {
  const path = join(temporaryFolder(), 'docs', 'figures.md');
  expect(keepSection(path, first)).toEqual({ ok: true, value: null });
  expect(keepSection(path, second)).toEqual({ ok: true, value: null });
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('`npm run campaign -- <name>` makes this file');
  expect(parsed(text).sections.map(({ section, edited }) => ({ section, edited }))).toEqual([
    { section: first, edited: false },
    { section: second, edited: false },
  ]);
  expect(readdirSync(join(path, '..'))).toEqual(['figures.md']);
});

test.each([
  ['a figure', '| most | 12.5 ms |', '| most | 9.5 ms |'],
  ['a verdict', '**no**', 'yes'],
  ['the commit', 'commit 0123456789ab', 'commit 1123456789ab'],
  ['a remark', '- Case 2: slow. Very slow.\n', ''],
  ['the data', '"seed": 7', '"seed":  7'],
])('%s that was changed by hand is found', (_, from, to) => {
  const changed = TEXT.replace(from, to);
  expect(changed).not.toBe(TEXT);
  expect(parsed(changed).sections.map(({ edited }) => edited)).toEqual([true, false]);
});

const CLOSING = '<!-- end of campaign first -->';
test.each([
  ['an end that is missing', TEXT.replace(CLOSING, ''), 4, 'The section of first does not end.'],
  [
    'a start that is missing',
    TEXT.replace('<!-- campaign first -->', ''),
    lineOf(CLOSING),
    'The section of first ends without a start.',
  ],
  [
    'data that is missing',
    TEXT.replace('<!-- data', ''),
    4,
    'The section of first is damaged: it has no data.',
  ],
  [
    'data that is no JSON',
    TEXT.replace('"seed": 7,', '"seed": 7'),
    4,
    'The section of first is damaged: its data is no JSON.',
  ],
  [
    'data of another shape',
    TEXT.replace('"seed": 7,', '"seed": -7,'),
    4,
    'The section of first is damaged: its data does not fit: seed:',
  ],
  [
    'data of another campaign',
    TEXT.replace('"campaign": "first"', '"campaign": "third"'),
    4,
    'The section of first holds the data of third.',
  ],
  [
    'the same section twice',
    `${TEXT}\n${renderSection(first)}`,
    TEXT.split('\n').length + 1,
    'There are two sections of first.',
  ],
])('%s is told with its line, and the file stays as it is', (_, text, line, message) => {
  const path = join(temporaryFolder(), 'figures.md');
  writeFileSync(path, text);
  const result = keepSection(path, third);
  if (result.ok) throw new Error('kept');
  expect(result.error[0]).toEqual({
    place: `${path}:${line}`,
    message: expect.stringContaining(message),
    cure: expect.stringContaining('version control'),
  });
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('all damage is told at once', () => {
  const text = TEXT.replaceAll(/^<!-- end of campaign \w+ -->$/gm, '');
  const result = parseFigures(text, 'figures.md');
  expect(result.ok ? [] : result.error.map(({ message }) => message)).toEqual([
    'The section of first does not end.',
    'The section of second does not end.',
  ]);
});

test('a place that cannot be read or written is told', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figures.md'));
  expect(readFigures(join(folder, 'figures.md'))).toMatchObject({ ok: false });
  writeFileSync(join(folder, 'docs'), '');
  expect(keepSection(join(folder, 'docs', 'figures.md'), first)).toMatchObject({
    ok: false,
    error: [{ message: expect.stringContaining('cannot be written') }],
  });
});

function parsed(text: string): FiguresFile {
  const result = parseFigures(text, 'figures.md');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function lineOf(content: string): number {
  // Its start is taken out, so the lines stay.
  return TEXT.split('\n').indexOf(content) + 1;
}

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'firedrill-figures-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
