// What the embedded lab is meant to make: child processes on loopback behind real Toxiproxies. Silence
// (no handshake) is beyond it, because the kernel completes handshakes for a stopped process.

import type { LabCapabilities } from '../../plan/lab-capabilities.ts';

/** Capabilities of the lab `processes`. */
export const processesCapabilities: LabCapabilities = {
  name: 'processes',
  faults: [
    'site-power-off',
    'link-cut',
    'link-latency',
    'link-bandwidth',
    'link-one-way',
    'instance-pause',
    'instance-down',
  ],
  signatures: [
    'refuse',
    'reset',
    'close',
    'accept-then-close',
    'stall',
    'latency',
    'bandwidth',
    'one-way',
  ],
};
