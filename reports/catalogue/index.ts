// Chooses the catalogue of a language.

import type { Language } from '../../harness/model/text.ts';
import { type Catalogue, en } from './en.ts';
import { ko } from './ko.ts';

export type { Catalogue } from './en.ts';

/** The catalogue of a language. */
export function catalogueOf(language: Language): Catalogue {
  return language === 'ko' ? ko : en;
}
