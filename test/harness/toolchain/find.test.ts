// The order of the search, and what is said about binaries that cannot be used.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedBinary } from '../../../harness/toolchain/cache.ts';
import { findTools, IDENTITIES } from '../../../harness/toolchain/index.ts';
import { temporaryDirectory, VERSION_OUTPUT, writeStandIn } from './support.ts';

const SYSTEM_PATH = '/bin';

function foundK6(path: string, how: string) {
  const tool = { name: 'k6', version: '2.2.0', path, how };
  return { state: 'found', tool, passedOver: [] };
}

async function everywhere() {
  const root = await temporaryDirectory();
  const cache = join(root, 'cache');
  return {
    explicit: await writeStandIn(join(root, 'own', 'my-k6'), VERSION_OUTPUT.k6),
    onPath: await writeStandIn(join(root, 'bin', 'k6'), VERSION_OUTPUT.k6),
    cached: await writeStandIn(cachedBinary(cache, IDENTITIES.k6), VERSION_OUTPUT.k6),
    env: { PATH: join(root, 'bin'), FIREDRILL_CACHE_DIR: cache },
  };
}

test('an explicit path comes before PATH, and PATH before the cache', async () => {
  const { explicit, onPath, cached, env } = await everywhere();
  const first = await findTools({ env: { ...env, FIREDRILL_K6: explicit } });
  const second = await findTools({ env });
  const third = await findTools({ env: { ...env, PATH: SYSTEM_PATH } });
  expect([first.k6, second.k6, third.k6]).toEqual([
    foundK6(explicit, 'explicit'),
    foundK6(onPath, 'path'),
    foundK6(cached, 'cache'),
  ]);
  expect(first.toxiproxy).toEqual({ state: 'missing', passedOver: [] });
});

test('a wrong version on PATH is named and passed over', async () => {
  const { onPath, cached, env } = await everywhere();
  await writeStandIn(onPath, 'k6 v1.4.0 (go1.25.0, linux/amd64)');
  const { k6 } = await findTools({ env });
  expect(k6).toEqual({
    state: 'found',
    tool: { name: 'k6', version: '2.2.0', path: cached, how: 'cache' },
    passedOver: [
      { path: onPath, version: '1.4.0', reason: 'is version 1.4.0, firedrill needs 2.2.0' },
    ],
  });
});

test('an explicit path that is wrong is a problem, though good binaries exist', async () => {
  const { explicit, env } = await everywhere();
  await writeStandIn(explicit, 'k6 v2.3.0');
  const { k6 } = await findTools({ env: { ...env, FIREDRILL_K6: explicit } });
  expect(k6).toEqual({
    state: 'wrong',
    problem: {
      place: 'FIREDRILL_K6',
      message: `${explicit} is version 2.3.0, firedrill needs 2.2.0.`,
      cure: 'Point FIREDRILL_K6 at k6 2.2.0, or unset it and run "firedrill setup".',
    },
    passedOver: [],
  });
});

test('an explicit path that does not exist is a problem', async () => {
  const { env } = await everywhere();
  const { toxiproxy } = await findTools({
    env: { ...env, FIREDRILL_TOXIPROXY: '/nowhere/toxiproxy-server' },
  });
  expect(toxiproxy).toEqual({
    state: 'wrong',
    problem: {
      place: 'FIREDRILL_TOXIPROXY',
      message: '/nowhere/toxiproxy-server cannot be run: ENOENT.',
      cure:
        'Point FIREDRILL_TOXIPROXY at toxiproxy-server 2.12.0, ' +
        'or unset it and run "firedrill setup".',
    },
    passedOver: [],
  });
});
