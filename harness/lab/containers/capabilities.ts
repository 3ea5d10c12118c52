// What the container lab is meant to make: the estate in containers behind real Toxiproxies, on
// networks of its own.

import type { LabCapabilities } from '../../plan/lab-capabilities.ts';
import { processesCapabilities } from '../processes/capabilities.ts';

/** Capabilities of the lab `containers`. */
export const containersCapabilities: LabCapabilities = {
  ...processesCapabilities,
  name: 'containers',
  signatures: [...processesCapabilities.signatures, 'silence'],
};
