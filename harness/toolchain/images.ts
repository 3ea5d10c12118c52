// Images made without a registry: a binary, the libraries that it is linked to, and nothing else,
// imported as one layer. The tag says what is in it, so what has not changed is never made again.
// Which engine takes the image is the affair of the caller.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { pack, type Pack } from 'tar-stream';

/** What an image is made from. */
export interface ImageSource {
  /** The image's name without its tag, for example `firedrill/k6`. */
  readonly repository: string;
  /** Path of the binary on this machine; it becomes `/bin/<its name>` and the entry point. */
  readonly binary: string;
}

/** The part of a container engine that takes images. */
export interface ImageStore {
  has(tag: string): Promise<boolean>;
  /** Takes a root file system as a tar stream; `changes` are Dockerfile instructions. */
  import(tag: string, content: Readable, changes: readonly string[]): Promise<void>;
}

interface PlacedFile {
  readonly source: string;
  /** Path inside the image, without its leading slash. */
  readonly place: string;
}

const TAG_LENGTH = 16;

/**
 * Makes sure that the engine has the image; returns its full name. Rejects when the binary cannot be
 * read or the engine does not take it.
 */
export async function ensureImage(
  source: ImageSource,
  store: ImageStore,
  onBuild: () => void = () => undefined,
): Promise<string> {
  const files = await filesOf(source.binary);
  const tag = `${source.repository}:${await tagOf(files)}`;
  if (await store.has(tag)) return tag;
  onBuild();
  const content = pack();
  const written = writeAll(content, files);
  const entry = `/${placeOfBinary(source.binary)}`;
  const imported = store.import(tag, Readable.from(content), [
    `ENTRYPOINT ["${entry}"]`,
    'ENV PATH=/bin',
  ]);
  await Promise.all([written, imported]);
  return tag;
}

function placeOfBinary(binary: string): string {
  return `bin/${basename(binary)}`;
}

/** The binary and the shared libraries that the dynamic loader would give it; none where static. */
async function filesOf(binary: string): Promise<readonly PlacedFile[]> {
  const libraries = await linkedLibraries(binary);
  return [
    { source: binary, place: placeOfBinary(binary) },
    ...libraries.map((path) => ({ source: path, place: path.slice(1) })),
  ];
}

async function linkedLibraries(binary: string): Promise<readonly string[]> {
  const run = promisify(execFile);
  // A static binary makes ldd end with an error that says so.
  const { stdout } = await run('ldd', [binary]).catch(() => ({ stdout: '' }));
  const paths = stdout.split('\n').flatMap((line) => /(?:=> )?(\/\S+) \(0x/.exec(line)?.[1] ?? []);
  return [...new Set(paths)].toSorted();
}

async function tagOf(files: readonly PlacedFile[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { source, place } of files) {
    hash.update(`${place}\0`);
    for await (const chunk of createReadStream(source)) hash.update(chunk);
  }
  return hash.digest('hex').slice(0, TAG_LENGTH);
}

async function writeAll(content: Pack, files: readonly PlacedFile[]): Promise<void> {
  content.entry({ name: 'tmp', type: 'directory', mode: 0o1777 });
  for (const { source, place } of files) await writeFile(content, { source, place });
  content.finalize();
}

async function writeFile(content: Pack, { source, place }: PlacedFile): Promise<void> {
  const { size } = await stat(source);
  await new Promise<void>((resolve, reject) => {
    const entry = content.entry({ name: place, size, mode: 0o755 }, (error) => {
      if (error) reject(error);
      else resolve();
    });
    const file = createReadStream(source);
    file.on('error', reject);
    file.pipe(entry);
  });
}
