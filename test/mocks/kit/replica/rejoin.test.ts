import { expect, test } from 'vitest';

import { decideReturn } from '../../../../mocks/kit/replica/rejoin.ts';

test.each([
  // A newer primary exists: follow it. A newer epoch without a primary: its primary may come back.
  ['returning', 1, 'primary', 2, 'follow'],
  ['fenced', 1, 'primary', 2, 'follow'],
  ['returning', 1, 'returning', 2, 'wait'],
  ['fenced', 1, 'standby', 2, 'wait'],
  // Nobody was promoted since.
  ['returning', 2, 'standby', 2, 'resume'],
  ['returning', 2, 'standby', 1, 'resume'],
  ['returning', 2, 'returning', 1, 'resume'],
  ['returning', 2, 'primary', 1, 'resume'],
  // Two of one epoch cannot be told apart, so neither serves.
  ['returning', 2, 'returning', 2, 'wait'],
  ['fenced', 2, 'standby', 2, 'wait'],
  ['fenced', 2, 'standby', 1, 'wait'],
] as const)(
  '%s in epoch %i, peer %s in epoch %i: %s',
  (role, epoch, peerRole, peerEpoch, expected) => {
    const decision = decideReturn({ role, epoch }, { role: peerRole, epoch: peerEpoch });
    expect(decision).toBe(expected);
  },
);
