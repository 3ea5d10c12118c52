import { expect, test } from 'vitest';

import { bank } from '../../../../mocks/bank/service.ts';
import { type Pair, startPair, until } from '../support/instance.ts';

const transfer = { from: 'c-0001', to: 'c-0002', amount: 1 };

function protectionEvents({ primary }: Pair): readonly boolean[] {
  return primary.events.flatMap((event) =>
    event.type === 'protection-changed' ? [event.protected] : [],
  );
}

test('sync-or-degrade: an answer means that the standby has the write', async () => {
  const pair = await startPair(bank, { mode: 'sync-or-degrade' });
  const { primary, standby } = pair;
  expect(await primary.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  expect(await standby.operations()).toEqual(await primary.operations());
  expect(standby.state()).toMatchObject({ role: 'standby', epoch: 1, seq: 2, replicatedSeq: 2 });
});

test('sync-or-degrade: goes on alone, says so, and is protected again after catching up', async () => {
  const pair = await startPair(bank, { mode: 'sync-or-degrade' });
  const { primary, standby, forth } = pair;
  forth.set('stall');
  const startedMs = performance.now();
  expect(await primary.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(290);
  expect(primary.state()).toMatchObject({ protected: false, seq: 2, replicatedSeq: 1 });
  const aloneMs = performance.now();
  expect(await primary.write('/transfers', 'op-2', transfer)).toMatchObject({ status: 200 });
  expect(performance.now() - aloneMs).toBeLessThan(200);
  forth.set('open');
  await until('protected again', () => primary.state().protected);
  expect(await standby.operations()).toEqual(await primary.operations());
  expect(protectionEvents(pair)).toEqual([false, true, false, true]);
});

test('sync: stops acknowledging without its standby, and the write is confirmed later', async () => {
  const pair = await startPair(bank, { mode: 'sync' });
  const { primary, standby, forth } = pair;
  forth.set('refuse');
  expect(await primary.write('/transfers', 'op-1', transfer)).toMatchObject({
    status: 503,
    body: { error: 'not-confirmed-by-standby' },
  });
  expect(await primary.write('/transfers', 'op-2', transfer)).toMatchObject({
    status: 503,
    body: { error: 'no-standby' },
  });
  forth.set('open');
  await until('protected again', () => primary.state().protected);
  const again = await primary.write('/transfers', 'op-1', transfer);
  expect(again).toMatchObject({ status: 200 });
  expect(again.outcome === 'answered' && again.headers['firedrill-replayed']).toBe('1');
  expect((await standby.operations()).map(({ key, effects }) => [key, effects])).toEqual([
    ['op-1', 1],
  ]);
});

test('async: answers at once, and its lag is visible', async () => {
  const { primary, standby, forth } = await startPair(bank, { mode: 'async' });
  forth.delay(300);
  const startedMs = performance.now();
  expect(await primary.write('/transfers', 'op-1', transfer)).toMatchObject({ status: 200 });
  expect(performance.now() - startedMs).toBeLessThan(200);
  expect(primary.state()).toMatchObject({ seq: 2, replicatedSeq: 1, protected: true });
  expect(standby.state().seq).toBe(1);
  await until('the standby has it', () => primary.state().replicatedSeq === 2);
  expect(await standby.operations()).toEqual(await primary.operations());
});

test('a standby that missed thousands of entries catches up in bounded batches', async () => {
  const { primary, standby, forth } = await startPair(bank, { mode: 'async' });
  forth.set('refuse');
  for (let index = 0; index < 20; index += 1) {
    const keys = Array.from({ length: 50 }, (_, inner) => `op-${index}-${inner}`);
    await Promise.all(keys.map((key) => primary.write('/transfers', key, transfer)));
  }
  expect(primary.state()).toMatchObject({ seq: 1_001, replicatedSeq: 1, protected: false });
  forth.set('open');
  await until('caught up', () => standby.state().seq === 1_001);
  expect(await standby.summary()).toMatchObject({ operations: 1_000, ledgerSumWon: 0 });
});

test('a batch that arrives twice, late or with a gap changes nothing', async () => {
  const { primary, standby } = await startPair(bank, { mode: 'sync-or-degrade' });
  await primary.write('/transfers', 'op-1', transfer);
  const entry = {
    seq: 2,
    epoch: 1,
    kind: 'transfer',
    key: 'op-1',
    requestHash: 'h',
    payload: JSON.stringify(transfer),
    answer: null,
  };
  const batch = (seq: number, epoch = 1) => ({
    epoch,
    epochStartSeq: 1,
    entries: [{ ...entry, seq }],
  });
  expect(await standby.post('/replication/entries', batch(2))).toMatchObject({
    status: 200,
    body: { appliedSeq: 2 },
  });
  expect(await standby.post('/replication/entries', batch(4))).toMatchObject({
    status: 409,
    body: { epoch: 1 },
  });
  expect(await standby.summary()).toMatchObject({ operations: 1, ledgerSumWon: 0 });
});
