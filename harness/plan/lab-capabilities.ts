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

/** Faults that the lab cannot make, each with what to do. */
export function refuseFaults(faults: readonly Fault[], lab: LabCapabilities): readonly Problem[] {
  return faults.flatMap((fault, index): Problem[] => {
    const able = lab.faults.includes(fault.kind);
    const signed = fault.kind !== 'link-cut' || lab.signatures.includes(fault.signature);
    if (able && signed) return [];
    const what =
      fault.kind === 'link-cut' ? `signature "${fault.signature}"` : `fault "${fault.kind}"`;
    return [
      {
        place: `faults[${index}] (${fault.id})`,
        message: `The lab "${lab.name}" cannot make the ${what}.`,
        cure: `It can make: ${lab.signatures.join(', ')}. True silence needs a lab of containers.`,
      },
    ];
  });
}
