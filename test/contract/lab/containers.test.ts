// The contract of labs on the one of containers. Without an engine it is one visible skip, which counts
// as a failure where CI=true.

import { describe, test } from 'vitest';

import { findEngine } from '../../../harness/lab/containers/engine.ts';
import { testLabContract } from './lab-contract.ts';

const engine = await findEngine();

// One skip that says why is better to look at than one for each test of the contract.
// oxlint-disable-next-line vitest/no-conditional-tests
if (!engine.ok) {
  // oxlint-disable-next-line vitest/expect-expect
  test('lab containers', ({ skip }) => {
    skip(engine.error.map(({ message }) => message).join(' '));
  });
} else {
  const { docker } = engine.value;
  describe('lab containers', () => {
    testLabContract({
      name: 'containers',
      async wedge(events, toxiproxy) {
        // By its own id: another lab on the same engine may have a part of this name.
        const started = events.findLast(
          (event) => event.type === 'process-started' && event.name === toxiproxy,
        );
        if (started?.type !== 'process-started') throw new Error(`no ${toxiproxy}`);
        await docker.getContainer(started.startTime).pause();
      },
    });
  });
}
