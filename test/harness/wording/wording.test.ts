// Every statement in both languages: all are told, none is left in the other language, and counts
// agree with their nouns.

import { describe, expect, test } from 'vitest';

import {
  assertionText,
  integrityText,
  interruptionText,
  journalDamageText,
  judgementText,
  leftoverText,
  measuredText,
  notMeasuredText,
  problemText,
  reasonText,
  suiteDefectText,
  suiteErrorText,
  type Words,
  wordsOf,
} from '../../../harness/wording/index.ts';
import { judgementReasons } from './examples-judgements.ts';
import { assertions, NOTE, suiteDefects, suiteErrors, TEST_NAME } from './examples-suites.ts';
import {
  integrityFindings,
  interruptions,
  journalDamages,
  leftovers,
  measured,
  notMeasured,
  problems,
  reasons,
  SAID,
} from './examples.ts';

/** Every text of a language, in one order; `change` is made to each statement before it is told. */
function everyText(words: Words, change: <Value>(value: Value) => Value): readonly string[] {
  return [
    ...interruptions.map((it) => interruptionText(change(it), words)),
    ...leftovers.map((it) => leftoverText(change(it), words)),
    ...journalDamages.map((it) => journalDamageText(change(it), words)),
    ...problems.map((it) => problemText(change(it), words)),
    ...notMeasured.map((it) => notMeasuredText(change(it), words)),
    ...integrityFindings.map((it) => integrityText(change(it), words)),
    ...measured.map((it) => measuredText(change(it), words)),
    ...reasons.map((it) => reasonText(change(it), words)),
    ...assertions.map((it) => assertionText(change(it), words)),
    ...suiteErrors.map((it) => suiteErrorText(change(it), words)),
    ...suiteDefects.map((it) => suiteDefectText(change(it), words)),
    ...judgementReasons.map((it) => judgementText(change(it), words)),
  ];
}

const same = <Value>(value: Value): Value => value;

/** The same statement with every whole number at 1. */
function ones<Value>(value: Value): Value {
  const plain: Value = JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    Number.isInteger(inner) && !key.endsWith('Ms') ? 1 : inner,
  );
  return plain;
}

describe.each(['en', 'ko'] as const)('in %s', (language) => {
  const texts = everyText(wordsOf(language), same);

  test('golden', async () => {
    const unique = [...new Set(texts)];
    await expect(`${unique.join('\n')}\n`).toMatchFileSnapshot(`golden/statements-${language}.txt`);
  });

  test('every statement has words of its own', () => {
    expect(texts.filter((text) => /undefined|null|NaN|\[object/.test(text))).toEqual([]);
    expect(texts.filter((text) => text.trim() === '')).toEqual([]);
  });
});

test('English has no Hangul', () => {
  const texts = everyText(wordsOf('en'), same);
  expect(texts.filter((text) => /\p{Script=Hangul}/u.test(text))).toEqual([]);
});

test('Korean differs from English except where there is nothing but figures and quotations', () => {
  const korean = everyText(wordsOf('ko'), same);
  const english = everyText(wordsOf('en'), same);
  const alike = korean.filter((text, index) => text === english[index]);
  expect([...new Set(alike)]).toEqual([`“${SAID}”`, SAID]);
});

test('one of something is not told in the plural', () => {
  const texts = everyText(wordsOf('en'), ones).map((text) =>
    [SAID, NOTE, TEST_NAME].reduce((rest, quoted) => rest.replaceAll(quoted, ''), text),
  );
  const slips = texts.flatMap((text) => [...text.matchAll(PLURAL_SLIP)].map(([slip]) => slip));
  expect(slips).toEqual([]);
});

const PLURAL_SLIP =
  /\b1 (?:[a-z]+ )?(?:writes|events|ones|operations|payments|lines|arrivals|attempts|objectives|problems)\b|\b1 (?!won\b)[a-z ]*\b(?:are|were|have|stand)\b/g;

test('the slips are found', () => {
  const planted = [
    '1 acknowledged writes are lost',
    '1 writes',
    '1 operation stand more than once',
  ];
  expect(planted.filter((text) => text.match(PLURAL_SLIP) !== null)).toEqual(planted);
});
