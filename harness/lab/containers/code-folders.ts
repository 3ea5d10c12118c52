// Where the code of the estate's programs lies on this machine; a container sees it at the same path.

import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = join(import.meta.dirname, '../../..');

/** Entry of one of the estate's programs. */
export function entryOf(program: string): string {
  return join(PACKAGE, 'mocks', program, `main${extname(import.meta.filename)}`);
}

/** Folders with the code: this package, and the libraries in it or above it. */
export function codeFolders(): readonly string[] {
  const library = fileURLToPath(import.meta.resolve('hono'));
  const marker = `${sep}node_modules${sep}`;
  const above = library.slice(0, library.indexOf(marker));
  return [...new Set([PACKAGE, join(above, 'node_modules')])];
}
