// Downloads an official release file of a tool, for machines without Go, and refuses it unless
// its SHA-256 is the one the user gave. Where the result goes is the caller's business.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { execa } from 'execa';
import { failure, messageOf, type Result, success } from '../model/problem.ts';
import { type OnProgress, whileTicking } from './progress.ts';
import type { ReleaseSource, ToolIdentity } from './tools.ts';

const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;
const GO_ARCHITECTURES = new Map([
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
]);

/** A download the user has made possible by giving the checksum. */
export interface ReleaseOffer {
  readonly url: string;
  /** Expected SHA-256, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly format: ReleaseSource['format'];
  readonly checksumVariable: string;
}

/**
 * Whether a release file may be used: only on Linux x64 and arm64, and only when the environment
 * gives its SHA-256. The repository pins no checksum, because none could be verified when this
 * was written; a number nobody has checked would be worse than none. `FIREDRILL_RELEASE_BASE`
 * names a mirror folder that holds the files under their official names.
 */
export function releaseOffer(
  source: ReleaseSource,
  env: NodeJS.ProcessEnv,
): Result<ReleaseOffer, string> {
  const architecture = GO_ARCHITECTURES.get(process.arch);
  if (process.platform !== 'linux' || architecture === undefined) {
    return failure(`no release file is used on ${process.platform} ${process.arch}`);
  }
  const { checksumVariable, format } = source;
  const sha256 = env[checksumVariable]?.trim().toLowerCase() ?? '';
  if (sha256 === '') return failure(`${checksumVariable} is not set`);
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    return failure(`${checksumVariable} is not a SHA-256 of 64 hexadecimal digits`);
  }
  const base = (env['FIREDRILL_RELEASE_BASE'] || source.officialBase).replace(/\/+$/, '');
  const url = `${base}/${source.fileName(architecture)}`;
  return success({ url, sha256, format, checksumVariable });
}

/** Downloads and unpacks into `work`; gives the path of the binary. */
export async function fetchRelease(
  identity: ToolIdentity,
  offer: ReleaseOffer,
  options: { readonly work: string; readonly onProgress: OnProgress },
): Promise<Result<string>> {
  const file = join(options.work, 'download');
  const tool = identity.name;
  let receivedBytes = 0;
  const downloaded = await whileTicking(
    (elapsedMs) => options.onProgress({ kind: 'downloading', tool, elapsedMs, receivedBytes }),
    () => download(offer.url, file, (bytes) => (receivedBytes = bytes)),
  );
  const cureMirror = 'Check FIREDRILL_RELEASE_BASE and the network, or install Go.';
  if (!downloaded.ok) {
    const message = `Downloading ${offer.url} failed: ${downloaded.error}.`;
    return failure([{ place: tool, message, cure: cureMirror }]);
  }
  if (downloaded.value !== offer.sha256) {
    const message =
      `${offer.url} has SHA-256 ${downloaded.value}, ` +
      `${offer.checksumVariable} says ${offer.sha256}; the file was refused.`;
    const cure = `Do not use this file; correct ${offer.checksumVariable} or the mirror.`;
    return failure([{ place: offer.checksumVariable, message, cure }]);
  }
  const binary = join(options.work, identity.binary);
  if (offer.format === 'binary') {
    await rename(file, binary);
  } else {
    const unpacked = await execa(
      'tar',
      ['-xzf', file, '-C', options.work, '--strip-components=1'],
      {
        reject: false,
      },
    );
    if (unpacked.failed) {
      const message = `${offer.url} cannot be unpacked.`;
      return failure([{ place: tool, message, cure: 'Make sure "tar" is installed.' }]);
    }
  }
  await chmod(binary, 0o755);
  return success(binary);
}

/** Streams to a file; gives the SHA-256 in hexadecimal, or why the download failed. */
async function download(
  url: string,
  file: string,
  onBytes: (receivedBytes: number) => void,
): Promise<Result<string, string>> {
  const hash = createHash('sha256');
  let received = 0;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (!response.ok || response.body === null) return failure(`HTTP status ${response.status}`);
    await pipeline(
      Readable.fromWeb(response.body),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          received += chunk.length;
          if (received > LARGEST_FILE_BYTES) throw new Error('the file is too large');
          hash.update(chunk);
          onBytes(received);
          yield chunk;
        }
      },
      createWriteStream(file),
    );
    return success(hash.digest('hex'));
  } catch (error) {
    return failure(messageOf(error));
  }
}
