// Blocks of ports are claimed whole: not where another lab is, and not where any port is in use.

import { createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';

import { BLOCK_SIZE, claimPorts, type PortBlock } from '../../../../harness/lab/processes/ports.ts';

async function claimed(): Promise<PortBlock> {
  const block = await claimPorts();
  if (block === null) throw new Error('no block of ports is free');
  onTestFinished(() => block.release());
  return block;
}

async function occupy(port: number): Promise<void> {
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createServer();
    listening.once('error', reject);
    listening.listen({ host: '127.0.0.1', port }, () => resolve(listening));
  });
  onTestFinished(() => void server.close());
}

/** Number of the block that a port lies in. */
function blockOf(port: number): number {
  return Math.floor((port - 10_240) / BLOCK_SIZE);
}

test('two labs get different blocks', async () => {
  const [one, other] = [await claimed(), await claimed()];
  expect(blockOf(one.next())).not.toBe(blockOf(other.next()));
});

test('a block in which somebody else uses a port is passed over', async () => {
  const first = await claimPorts();
  if (first === null) throw new Error('no block of ports is free');
  const port = first.next();
  await first.release();
  await occupy(port + 40);
  const second = await claimed();
  expect(blockOf(second.next())).not.toBe(blockOf(port));
});

test('a block that was given back can be claimed again', async () => {
  const first = await claimPorts();
  const port = first?.next();
  await first?.release();
  expect((await claimed()).next()).toBe(port);
});
