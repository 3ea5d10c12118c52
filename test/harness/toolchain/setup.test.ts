// Making tools: one build for two set-ups, nothing half-made is used, the cache needs neither Go
// nor a network, and a release file with another checksum is refused.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { bootId, type ProcessIdentity } from '../../../harness/system/process-identity.ts';
import { cachedBinary, toolDirectory } from '../../../harness/toolchain/cache.ts';
import { IDENTITIES, type SetupProgress, setUpTools } from '../../../harness/toolchain/index.ts';
import { setUpTool, TOXIPROXY_RECIPE } from '../../../harness/toolchain/setup.ts';
import {
  standInRecipe,
  standInScript,
  temporaryDirectory,
  VERSION_OUTPUT,
  writeStandIn,
} from './support.ts';

const identity = IDENTITIES.toxiproxy;
const NO_PROGRESS = () => undefined;

/** This process's environment with an empty cache and no Toxiproxy to find. */
async function freshEnvironment(): Promise<NodeJS.ProcessEnv & { FIREDRILL_CACHE_DIR: string }> {
  const cache = await temporaryDirectory();
  return {
    ...process.env,
    PATH: await pathWithoutToxiproxy(),
    FIREDRILL_CACHE_DIR: cache,
    FIREDRILL_TOXIPROXY: '',
  };
}

/** Serves one file on the loopback interface; gives the address of its folder. */
async function serve(content: string): Promise<string> {
  const server = createServer((_request, response) => response.end(content));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** What a set-up that is gone left in its lock. */
function lockOf(holder: ProcessIdentity): object {
  return { process: holder, token: 'gone', about: 'sets up', since: '2025-09-26T11:15:00.000Z' };
}

test('two set-ups at once build once', async () => {
  const env = await freshEnvironment();
  const recipe = await standInRecipe();
  const progress: SetupProgress[] = [];
  const onProgress = (step: SetupProgress) => void progress.push(step);
  const results = await Promise.all([
    setUpTool(recipe, { env, onProgress }),
    setUpTool(recipe, { env, onProgress }),
  ]);
  const path = cachedBinary(env.FIREDRILL_CACHE_DIR, identity);
  const tool = (how: string) => ({
    ok: true,
    value: { name: 'toxiproxy', version: '2.12.0', path, how },
  });
  const byHow = results.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  expect(byHow).toEqual([tool('built'), tool('cache')]);
  expect(progress.filter(({ kind }) => kind === 'verifying')).toHaveLength(1);
  expect(progress).toContainEqual(
    expect.objectContaining({ kind: 'waiting', holderPid: process.pid }),
  );
  expect(await readdir(dirname(path))).toEqual(['toxiproxy-server']);
}, 60_000);

test('an interrupted build is neither used nor kept, and its lock is taken over', async () => {
  const env = await freshEnvironment();
  const directory = toolDirectory(env.FIREDRILL_CACHE_DIR, identity);
  const gonePid = 2 ** 31 - 1;
  const partial = join(directory, `.partial-${gonePid}-x`);
  await mkdir(partial, { recursive: true });
  await writeStandIn(join(partial, 'toxiproxy-server'), VERSION_OUTPUT.toxiproxy);
  const lock = lockOf({ pid: gonePid, startTime: '1', bootId: await bootId() });
  await writeFile(`${directory}.lock`, JSON.stringify(lock));
  const result = await setUpTool(await standInRecipe(), { env, onProgress: NO_PROGRESS });
  expect(result).toMatchObject({ ok: true, value: { how: 'built' } });
  expect(await readdir(directory)).toEqual(['toxiproxy-server']);
  expect(await readdir(env.FIREDRILL_CACHE_DIR)).toEqual([basename(directory)]);
}, 60_000);

test('a lock whose process number now belongs to another process is stale', async () => {
  const env = await freshEnvironment();
  const directory = toolDirectory(env.FIREDRILL_CACHE_DIR, identity);
  const lock = lockOf({
    pid: process.pid,
    startTime: 'another start',
    bootId: await bootId(),
  });
  await writeFile(`${directory}.lock`, JSON.stringify(lock));
  const result = await setUpTool(await standInRecipe(), { env, onProgress: NO_PROGRESS });
  expect(result).toMatchObject({ ok: true, value: { how: 'built' } });
}, 60_000);

test('a build that fails installs nothing and says what Go said', async () => {
  const env = await freshEnvironment();
  const recipe = await standInRecipe('\nfunc broken() { nowhere() }\n');
  const result = await setUpTool(recipe, { env, onProgress: NO_PROGRESS });
  expect(result).toEqual({
    ok: false,
    error: [
      {
        place: 'toxiproxy',
        message: expect.stringContaining('undefined: nowhere'),
        cure: expect.stringContaining('GOPROXY'),
      },
    ],
  });
  expect(await readdir(toolDirectory(env.FIREDRILL_CACHE_DIR, identity))).toEqual([]);
}, 60_000);

test('tools in the cache need neither Go nor a network', async () => {
  const cache = await temporaryDirectory();
  const k6 = await writeStandIn(cachedBinary(cache, IDENTITIES.k6), VERSION_OUTPUT.k6);
  const toxiproxy = await writeStandIn(cachedBinary(cache, identity), VERSION_OUTPUT.toxiproxy);
  const env = { PATH: await temporaryDirectory(), GOPROXY: 'off', FIREDRILL_CACHE_DIR: cache };
  expect(await setUpTools({ env, onProgress: NO_PROGRESS })).toEqual({
    ok: true,
    value: {
      k6: { name: 'k6', version: '2.2.0', path: k6, how: 'cache' },
      toxiproxy: { name: 'toxiproxy', version: '2.12.0', path: toxiproxy, how: 'cache' },
    },
  });
});

test('without Go and without checksums both tools are problems with a cure', async () => {
  const env = { PATH: await temporaryDirectory(), FIREDRILL_CACHE_DIR: await temporaryDirectory() };
  const result = await setUpTools({ env, onProgress: NO_PROGRESS });
  const wording = {
    message: expect.stringContaining('Go is not on PATH'),
    cure: expect.stringContaining('Install Go 1.25.0 or newer'),
  };
  expect(result).toEqual({
    ok: false,
    error: [
      { place: 'k6', ...wording },
      { place: 'toxiproxy', ...wording },
    ],
  });
});

test('a Go that is too old is named', async () => {
  const directory = await temporaryDirectory();
  await writeStandIn(join(directory, 'go'), 'go version go1.21.3 linux/amd64');
  const env = { PATH: directory, FIREDRILL_CACHE_DIR: await temporaryDirectory() };
  const result = await setUpTool(TOXIPROXY_RECIPE, { env, onProgress: NO_PROGRESS });
  expect(result).toMatchObject({
    ok: false,
    error: [{ message: expect.stringContaining('Go 1.21.3 is too old') }],
  });
});

test.runIf(process.platform === 'linux')('a release file is checked by SHA-256', async () => {
  const content = standInScript(VERSION_OUTPUT.toxiproxy);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const cache = await temporaryDirectory();
  const env = {
    PATH: await temporaryDirectory(),
    FIREDRILL_CACHE_DIR: cache,
    FIREDRILL_RELEASE_BASE: await serve(content),
  };
  const path = cachedBinary(cache, identity);
  const wrong = await setUpTool(TOXIPROXY_RECIPE, {
    env: { ...env, FIREDRILL_SHA256_TOXIPROXY: 'a'.repeat(64) },
    onProgress: NO_PROGRESS,
  });
  expect(wrong).toMatchObject({
    ok: false,
    error: [
      {
        place: 'FIREDRILL_SHA256_TOXIPROXY',
        message: expect.stringContaining(`has SHA-256 ${sha256}`),
      },
    ],
  });
  expect(await readdir(dirname(path))).toEqual([]);

  const right = await setUpTool(TOXIPROXY_RECIPE, {
    env: { ...env, FIREDRILL_SHA256_TOXIPROXY: sha256 },
    onProgress: NO_PROGRESS,
  });
  const tool = { name: 'toxiproxy', version: '2.12.0', path, how: 'release' };
  expect(right).toEqual({ ok: true, value: tool });
  expect(await readFile(path, 'utf8')).toBe(content);
});

test('Toxiproxy itself builds from the checked-in module', async () => {
  const env = await freshEnvironment();
  const progress: SetupProgress[] = [];
  const result = await setUpTool(TOXIPROXY_RECIPE, {
    env,
    onProgress: (step) => void progress.push(step),
  });
  const path = cachedBinary(env.FIREDRILL_CACHE_DIR, identity);
  const tool = { name: 'toxiproxy', version: '2.12.0', path, how: 'built' };
  expect(result).toEqual({ ok: true, value: tool });
  expect(progress.at(0)).toEqual({
    kind: 'building',
    tool: 'toxiproxy',
    elapsedMs: 0,
    packages: 0,
  });
}, 600_000);

/** The folders of PATH without those that hold a Toxiproxy: the build must be ours. */
async function pathWithoutToxiproxy(): Promise<string> {
  const kept: string[] = [];
  for (const directory of (process.env['PATH'] ?? '').split(':')) {
    const names = await readdir(directory).catch((): string[] => []);
    if (!names.includes(identity.binary)) kept.push(directory);
  }
  return kept.join(':');
}
