// What a user got wrong, as every command prints it: the place, what is wrong there, and the cure.

import type { Problem } from '../model/problem.ts';

/** Problems as lines of text, each with its place and its cure; `indent` stands before every line. */
export function renderProblems(problems: readonly Problem[], indent = ''): readonly string[] {
  return problems.flatMap(({ place, message, cure }) =>
    [place, `  ${message}`, `  Cure: ${cure}`].map((line) => `${indent}${line}`),
  );
}
