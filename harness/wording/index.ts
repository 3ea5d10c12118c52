// The public names of the wording. Everything else in this folder is its own affair.

import type { Language } from '../model/text.ts';
import { WORDS_EN, WORDS_KO, type Words } from './words.ts';

export { assertionText } from './assertion-text.ts';
export * from './figures.ts';
export { judgementText } from './judgement-text.ts';
export { nameOf } from './names.ts';
export { counted } from './plural.ts';
export {
  exitText,
  integrityText,
  interruptionText,
  journalDamageText,
  leftoverText,
  notMeasuredText,
  problemText,
} from './problem-text.ts';
export { measuredText, reasonText } from './reason-text.ts';
export { suiteDefectText, suiteErrorText } from './suite-text.ts';
export type { Words } from './words.ts';

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === 'ko' ? WORDS_KO : WORDS_EN;
}
