// What zod found wrong with a scenario's shape, as problems with place and cure. Which shape is
// right is said in scenario-schema.ts.

import type { z } from 'zod';

import { type Problem, unreachable } from '../model/problem.ts';

/** The problems of a candidate that the schema has refused. */
export function shapeProblems(candidate: unknown, error: z.ZodError): readonly Problem[] {
  return error.issues.map((issue) => {
    const place = placeOf(issue.path);
    if (issue.code !== 'unrecognized_keys' && isMissing(candidate, issue.path)) {
      return { place, message: 'It is missing.', cure: `Add it. ${cureOf(issue)}` };
    }
    return {
      place: place === '' ? 'scenario' : place,
      message: issue.message,
      cure: cureOf(issue),
    };
  });
}

/** A path as people write it: `faults[1].at`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function isMissing(candidate: unknown, path: readonly PropertyKey[]): boolean {
  if (path.length === 0) return false;
  const value = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    candidate,
  );
  return value === undefined;
}

function cureOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.path.length === 0) return 'Write `export default defineScenario({…})`.';
      return `Give ${WITH_ARTICLE[issue.expected] ?? issue.expected} here.`;
    case 'invalid_value':
      return `Use one of: ${issue.values.map(String).join(', ')}.`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `Use one of: ${issue.options.map(String).join(', ')}.`
        : 'Give one of the forms that the type allows.';
    case 'unrecognized_keys':
      return 'Remove it, or correct its spelling.';
    case 'too_small':
      return limitCure(issue.origin, issue.minimum, issue.inclusive === false ? 'above' : 'least');
    case 'too_big':
      return limitCure(issue.origin, issue.maximum, issue.inclusive === false ? 'below' : 'most');
    case 'invalid_format':
      return 'Use lower-case letters, digits and hyphens.';
    case 'custom':
      return 'Write a number with its unit: "250ms", "12s", "2m" or "3h".';
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
      return 'Correct it in the scenario file.';
    default:
      return unreachable(issue);
  }
}

const WITH_ARTICLE: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

const LIMIT_WORDS = { above: 'above', least: 'of at least', below: 'below', most: 'of at most' };

function limitCure(origin: string, limit: number | bigint, kind: keyof typeof LIMIT_WORDS): string {
  if (origin === 'number' || origin === 'int')
    return `Give a number ${LIMIT_WORDS[kind]} ${limit}.`;
  const side = kind === 'above' || kind === 'least' ? 'at least' : 'at most';
  return origin === 'string' ? 'Write a text that is not empty.' : `List ${side} ${limit}.`;
}
