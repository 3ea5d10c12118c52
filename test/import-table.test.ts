// Who may import whom, as ARCHITECTURE.md says; and that a violation would be found.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import {
  importViolations,
  libraryViolations,
  parseImportTable,
  parseLibraryTable,
} from './import-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const rules = parseImportTable(architecture);
const libraries = parseLibraryTable(architecture);
const sources = new Map(
  ['harness', 'mocks', 'reports', 'scenarios', 'test']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((it) => it.isFile() && /\.[jt]s$/.test(it.name))
        .map((it) => relative(root, join(it.parentPath, it.name)))
        // Planted statements would look like our own.
        .filter((path) => path !== 'test/import-table.test.ts'),
    )
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
);

test('every import is allowed by the table', () => {
  expect(sources.size).toBeGreaterThan(100);
  expect(importViolations(rules, sources)).toEqual([]);
});

test('every library is imported only where the table says', () => {
  expect(libraryViolations(libraries, sources)).toEqual([]);
});

test('every dependency has a row', () => {
  const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const rows = libraries.map(({ library }) => library).filter((library) => library !== 'k6');
  expect(rows.toSorted()).toEqual(installed.toSorted());
});

test('every file that a row names exists', () => {
  const named = rules.flatMap((rule) => [...rule.mayImport, ...rule.mayImportTypesOf]);
  const files = named.filter((path) => path.endsWith('.ts'));
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each([
  ['a value', 'harness/model/a.ts', "import { plan } from '../plan/b.ts';"],
  ['over several lines', 'harness/model/a.ts', "import {\n  one,\n  two,\n} from '../plan/b.ts';"],
  ['everything', 'harness/plan/a.ts', "import * as lab from '../lab/b.ts';"],
  ['a re-export', 'harness/plan/a.ts', "export { lab } from '../lab/b.ts';"],
  ['a re-export of everything', 'harness/plan/a.ts', "export * from '../lab/b.ts';"],
  ['a side effect', 'harness/plan/a.ts', "import '../lab/b.ts';"],
  ['a dynamic import', 'harness/plan/a.ts', "const lab = await import('../lab/b.ts');"],
  ['a value where types are allowed', 'harness/lab/a.ts', "import { x } from '../plan/b.ts';"],
  [
    'an inline type, which still loads',
    'harness/lab/a.ts',
    "import { type X } from '../plan/b.ts';",
  ],
  [
    'a type where nothing is allowed',
    'harness/model/a.ts',
    "import type { X } from '../plan/b.ts';",
  ],
  ['one service from another', 'mocks/card/a.ts', "import { ledger } from '../bank/ledger.ts';"],
  [
    'the harness from a mock',
    'mocks/kit/a.ts',
    "import type { X } from '../../harness/model/a.ts';",
  ],
  ['a folder without a row', 'harness/attic/a.ts', 'export const one = 1;'],
])('%s is found', (_, path, text) => {
  expect(importViolations(rules, new Map([[path, text]]))).toHaveLength(1);
});

test.each([
  ['types where they are allowed', 'harness/lab/a.ts', "import type { X } from '../plan/b.ts';"],
  ['its own folder', 'harness/lab/processes/a.ts', "import { x } from '../toxiproxy/b.ts';"],
  ['a named file', 'mocks/card/a.ts', "import { createBankClient } from '../bank/client.ts';"],
  ['anything from a test', 'test/a.test.ts', "import { x } from '../harness/lab/b.ts';"],
])('%s is allowed', (_, path, text) => {
  expect(importViolations(rules, new Map([[path, text]]))).toEqual([]);
});

test('a library in the wrong folder, or without a row, is found', () => {
  const planted = new Map([
    ['harness/plan/a.ts', "import { http } from 'msw';\nimport { z } from 'zod';"],
    ['harness/model/a.ts', "import type { X } from '@scope/unknown/part';\nimport 'node:fs';"],
  ]);
  expect(libraryViolations(libraries, planted)).toEqual([
    'harness/plan/a.ts: imports msw',
    'harness/model/a.ts: imports @scope/unknown',
  ]);
});
