// Korean is Korean throughout: reports and the closing block of the console, of drills in which
// everything occurs that can be stated. Only names, units and quotations are in Latin letters.

import { expect, onTestFinished, test } from 'vitest';

import { renderVerdict } from '../../harness/console/index.ts';
import { PROBLEMS_KO } from '../../harness/wording/problems-ko.ts';
import { buildReport, renderHtml, renderMarkdown, type ReportInput } from '../../reports/index.ts';
import { NOTE, TEST_NAME } from '../harness/wording/examples-suites.ts';
import { SAID } from '../harness/wording/examples.ts';
import { drillsOfEverything } from './every-statement.ts';

/** What others said, and names that authors gave: it stays as it came. */
const QUOTED = [SAID, NOTE, TEST_NAME];

/** Names of the drill, of files and of code: whole, so that no word of them passes for itself. */
const NAMES = [
  /\b[\w-]+@(?:daejeon|gongju)\b/g,
  /\b(?:bank|post)\.[a-z]+(?:-[a-z]+)?(?::\d+)?/g,
  /\b(?:daejeon-dark|gongju-slow|front-door|edge|bnak|bank|post|daejeon|gongju|linux|vitest)\b/g,
  /\b[\w.-]+\.(?:suite\.ts|json\.gz)\b/g,
  /"\d+m?s"/g,
  /drills\/\S+|\/tmp\/\S+/g,
  /\b\d{4}-\d\d-\d\dT[\w-]+/g,
  /firedrill report/g,
  /expect\(drill(?:\.service\('…'\))?\)\.|\bto[A-Z]\w+(?:\([^)]*\))?/g,
  /\b(?:firedrill|k6|node|toxiproxy|x64|[0-9a-f]{64})\b/g,
];

/** Units, terms of the field, and what systems call their signals. */
const TERMS = new Set('KST SHA RTO RTA RPO RPA HTTP xx ms MB B SIGINT SIGKILL p'.split(' '));

/** What stands in a text in Latin letters and is no name, unit or quotation. */
function foreignWords(text: string): readonly string[] {
  const plain = text.replaceAll(/\s+/g, ' ');
  const unquoted = QUOTED.reduce((rest, words) => rest.replaceAll(words, ' '), plain);
  const bare = NAMES.reduce((rest, name) => rest.replaceAll(name, ' '), unquoted);
  const runs = bare.match(/[A-Za-z]+(?:[ ,.:;'’"-]+[A-Za-z]+)*/g) ?? [];
  return [...new Set(runs.map((run) => run.replaceAll(/ +/g, ' ')))].filter((run) =>
    run.split(/[^A-Za-z]+/).some((it) => !TERMS.has(it)),
  );
}

/** Text without the entities of HTML. */
function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll(/&[a-z]+;|&#\d+;/g, ' ');
}

/** What one sees of a page, or has read out: its text and the labels in its tags. */
function visibleText(page: string): string {
  const labelled = page
    .replace(/<style>.*<\/style>/s, '')
    .replaceAll(/ (?:title|aria-label|data-label)="([^"]*)"/g, '> $1 <');
  return unescaped(labelled.replaceAll(/<[^>]*>/g, ' '));
}

function consoleText({ plan, analysis, judgement }: ReportInput): string {
  const paths = { folder: 'drills/latest', reportPaths: ['drills/latest/report.ko.html'] };
  const how = { columns: 10_000, colour: false, language: 'ko' } as const;
  return renderVerdict({ plan, analysis, judgement, ...paths }, how);
}

const OUTPUTS = {
  'the page': (drill: ReportInput) => visibleText(renderHtml(buildReport(drill), 'ko')),
  'the Markdown': (drill: ReportInput) =>
    unescaped(renderMarkdown(buildReport(drill), 'ko')).replaceAll('\\', ''),
  'the closing block of the console': consoleText,
} as const satisfies Record<string, (drill: ReportInput) => string>;

const DRILLS = drillsOfEverything();

test.each(Object.entries(OUTPUTS))('%s in Korean has no English in it', (_, textOf) => {
  const found = DRILLS.flatMap((drill) => foreignWords(textOf(drill)));
  expect([...new Set(found)]).toEqual([]);
});

test.each(Object.entries(OUTPUTS))(
  '%s: an English sentence in the catalogue is found',
  (_, textOf) => {
    const { problems } = PROBLEMS_KO;
    const { faultNotSeen } = problems;
    onTestFinished(() => {
      problems.faultNotSeen = faultNotSeen;
    });
    problems.faultNotSeen = (fault) => `traffic did not show whether fault ${fault} was on`;
    const [drill] = DRILLS;
    const found = drill === undefined ? [] : foreignWords(textOf(drill));
    expect(found).toEqual(['traffic did not show whether fault was on']);
  },
);

test('a sentence is found beside names, units and quotations', () => {
  const planted = '부하: the load left no samples of bank@gongju (2.25ms, SIGKILL) “' + SAID + '”';
  expect(foreignWords(planted)).toEqual(['the load left no samples of']);
});

test('a duration in English is found', () => {
  expect(['12.0 s', '2 min 5 s', '3 h'].map(foreignWords)).toEqual([['s'], ['min', 's'], ['h']]);
});
