// Text that people read, in both languages of the project.

/** Languages of reports and titles. */
export type Language = 'en' | 'ko';

/** One text in every language of the project. */
export interface LocalizedText {
  readonly en: string;
  readonly ko: string;
}
