// Monitor and runbook at work against scripted instances and the real front door: what is done in
// which order, what is told, and what is left behind when a step fails.

import { expect, onTestFinished, test } from 'vitest';

import type { UnstampedEvent } from '../../../mocks/kit/events.ts';
import { createOperations } from '../../../mocks/operations/operations.ts';
import { until } from '../kit/support/instance.ts';
import { openWorld, type World } from './support/world.ts';

interface Told {
  readonly event: UnstampedEvent;
  readonly atNs: bigint | undefined;
}

/** Starts operations in a world; it stops with the test. */
function operate(world: World) {
  const told: Told[] = [];
  const planes = createOperations(world.options, (event, atNs) => told.push({ event, atNs }));
  planes.begin?.();
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= Promise.resolve(planes.stop()));
  onTestFinished(stop);
  return {
    told,
    stop,
    /** Events of one service in short, for example `promoted gongju` or `failed promote: 409`. */
    of: (service: string): readonly string[] =>
      told.flatMap(({ event }) => {
        if (event.type === 'runbook' && event.service === service) {
          return [`${event.mark} ${event.site}`];
        }
        if (event.type !== 'runbook-failed' || event.service !== service) return [];
        return [`failed ${event.step}: ${event.reason.split(' ')[0]}`];
      }),
  };
}

const failedOver = [
  'first-failed-probe daejeon',
  'detected daejeon',
  'declared daejeon',
  'promote-started daejeon',
  'promoted gongju',
  'repointed gongju',
  'verified gongju',
  'opened gongju',
];

/** A bank that was failed over and whose old site is back as standby, ready to be failed back. */
async function readyToFailBack(script: (world: World) => void = () => undefined) {
  const world = await openWorld({ bank: [] }, { failbackSettleMs: 0 });
  const operations = operate(world);
  const old = world.at('bank', 'daejeon');
  old.isUp = false;
  await until('it is failed over', () => operations.of('bank').includes('opened gongju'));
  script(world);
  world.calls.length = 0;
  Object.assign(old, { isUp: true, role: 'standby', epoch: 2 });
  return { world, operations, bankEvents: () => operations.of('bank').slice(failedOver.length) };
}

test('a service that is down is failed over, step by step, in a new epoch', async () => {
  const world = await openWorld({ bank: [] });
  const { of, told } = operate(world);
  const bank = world.at('bank', 'daejeon');
  bank.upForDeepChecks = 4;
  await until('it is open again', () => of('bank').includes('opened gongju'));
  expect(of('bank')).toEqual(failedOver);
  expect(world.calls).toEqual(['bank@gongju promote 2']);
  const route = { service: 'bank', site: 'gongju', epoch: 2, state: 'open' };
  expect(await world.routeOf('bank')).toEqual(route);
  // Stamped with the start of the fifth probe, which lies before its arrival; the rest as they
  // come.
  const [first, ...rest] = told.map(({ atNs }) => atNs);
  expect(rest).toEqual(Array(failedOver.length - 1).fill(undefined));
  const [, , , fourthMs, fifthMs] = bank.deepChecks;
  expect(Number(first) / 1e6).toBeGreaterThan(fourthMs ?? Infinity);
  expect(Number(first) / 1e6).toBeLessThan(fifthMs ?? 0);
});

test('a service stays up while what it depends on is failed over, and is not moved', async () => {
  const world = await openWorld({ bank: [], card: ['bank'] });
  const { of } = operate(world);
  // The bank dies; the card's deep check fails with it, its instance is well.
  world.at('bank', 'daejeon').isUp = false;
  world.at('card', 'daejeon').isOpen = false;
  await until('the bank is open again', () => of('bank').includes('opened gongju'));
  world.at('card', 'daejeon').isOpen = true;
  const seen = world.at('card', 'daejeon').deepChecks.length;
  await until(
    'the card is seen well',
    () => world.at('card', 'daejeon').deepChecks.length > seen + 5,
  );
  expect(of('card')).toEqual(['first-failed-probe daejeon']);
});

test('the card waits with its opening until the bank is open', async () => {
  const world = await openWorld({ card: ['bank'], bank: [] });
  // The bank's promotion is refused until the card is promoted, whichever is noticed first.
  const refusals = world.at('bank', 'gongju').next.promote;
  refusals.push(...Array<'refuse'>(1_000).fill('refuse'));
  const { of, told } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('the bank is failing over', () => of('bank').includes('promote-started daejeon'));
  world.at('card', 'daejeon').isUp = false;
  await until('the card is promoted', () => of('card').includes('promoted gongju'));
  refusals.length = 0;
  await until('both are open again', () => of('card').includes('opened gongju'));
  const order = told.flatMap(({ event }) =>
    event.type === 'runbook' ? [`${event.service} ${event.mark}`] : [],
  );
  const place = (name: string): number => order.indexOf(name);
  expect(place('card promoted')).toBeLessThan(place('bank promoted'));
  expect(place('bank opened')).toBeLessThan(place('card verified'));
  expect(of('card')).toEqual(failedOver);
});

test('failover "none": detected and declared, and nothing is touched', async () => {
  const world = await openWorld({ bank: [] }, { failover: 'none' });
  const { of } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('it is declared', () => of('bank').includes('declared daejeon'));
  expect(of('bank')).toEqual(failedOver.slice(0, 3));
  expect(world.calls).toEqual([]);
  expect(await world.routeOf('bank')).toMatchObject({ site: 'daejeon', epoch: 1, state: 'open' });
});

test('a promotion is tried again in the same epoch; each reason is told once', async () => {
  const world = await openWorld({ bank: [] });
  world.at('bank', 'gongju').next.promote.push('refuse', 'refuse', 'lose-answer');
  const { of } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('it is open again', () => of('bank').includes('opened gongju'));
  expect(world.calls).toEqual(Array(4).fill('bank@gongju promote 2'));
  const failures = of('bank').filter((it) => it.startsWith('failed'));
  expect(failures).toHaveLength(2);
  expect(failures[0]).toBe('failed promote: 409');
});

test('a verification that fails is tried until the service is open for business', async () => {
  const world = await openWorld({ bank: [] });
  world.at('bank', 'gongju').isOpen = false;
  const { of } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('it is tried', () => world.at('bank', 'gongju').deepChecks.length > 2);
  expect(await world.routeOf('bank')).toMatchObject({ site: 'gongju', state: 'held' });
  world.at('bank', 'gongju').isOpen = true;
  await until('it is open again', () => of('bank').includes('opened gongju'));
});

test('rounds that a failover took are left out, not made up for', async () => {
  const world = await openWorld({ bank: [] }, { probeIntervalMs: 60 });
  world.at('bank', 'gongju').next.promote.push('refuse');
  const { of } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('it is open again', () => of('bank').includes('opened gongju'));
  const { deepChecks } = world.at('bank', 'gongju');
  const seen = deepChecks.length;
  await until('it is watched again', () => deepChecks.length > seen + 3);
  const [first = 0, , , fourth = 0] = deepChecks.slice(seen);
  expect(fourth - first).toBeGreaterThan(100);
});

test('failback: hold, demote, promote, open, each in turn', async () => {
  const { world, bankEvents } = await readyToFailBack();
  await until('it is back', () => bankEvents().includes('failback-ended daejeon'));
  expect(bankEvents()).toEqual([
    'failback-started gongju',
    'failback-demoted gongju',
    'failback-promoted daejeon',
    'failback-ended daejeon',
  ]);
  expect(world.calls).toEqual(['bank@gongju demote 2', 'bank@daejeon promote 3']);
  const route = { service: 'bank', site: 'daejeon', epoch: 3, state: 'open' };
  expect(await world.routeOf('bank')).toEqual(route);
});

test('after a failback a second loss of the site is failed over again', async () => {
  const { world, operations, bankEvents } = await readyToFailBack();
  await until('it is back', () => bankEvents().includes('failback-ended daejeon'));
  world.at('bank', 'daejeon').isUp = false;
  await until('it is failed over', () => bankEvents().includes('opened gongju'));
  expect(operations.of('bank').slice(-failedOver.length)).toEqual(failedOver);
  expect(await world.routeOf('bank')).toMatchObject({ site: 'gongju', epoch: 4, state: 'open' });
});

test.each([
  ['the demotion is refused', 'gongju', 'demote', 'refuse', 'failback-demote'],
  ['the answer to the demotion is lost', 'gongju', 'demote', 'lose-answer', 'failback-demote'],
  ['the promotion is refused', 'daejeon', 'promote', 'refuse', 'failback-promote'],
  ['the answer to the promotion is lost', 'daejeon', 'promote', 'lose-answer', 'failback-promote'],
] as const)('failback: %s, so the present site serves on', async (_, site, route, what, step) => {
  const { world, bankEvents } = await readyToFailBack(({ at }) => {
    at('bank', site).next[route].push(what);
  });
  const present = world.at('bank', 'gongju');
  await until('it failed', () => bankEvents().some((it) => it.startsWith('failed')));
  await until('the present site serves', async () => {
    const { state, epoch } = (await world.routeOf('bank')) ?? {};
    return state === 'open' && epoch === 4;
  });
  expect(await world.routeOf('bank')).toMatchObject({ site: 'gongju', epoch: 4, state: 'open' });
  expect([present.role, present.epoch]).toEqual(['primary', 4]);
  expect(bankEvents().find((it) => it.startsWith('failed'))).toContain(`failed ${step}:`);
  // A fake instance does not learn of epochs by itself, as the replication of a real one does.
  Object.assign(world.at('bank', 'daejeon'), { role: 'standby', epoch: 4 });
  await until('the next attempt succeeds', () => bankEvents().includes('failback-ended daejeon'));
  expect(await world.routeOf('bank')).toMatchObject({ site: 'daejeon', epoch: 5, state: 'open' });
});

test('failback: the present site is asked until it is primary again', async () => {
  const { world, bankEvents } = await readyToFailBack(({ at }) => {
    at('bank', 'gongju').next.demote.push('lose-answer');
    at('bank', 'gongju').next.promote.push('refuse');
  });
  await until('it is back', () => bankEvents().includes('failback-ended daejeon'));
  expect(world.calls.slice(0, 3)).toEqual([
    'bank@gongju demote 2',
    'bank@gongju promote 4',
    'bank@gongju promote 4',
  ]);
});

test('no failback while a site has not settled', async () => {
  const { world, operations, bankEvents } = await readyToFailBack(({ at }) => {
    at('bank', 'daejeon').next.promote.push('normal');
  });
  world.at('bank', 'daejeon').role = 'returning';
  const seen = world.at('bank', 'gongju').deepChecks.length;
  await until('time passes', () => world.at('bank', 'gongju').deepChecks.length > seen + 30);
  expect(bankEvents()).toEqual([]);
  await operations.stop();
  expect(world.calls).toEqual([]);
});

test('stopped in the middle of a failback it ends it first', async () => {
  const { world, operations, bankEvents } = await readyToFailBack();
  await until('it is demoted', () => world.calls.includes('bank@gongju demote 2'));
  await operations.stop();
  expect(bankEvents().at(-1)).toBe('failback-ended daejeon');
  expect(world.at('bank', 'daejeon').role).toBe('primary');
  expect(await world.routeOf('bank')).toMatchObject({ site: 'daejeon', epoch: 3, state: 'open' });
});

test('stopped between two services of a failback it begins no other', async () => {
  const world = await openWorld({ bank: [], card: [] }, { failbackSettleMs: 0 });
  const { of, stop } = operate(world);
  for (const service of ['bank', 'card']) world.at(service, 'daejeon').isUp = false;
  const isMoved = () => ['bank', 'card'].every((it) => of(it).includes('opened gongju'));
  await until('both are failed over', isMoved);
  world.calls.length = 0;
  // Stopped at the very call, because both failbacks together take less time than a poll.
  const stopped = Promise.withResolvers<void>();
  const push = world.calls.push.bind(world.calls);
  world.calls.push = (...calls) => {
    if (calls.includes('bank@gongju demote 2')) void stop().then(stopped.resolve);
    return push(...calls);
  };
  for (const service of ['bank', 'card']) {
    Object.assign(world.at(service, 'daejeon'), { isUp: true, role: 'standby', epoch: 2 });
  }
  await stopped.promise;
  expect([...world.calls]).toEqual(['bank@gongju demote 2', 'bank@daejeon promote 3']);
  expect(world.at('card', 'gongju').role).toBe('primary');
});

test('a failback that hangs holds the end up for less than 3 s', async () => {
  const { world, operations } = await readyToFailBack(({ at }) => {
    at('bank', 'gongju').next.demote.push('hang');
  });
  await until('it hangs', () => world.calls.includes('bank@gongju demote 2'));
  const startMs = performance.now();
  await operations.stop();
  expect(performance.now() - startMs).toBeLessThan(2_900);
});

test('a stop ends the retries of a failover and every probe', async () => {
  const world = await openWorld({ bank: [] });
  const standby = world.at('bank', 'gongju');
  standby.isUp = false;
  const { of, stop } = operate(world);
  world.at('bank', 'daejeon').isUp = false;
  await until('it is tried', () => of('bank').some((it) => it.startsWith('failed promote')));
  await stop();
  standby.isUp = true;
  const other = await openWorld({ bank: [] });
  const second = operate(other);
  const { deepChecks } = other.at('bank', 'daejeon');
  await until('another one runs', () => deepChecks.length > 40);
  await second.stop();
  expect(world.calls).toEqual([]);
});
