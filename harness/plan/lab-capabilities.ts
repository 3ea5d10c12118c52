// What a lab says it can do. Planning refuses a fault that the chosen lab cannot make; it never
// puts another in its place.

import type { Fault, WireSignature } from '../model/fault.ts';
import type { Problem } from '../model/problem.ts';

/** What a lab can do. */
export interface LabCapabilities {
  readonly name: string;
  readonly faults: readonly Fault['kind'][];
  readonly signatures: readonly WireSignature[];
}

/** Faults that the lab cannot make, each with the labs that can. */
export function refuseFaults(
  faults: readonly Fault[],
  lab: LabCapabilities,
  otherLabs: readonly LabCapabilities[] = [],
): readonly Problem[] {
  return faults.flatMap((fault, index): Problem[] => {
    if (canMake(lab, fault)) return [];
    const what =
      fault.kind === 'link-cut' ? `signature "${fault.signature}"` : `fault "${fault.kind}"`;
    const able = otherLabs.filter((other) => canMake(other, fault)).map(({ name }) => name);
    const elsewhere =
      able.length > 0 ? `The lab "${able.join('", "')}" can.` : 'No lab of this version can.';
    return [
      {
        place: `faults[${index}] (${fault.id})`,
        message: `The lab "${lab.name}" cannot make the ${what}.`,
        cure: `${elsewhere} The lab "${lab.name}" can make: ${lab.signatures.join(', ')}.`,
      },
    ];
  });
}

function canMake({ faults, signatures }: LabCapabilities, fault: Fault): boolean {
  if (!faults.includes(fault.kind)) return false;
  return fault.kind !== 'link-cut' || signatures.includes(fault.signature);
}
