// JSON as text.

import { expect, test } from 'vitest';

import { jsonText } from '../../reports/json-text.ts';

test('one key a line, short lists of plain values on one line', () => {
  expect(jsonText({ a: [1, 'two', null], b: { c: [] }, d: {}, e: [{ f: true }] })).toBe(`{
  "a": [1, "two", null],
  "b": {
    "c": []
  },
  "d": {},
  "e": [
    {
      "f": true
    }
  ]
}
`);
});

test('a list that would not fit the line has one value a line', () => {
  const long = 'x'.repeat(60);
  expect(jsonText({ a: [long, long] })).toBe(`{
  "a": [
    "${long}",
    "${long}"
  ]
}
`);
});

test.each([[{ a: undefined, b: 'é\u0000"\n' }], [[[], [1, [2]]]], ['text'], [null]])(
  '%j reads back as it was',
  (value) => {
    expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
  },
);
