// Chooses the catalogue of a language, and looks names up in it.

import type { Language } from '../../harness/model/text.ts';
import { type Catalogue, en } from './en.ts';
import { ko } from './ko.ts';

export type { Catalogue } from './en.ts';

/** The catalogue of a language. */
export function catalogueOf(language: Language): Catalogue {
  return language === 'ko' ? ko : en;
}

/** The word for a name that comes as plain text; a name that has none is printed as it is. */
export function nameOf(catalogue: Catalogue, name: string): string {
  return Object.hasOwn(catalogue.names, name) ? (catalogue.names[name] ?? name) : name;
}
