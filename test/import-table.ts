// The import table and the library table of ARCHITECTURE.md as data, and what a set of sources does
// against them. Reading files is the test's part.

import { posix } from 'node:path';

/** One row of the import table: who, and what it may import. */
export interface ImportRule {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly mayImportTypesOf: readonly string[];
}

/** One row of the library table. */
export interface LibraryRule {
  readonly library: string;
  readonly importedBy: readonly string[];
}

/** One import or re-export in a source. */
interface ImportStatement {
  readonly specifier: string;
  /** `import type` and `export type` leave nothing in the running program. */
  readonly typeOnly: boolean;
}

/** Stands for every folder. */
const ANYTHING = 'anything';

const FROM = /^(?:import|export)\s+(type\s+(?!from\b))?[\w\s{},*$]*?\s*from\s*(['"])(.+?)\2/gm;
const SIDE_EFFECT = /^import\s*(['"])(.+?)\1/gm;
const DYNAMIC = /\bimport\(\s*(['"])(.+?)\1\s*\)/g;

/** The import table of ARCHITECTURE.md. Throws when it is not there. */
export function parseImportTable(markdown: string): readonly ImportRule[] {
  return rowsAfter(markdown, '<!-- import table -->').map(([folder, , mayImport, types]) => ({
    folder: pathsIn(folder)[0] ?? '',
    mayImport: mayImport?.trim() === ANYTHING ? [ANYTHING] : pathsIn(mayImport),
    mayImportTypesOf: pathsIn(types),
  }));
}

/** The library table of ARCHITECTURE.md. Throws when it is not there. */
export function parseLibraryTable(markdown: string): readonly LibraryRule[] {
  return rowsAfter(markdown, '<!-- library table -->').map(([library, importedBy]) => ({
    library: pathsIn(library)[0] ?? '',
    importedBy: pathsIn(importedBy),
  }));
}

/** Every import of our own files that the table does not allow; `sources` is path → text. */
export function importViolations(
  rules: readonly ImportRule[],
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  return [...sources].flatMap(([path, text]) => {
    const rule = ruleOf(rules, path);
    if (rule === undefined) return [`${path}: stands in no row of the table`];
    return importsOf(text)
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map((it) => ({ ...it, target: posix.join(posix.dirname(path), it.specifier) }))
      .filter(({ target, typeOnly }) => !isAllowed(rules, rule, { target, typeOnly }))
      .map(({ target, typeOnly }) => `${path}: imports ${typeOnly ? 'types of ' : ''}${target}`);
  });
}

/** Every import of a library where it does not belong; tests may use any that has a row. */
export function libraryViolations(
  rules: readonly LibraryRule[],
  sources: ReadonlyMap<string, string>,
): readonly string[] {
  return [...sources].flatMap(([path, text]) =>
    importsOf(text)
      .filter(({ specifier }) => !/^(?:\.|node:)/.test(specifier))
      .map(({ specifier }) => libraryOf(specifier))
      .filter((library) => {
        const rule = rules.find((it) => it.library === library);
        const folders = ['test', ...(rule?.importedBy ?? [])];
        return rule === undefined || !folders.some((folder) => holds(folder, path));
      })
      .map((library) => `${path}: imports ${library}`),
  );
}

/** Imports and re-exports of a source, as the formatter leaves them: statements start a line. */
function importsOf(text: string): readonly ImportStatement[] {
  return [
    ...[...text.matchAll(FROM)].map(([, type, , specifier]) => ({
      specifier: specifier ?? '',
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(SIDE_EFFECT), ...text.matchAll(DYNAMIC)].map(([, , specifier]) => ({
      specifier: specifier ?? '',
      typeOnly: false,
    })),
  ];
}

function isAllowed(
  rules: readonly ImportRule[],
  rule: ImportRule,
  { target, typeOnly }: { readonly target: string; readonly typeOnly: boolean },
): boolean {
  if (ruleOf(rules, target) === rule) return true;
  const allowed = typeOnly ? [...rule.mayImport, ...rule.mayImportTypesOf] : rule.mayImport;
  return allowed.some((folder) => folder === ANYTHING || holds(folder, target));
}

function ruleOf(rules: readonly ImportRule[], path: string): ImportRule | undefined {
  return rules
    .filter(({ folder }) => holds(folder, path))
    .toSorted((left, right) => right.folder.length - left.folder.length)[0];
}

function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

function libraryOf(specifier: string): string {
  const [first, second] = specifier.split('/');
  return specifier.startsWith('@') ? `${first}/${second}` : (first ?? '');
}

function rowsAfter(markdown: string, marker: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(marker);
  if (start === -1) throw new Error(`ARCHITECTURE.md has no ${marker}`);
  const rows = lines.slice(start + 3);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? rows.length : end).map((line) => line.split('|').slice(1, -1));
}

function pathsIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
}
