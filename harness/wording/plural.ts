// Counts with their nouns in English. Korean has no plural and needs nothing of this.

import { formatCount } from './figures.ts';

/** `1 write`, `12 writes`; a plural that is not made by an s is given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** The form of a verb that fits a count. */
export function fits(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
