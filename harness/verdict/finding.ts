// What the figures alone say of an objective, before the quality of the measuring is considered.

import type { LocalizedText } from '../model/text.ts';
import type { VerdictValue } from './verdict.ts';

/** A verdict from figures alone. */
export interface Finding {
  readonly value: VerdictValue;
  readonly reason: LocalizedText;
  /** Null when nothing could be measured. */
  readonly measured: LocalizedText | null;
}

/** Text that is the same in both languages: figures and names. */
export function sameText(text: string): LocalizedText {
  return { en: text, ko: text };
}

/** An inconclusive finding without a measurement; the reason is detail from the analysis. */
export function unknownFinding(detail: string): Finding {
  return {
    value: 'inconclusive',
    reason: { en: `Not measured: ${detail}.`, ko: `측정되지 않음: ${detail}.` },
    measured: null,
  };
}
