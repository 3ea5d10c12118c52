// The sources that a campaign's figures are about, as one hash: figures whose hash is another are
// older than the code. Files are read as they lie on disk, committed or not.

import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { Section } from './section.ts';

/** Hash over path and content of every file that a glob names. A glob that names none is a bug. */
export function hashSources(root: string, globs: readonly string[]): Section['sources'] {
  const paths = new Set<string>();
  for (const glob of globs) {
    const found = globSync(glob, { cwd: root }).filter((it) => statSync(join(root, it)).isFile());
    if (found.length === 0) throw new Error(`Internal error: no source is named ${glob}`);
    for (const path of found) paths.add(path.replaceAll('\\', '/'));
  }
  const hash = createHash('sha256');
  // By code unit: the order of a machine's language would give another hash elsewhere.
  for (const path of [...paths].toSorted()) {
    const content = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    hash.update(`${content} ${path}\n`);
  }
  return { files: paths.size, sha256: hash.digest('hex') };
}
