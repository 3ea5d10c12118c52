// What the figures alone say of an objective, before the quality of the measuring is considered.

import type { Measured, NotMeasured, PlainReason, VerdictValue } from '../statements/index.ts';

/** A verdict from figures alone. */
export interface Finding {
  readonly value: VerdictValue;
  readonly reason: PlainReason;
  /** Null when nothing could be measured. */
  readonly measured: Measured | null;
}

/** An inconclusive finding without a measurement. */
export function unknownFinding(why: NotMeasured): Finding {
  return { value: 'inconclusive', reason: { kind: 'not-measured', why }, measured: null };
}
