// What the documents say and the code knows must be the same.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { EXIT_STATUSES } from '../harness/verdict/exit-status.ts';
import { wordsOf } from '../harness/wording/index.ts';
import { scenarios } from '../scenarios/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test("the README's exit statuses are those of the code, in the same order", () => {
  const { exitStatuses } = wordsOf('en');
  const rows = EXIT_STATUSES.map((status) => `| ${status} | ${exitStatuses[status]} |`);
  expect(readme).toContain(rows.join('\n'));
});

test('the README lists every scenario with what it must end in', () => {
  const listed = [
    ...readme.matchAll(/^\| `([a-z-]+)` \| .* \| (passed|missed|inconclusive) \|$/gm),
  ];
  expect(listed.map(([, id, expected]) => ({ id, expected }))).toEqual(
    scenarios.map(({ id, expected }) => ({ id, expected })),
  );
});
