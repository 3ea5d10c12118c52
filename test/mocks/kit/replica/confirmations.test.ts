// The queue of waiting writes by itself, on the real clock: its one decision is when a wait is
// over.

import { expect, test } from 'vitest';

import { ConfirmationQueue } from '../../../../mocks/kit/replica/confirmations.ts';

/** Blocks this process, as SIGSTOP would: no timer fires and nothing is read meanwhile. */
function standStill(durationMs: number): void {
  const endMs = performance.now() + durationMs;
  while (performance.now() < endMs);
}

test('waits end as they are confirmed, and the rest when the limit has passed', async () => {
  const queue = new ConfirmationQueue(40, () => queue.releaseExpired('unconfirmed'));
  const waits = [1, 2, 3].map((seq) => queue.wait(seq));
  queue.confirmUpTo(2);
  expect(await Promise.all(waits)).toEqual(['confirmed', 'confirmed', 'unconfirmed']);
});

test('after a standstill a write waits once more, so that late news is heard', async () => {
  const queue = new ConfirmationQueue(40, () => queue.releaseAll('not-awaited'));
  const fenced = queue.wait(1);
  // Arrived during the standstill, but read after the timers.
  setTimeout(() => setImmediate(() => queue.releaseAll('stopped')), 41);
  standStill(400);
  expect(await fenced).toBe('stopped');
});

test('the second wait is bounded too', async () => {
  const queue = new ConfirmationQueue(40, () => queue.releaseAll('not-awaited'));
  const wait = queue.wait(1);
  standStill(400);
  await new Promise((resolve) => setTimeout(resolve));
  standStill(400);
  expect(await wait).toBe('not-awaited');
});
