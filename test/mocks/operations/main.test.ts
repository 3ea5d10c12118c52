// The operations process as it really ends.

import { join } from 'node:path';
import { expect, test } from 'vitest';

import { freePort, startProcess } from '../kit/support/estate-process.ts';
import { temporaryDirectory, until } from '../kit/support/instance.ts';
import { openWorld } from './support/world.ts';

test('SIGTERM in the middle of a failback: the process ends it, then itself', async () => {
  const world = await openWorld({ bank: [] }, { failbackSettleMs: 0 });
  const operations = await startProcess('operations', {
    ...world.options,
    listen: { host: '127.0.0.1', port: await freePort() },
    adminSocketPath: join(temporaryDirectory(), 'operations.sock'),
  });
  const old = world.at('bank', 'daejeon');
  old.isUp = false;
  const isOpen = () => operations.events.some(({ mark }) => mark === 'opened');
  await until('it is failed over', isOpen, 15_000);
  Object.assign(old, { isUp: true, role: 'standby', epoch: 2 });
  const isDemoted = () => world.calls.includes('bank@gongju demote 2');
  await until('it is demoted', isDemoted, 15_000);
  expect(await operations.end('SIGTERM')).toBe(0);
  expect(old.role).toBe('primary');
  expect(await world.routeOf('bank')).toMatchObject({ site: 'daejeon', epoch: 3, state: 'open' });
}, 60_000);
