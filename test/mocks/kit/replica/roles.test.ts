import { expect, test } from 'vitest';

import { bank } from '../../../../mocks/bank/service.ts';
import { call } from '../../../../mocks/kit/call.ts';
import { type Pair, restart, type RunningInstance, startPair, until } from '../support/instance.ts';

const transfer = { from: 'c-0001', to: 'c-0002', amount: 1 };

async function writeMany(instance: RunningInstance, prefix: string, count: number) {
  const keys = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  const answers = await Promise.all(keys.map((key) => instance.write('/transfers', key, transfer)));
  return answers.map((answer) => (answer.outcome === 'answered' ? answer.status : answer.reason));
}

/** Asks without a socket: a connection kept from before the restart would only break. */
async function statusOfRead({ service }: RunningInstance): Promise<number> {
  return (await service.business.fetch(new Request('http://bank/accounts/c-0001'))).status;
}

function rolesTold(instance: RunningInstance): readonly string[] {
  return instance.events.flatMap((event) =>
    event.type === 'role-changed' ? [`${event.role} ${event.epoch}`] : [],
  );
}

/** The primary's site falls silent with `tail` acknowledged writes that the standby never got. */
async function loseSite({ primary, standby, forth, back }: Pair, tail: number): Promise<void> {
  await writeMany(primary, 'before', 10);
  await until('the standby has them', () => primary.state().replicatedSeq === 11);
  forth.set('refuse');
  back.set('refuse');
  expect(await writeMany(primary, 'tail', tail)).toEqual(Array(tail).fill(200));
  await primary.stop();
  expect(await standby.post('/operator/promote', { epoch: 2 })).toMatchObject({ status: 200 });
}

test('a promotion needs a higher epoch', async () => {
  const { standby } = await startPair(bank, { mode: 'async' });
  expect(await standby.post('/operator/promote', { epoch: 1 })).toMatchObject({ status: 409 });
  expect(await standby.post('/operator/promote', {})).toMatchObject({ status: 400 });
  expect(standby.state()).toMatchObject({ role: 'standby', epoch: 1 });
});

test('a standby serves no business; a request for another epoch is refused', async () => {
  const { primary, standby } = await startPair(bank, { mode: 'async' });
  const notPrimary = { status: 503, body: { error: 'not-primary', epoch: 1 } };
  expect(await standby.write('/transfers', 'op', transfer)).toMatchObject(notPrimary);
  expect(await standby.get('/accounts/c-0001')).toMatchObject(notPrimary);
  expect(await standby.post('/deep-check')).toMatchObject(notPrimary);
  expect(await standby.post('/probe?bytes=5')).toMatchObject({ status: 200 });
  const stale = await call(`${primary.url}/accounts/c-0001`, {
    headers: { 'firedrill-epoch': '2' },
    timeoutMs: 1_000,
  });
  expect(stale).toMatchObject({ status: 503, body: { error: 'stale-epoch', epoch: 1 } });
});

test('a promoted standby starts without protection, says so, and keeps what it was sent', async () => {
  const pair = await startPair(bank, { mode: 'async' });
  await loseSite(pair, 3);
  const { standby } = pair;
  expect(standby.state()).toMatchObject({
    role: 'primary',
    epoch: 2,
    epochStartSeq: 12,
    seq: 12,
    protected: false,
  });
  expect(standby.events.at(-1)).toEqual({ type: 'protection-changed', protected: false, seq: 12 });
  // A repetition of the promotion, whose answer may have been lost, is no error.
  expect(await standby.post('/operator/promote', { epoch: 2 })).toMatchObject({ status: 200 });
  // Known keys keep their answers across the failover; a lost one is a new operation.
  const [known] = await writeMany(standby, 'before', 1);
  const [lost] = await writeMany(standby, 'tail', 1);
  expect([known, lost, standby.state().seq]).toEqual([200, 200, 13]);
});

test('stale return: the old primary serves nothing, sets its tail aside and follows', async () => {
  const pair = await startPair(bank, { mode: 'async' });
  await loseSite(pair, 3);
  const { standby, forth, back } = pair;
  await writeMany(standby, 'after', 5);
  const returned = await restart(bank, pair.primary);
  expect(returned.state()).toMatchObject({ role: 'returning', epoch: 1, seq: 14 });
  expect(await statusOfRead(returned)).toBe(503);
  forth.set('open');
  back.set('open');
  await until('the new primary is protected', () => standby.state().protected);
  expect(returned.state()).toMatchObject({ role: 'standby', epoch: 2, epochStartSeq: 12 });
  expect(returned.events).toContainEqual({ type: 'tail-stranded', operations: 3, fromSeq: 12 });
  expect(rolesTold(returned)).toEqual(['returning 1', 'standby 2']);
  expect(
    (await returned.operations('stranded')).map(({ key, won, epoch }) => [key, won, epoch]),
  ).toEqual([0, 1, 2].map((index) => [`tail-${index}`, 1, 1]));
  expect(await returned.operations()).toEqual(await standby.operations());
  expect(await returned.summary()).toMatchObject({ stranded: 3, operations: 15, ledgerSumWon: 0 });
  const balances = [await returned.summary(), await standby.summary()].map((each) => each.moneyWon);
  expect(balances[0]).toBe(balances[1]);
});

test('split: the old primary is fenced as soon as it hears of the new one', async () => {
  const { primary, standby, forth, back } = await startPair(bank, { mode: 'async' });
  forth.set('refuse');
  back.set('refuse');
  await standby.post('/operator/promote', { epoch: 2 });
  expect(await writeMany(primary, 'split', 2)).toEqual([200, 200]);
  back.set('open');
  await until('fenced', () => primary.state().role === 'fenced');
  expect(await primary.write('/transfers', 'x', transfer)).toMatchObject({ status: 503 });
  forth.set('open');
  await until('it follows', () => standby.state().protected);
  expect(rolesTold(primary)).toEqual(['primary 1', 'fenced 1', 'standby 2']);
  expect((await primary.operations('stranded')).map(({ key }) => key)).toEqual([
    'split-0',
    'split-1',
  ]);
});

test('an instance that missed two promotions sets all aside that it does not share', async () => {
  const pair = await startPair(bank, { mode: 'async' });
  await loseSite(pair, 3);
  const { standby, forth, back } = pair;
  await writeMany(standby, 'after', 5);
  expect(await standby.post('/operator/promote', { epoch: 3 })).toMatchObject({ status: 200 });
  const returned = await restart(bank, pair.primary);
  forth.set('open');
  back.set('open');
  await until('the new primary is protected', () => standby.state().protected);
  expect(returned.events).toContainEqual({ type: 'tail-stranded', operations: 3, fromSeq: 12 });
  expect(await returned.operations()).toEqual(await standby.operations());
  expect(returned.state()).toMatchObject({ role: 'standby', epoch: 3, epochStartSeq: 18 });
});

test('a fenced instance stays fenced over a restart, and cannot be promoted', async () => {
  const { primary, standby, forth, back } = await startPair(bank, { mode: 'async' });
  forth.set('refuse');
  back.set('refuse');
  await standby.post('/operator/promote', { epoch: 2 });
  back.set('open');
  await until('fenced', () => primary.state().role === 'fenced');
  await primary.stop();
  const returned = await restart(bank, primary);
  expect(returned.state()).toMatchObject({ role: 'fenced', epoch: 1 });
  expect(await returned.post('/operator/promote', { epoch: 9 })).toMatchObject({ status: 409 });
  forth.set('open');
  await until('it follows', () => returned.state().role === 'standby');
});

test('a restart without failover: the primary asks its peer, then goes on in its epoch', async () => {
  const { primary, forth } = await startPair(bank, { mode: 'async' });
  await writeMany(primary, 'op', 3);
  forth.set('stall');
  await primary.stop();
  const returned = await restart(bank, primary);
  expect(await statusOfRead(returned)).toBe(503);
  forth.set('open');
  await until('it is primary again', () => returned.state().role === 'primary');
  expect(returned.state()).toMatchObject({ epoch: 1, epochStartSeq: 1, seq: 4 });
  await until('it is protected again', () => returned.state().protected);
});

test('failback: demotion, promotion and a second failover lose no acknowledged write', async () => {
  const pair = await startPair(bank, { mode: 'sync-or-degrade' });
  const { primary, standby } = pair;
  const acknowledged: string[] = [];
  let active = primary;
  let isOver = false;
  const writer = async (name: string): Promise<void> => {
    for (let index = 0; !isOver && index < 5_000; index += 1) {
      const key = `${name}-${index}`;
      const answer = await active.write('/transfers', key, transfer);
      if (answer.outcome === 'answered' && answer.status === 200) acknowledged.push(key);
      else await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const writers = ['a', 'b', 'c', 'd'].map(writer);
  for (const [from, to, epoch] of [
    [primary, standby, 2],
    [standby, primary, 3],
  ] as const) {
    const before = acknowledged.length;
    await until('writes flow', () => acknowledged.length > before + 50);
    expect(await from.post('/operator/demote')).toMatchObject({ status: 200 });
    expect(from.state()).toMatchObject({ role: 'standby', writesInFlight: 0 });
    expect(await to.post('/operator/promote', { epoch })).toMatchObject({ status: 200 });
    active = to;
    await until('protected', () => to.state().protected);
  }
  isOver = true;
  await Promise.all(writers);
  await until('both have all', () => primary.state().replicatedSeq === standby.state().seq);
  const booked = new Set((await primary.operations()).map(({ key }) => key));
  expect(acknowledged.filter((key) => !booked.has(key))).toEqual([]);
  expect(await standby.operations()).toEqual(await primary.operations());
  expect(await primary.summary()).toMatchObject({ stranded: 0, ledgerSumWon: 0 });
});

test('a demotion that cannot come to rest is called off, and writes go on', async () => {
  const { primary, forth } = await startPair(bank, { mode: 'async' });
  forth.set('stall');
  await primary.write('/transfers', 'op-1', transfer);
  const demotion = primary.post('/operator/demote');
  await until('writes are refused', async () => {
    const answer = await primary.write('/transfers', 'op-2', transfer);
    return answer.outcome === 'answered' && answer.status === 503;
  });
  expect(await demotion).toMatchObject({ status: 409 });
  expect(await primary.write('/transfers', 'op-2', transfer)).toMatchObject({ status: 200 });
});

test('a renewed primary calls its demotion off and serves at once in the new epoch', async () => {
  const { primary, standby, forth } = await startPair(bank, { mode: 'async' });
  forth.set('stall');
  await primary.write('/transfers', 'op-1', transfer);
  const demotion = primary.post('/operator/demote', { epoch: 1 });
  await until('writes are refused', async () => {
    const answer = await primary.write('/transfers', 'op-2', transfer);
    return answer.outcome === 'answered' && answer.status === 503;
  });
  expect(await primary.post('/operator/promote', { epoch: 3 })).toMatchObject({ status: 200 });
  expect(await primary.write('/transfers', 'op-2', transfer)).toMatchObject({ status: 200 });
  expect(await demotion).toMatchObject({ status: 409, body: { role: 'primary', epoch: 3 } });
  expect(await primary.write('/transfers', 'op-3', transfer)).toMatchObject({ status: 200 });
  forth.set('open');
  await until('the standby follows', () => standby.state().seq === primary.state().seq);
  expect(standby.state()).toMatchObject({ role: 'standby', epoch: 3 });
});

test('a demotion of an older epoch comes too late', async () => {
  const { primary } = await startPair(bank, { mode: 'async' });
  await primary.post('/operator/promote', { epoch: 3 });
  expect(await primary.post('/operator/demote', { epoch: 1 })).toMatchObject({ status: 409 });
  expect(await primary.post('/operator/demote', { epoch: 'x' })).toMatchObject({ status: 400 });
  expect(primary.state()).toMatchObject({ role: 'primary', epoch: 3 });
  expect(await primary.write('/transfers', 'op', transfer)).toMatchObject({ status: 200 });
});
