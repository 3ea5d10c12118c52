// `npm run build`: makes dist/, what the published package holds. TypeScript becomes JavaScript and
// types in the same layout; everything else beside the sources is copied, because the sources find
// it by their own place. The k6 scripts stay TypeScript: k6 runs them as they are.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const dist = join(root, 'dist');
const FOLDERS = ['harness', 'mocks', 'reports', 'scenarios'];

const PACKAGE_TOOLS = join('harness', 'bin', sep);
const K6_SCRIPTS = join('harness', 'load', 'k6', sep);

/** Not compiled, and of use outside the checkout. */
function isAsset(path: string): boolean {
  if (path.startsWith(PACKAGE_TOOLS)) return false;
  return path.endsWith('.ts') === path.startsWith(K6_SCRIPTS);
}

// A file whose source is gone must not stay in the package.
rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules', '.bin', 'tsc');
const { status, error } = spawnSync(compiler, ['-p', 'tsconfig.build.json'], {
  cwd: root,
  // npm keeps standard output for the answer of `npm pack --json`.
  stdio: ['ignore', 2, 2],
});
if (error !== undefined) throw error;
if (status !== 0) process.exit(status ?? 1);
for (const folder of FOLDERS.filter((name) => existsSync(join(root, name)))) {
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name));
    if (entry.isFile() && isAsset(path)) cpSync(join(root, path), join(dist, path));
  }
}
