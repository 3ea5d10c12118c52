// All words of a language in one value: names, figures, sentences. Reports and console add what
// only they say.

import type { Language } from '../model/text.ts';
import { FIGURES_EN, FIGURES_KO, type FigureWords } from './figure-words.ts';
import {
  CONFIRMATIONS_EN,
  EXIT_STATUSES_EN,
  NAMES_EN,
  OUTCOMES_EN,
  SUITE_STATES_EN,
  VERDICTS_EN,
} from './names-en.ts';
import {
  CONFIRMATIONS_KO,
  EXIT_STATUSES_KO,
  NAMES_KO,
  OUTCOMES_KO,
  SUITE_STATES_KO,
  VERDICTS_KO,
} from './names-ko.ts';
import type {
  ConfirmationNames,
  ExitStatusMeanings,
  Names,
  OutcomeNames,
  SuiteStateNames,
  VerdictNames,
} from './names.ts';
import { PROBLEMS_EN, type ProblemWords } from './problems-en.ts';
import { PROBLEMS_KO } from './problems-ko.ts';
import { REASONS_EN, type ReasonWords } from './reasons-en.ts';
import { REASONS_KO } from './reasons-ko.ts';
import { SUITES_EN, type SuiteWords } from './suites-en.ts';
import { SUITES_KO } from './suites-ko.ts';

/** The words of one language. */
export interface Words {
  readonly language: Language;
  readonly figures: FigureWords;
  readonly names: Names;
  readonly confirmations: ConfirmationNames;
  readonly outcomes: OutcomeNames;
  readonly verdicts: VerdictNames;
  readonly suiteStates: SuiteStateNames;
  readonly exitStatuses: ExitStatusMeanings;
  readonly problems: ProblemWords;
  readonly reasons: ReasonWords;
  readonly suites: SuiteWords;
}

/** The words of English. */
export const WORDS_EN: Words = {
  language: 'en',
  figures: FIGURES_EN,
  names: NAMES_EN,
  confirmations: CONFIRMATIONS_EN,
  outcomes: OUTCOMES_EN,
  verdicts: VERDICTS_EN,
  suiteStates: SUITE_STATES_EN,
  exitStatuses: EXIT_STATUSES_EN,
  problems: PROBLEMS_EN,
  reasons: REASONS_EN,
  suites: SUITES_EN,
};

/** The words of Korean. */
export const WORDS_KO: Words = {
  language: 'ko',
  figures: FIGURES_KO,
  names: NAMES_KO,
  confirmations: CONFIRMATIONS_KO,
  outcomes: OUTCOMES_KO,
  verdicts: VERDICTS_KO,
  suiteStates: SUITE_STATES_KO,
  exitStatuses: EXIT_STATUSES_KO,
  problems: PROBLEMS_KO,
  reasons: REASONS_KO,
  suites: SUITES_KO,
};
