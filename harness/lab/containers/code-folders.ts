// Where the code of the estate's programs lies on this machine; a container sees it at the same path.

import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = join(import.meta.dirname, '../../..');

/** Folders with the code: this package, and the libraries in it or above it. */
export function codeFolders(): readonly string[] {
  const library = fileURLToPath(import.meta.resolve('hono'));
  const marker = `${sep}node_modules${sep}`;
  const above = library.slice(0, library.indexOf(marker));
  return [...new Set([PACKAGE, join(above, 'node_modules')])];
}
