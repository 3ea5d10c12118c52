// Judging a stored drill without a lab: what is stored of its suite is taken only in a format that
// is known.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';

import { judgeDrill } from '../../../harness/commands/judge-drill.ts';
import { type DrillFolder, drillFolderAt } from '../../../harness/journal/drill-folder.ts';
import { planOf } from '../analysis/history.ts';
import { temporaryDirectory } from '../toolchain/support.ts';

let folder: DrillFolder;

beforeEach(async () => {
  folder = drillFolderAt(await temporaryDirectory());
  writeFileSync(folder.plan, JSON.stringify(planOf()));
  writeFileSync(folder.journal, '');
});

const judged = async (suite: string) => {
  writeFileSync(folder.suite, suite);
  return judgeDrill(folder, { suite: 'stored' });
};

test.each([
  ['of the former format', '{"file":"x.suite.ts","state":"passed","reason":null,"tests":[]}'],
  ['of another number', '{"format":3,"suite":null}'],
  ['damaged', '{"format":2,'],
])('a stored suite that is %s is refused', async (_, suite) => {
  expect(await judged(suite)).toEqual({
    ok: false,
    error: [
      {
        place: folder.suite,
        message:
          'The result of the suite is damaged, or of a format that this version does not know.',
        cure: 'Run the suite again with `firedrill assert <folder>`.',
      },
    ],
  });
});

test('a stored suite of the present format counts', async () => {
  const suite = { file: 'x.suite.ts', state: 'failed', defect: null, tests: [] } as const;
  const result = await judged(JSON.stringify({ format: 2, suite }));
  expect(result.ok && result.value.judgement.suite).toEqual(suite);
});

test('what is stored holds data and no sentence', async () => {
  await judged('{"format":2,"suite":null}');
  const stored = ['analysis.json', 'judgement.json', 'report.json'].map((name) =>
    readFileSync(join(folder.path, name), 'utf8'),
  );
  // Titles are texts of the plan's own; here they are an `x`. What the system said is quoted.
  const sentence = /"[^"]*[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}[^"]*"/g;
  const found = stored.flatMap((text) => text.match(sentence) ?? []);
  expect([...new Set(found.map((text) => text.slice(0, 35)))]).toEqual([
    '"ENOENT: no such file or directory,',
  ]);
});
