// The contract of labs on the embedded one: child processes on loopback.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import { claimPorts } from '../../../harness/lab/processes/ports.ts';
import { testLabContract } from './lab-contract.ts';

describe('lab processes', () => {
  testLabContract({
    name: 'processes',
    async wedge(events, toxiproxy) {
      const started = events.findLast(
        (event) => event.type === 'process-started' && event.name === toxiproxy,
      );
      if (started?.type !== 'process-started') throw new Error(`no ${toxiproxy}`);
      process.kill(started.pid, 'SIGSTOP');
    },
  });
});

test('ports lie outside the ephemeral range', async () => {
  const [low] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/);
  const ports = await claimPorts();
  expect(ports?.next()).toBeLessThan(Number(low));
  await ports?.release();
});
