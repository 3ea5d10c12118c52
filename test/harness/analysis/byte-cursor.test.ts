// Reading from bytes: the same numbers as JSON.parse, or none.

import { expect, test } from 'vitest';
import {
  cursorOn,
  literal,
  readDecimal,
  readDigits,
  skip,
} from '../../../harness/analysis/byte-cursor.ts';

test.each([
  ['0', 0],
  ['1', 1],
  ['12.25', 12.25],
  ['0.069756', 0.069756],
  ['83.05721600000001', 83.05721600000001],
  ['318.10398699999996', 318.10398699999996],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['9007199254740993', 9007199254740992],
  ['0.00000000000000000000123', 1.23e-21],
  ['0.000000000000000000000001', 1e-24],
  [`1${'0'.repeat(310)}`, Number.POSITIVE_INFINITY],
])('%s is a number to its last bit', (text, expected) => {
  const cursor = cursorOn(Buffer.from(`${text},`));
  expect([readDecimal(cursor), cursor.at]).toEqual([expected, text.length]);
  expect(JSON.parse(text)).toBe(expected);
});

test.each(['', '-1', '01', '00.5', '.5', '1.', '.', 'null', '"1"'])('%s is none', (text) => {
  expect(readDecimal(cursorOn(Buffer.from(`${text},`)))).toBeNaN();
});

test('any float of nanoseconds is read to its last bit', () => {
  const texts = Array.from({ length: 5_000 }, (_, index) =>
    String(((index * 7_919) % 99_991) / 1e6 + (index * 104_729) / 1e6),
  );
  const read = texts.map((text) => readDecimal(cursorOn(Buffer.from(`${text},`))));
  expect(read).toEqual(texts.map(Number));
});

test('digits are read up to a number of them', () => {
  const cursor = cursorOn(Buffer.from('12345x'));
  const read = [readDigits(cursor, 3), readDigits(cursor, 9), readDigits(cursor, 9)];
  expect([read, cursor.at]).toEqual([[123, 45, -1], 5]);
});

test('a literal is stepped over only when all of it stands there, at any place', () => {
  const text = 'metadata"';
  const places = [0, 1, 2, 3].map((place) => {
    const bytes = Buffer.from(`${'x'.repeat(place)}${text}`);
    const cursor = { ...cursorOn(bytes), at: place };
    return [skip(cursor, literal(text)), cursor.at - place];
  });
  expect(places).toEqual(Array.from({ length: 4 }, () => [true, text.length]));
  const wrong = Array.from(text, (_, index) => {
    const bytes = Buffer.from(text);
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    const cursor = cursorOn(bytes);
    return [skip(cursor, literal(text)), cursor.at];
  });
  expect(wrong).toEqual(Array.from(text, () => [false, 0]));
  const cut = cursorOn(Buffer.from(text).subarray(0, text.length - 1));
  expect([skip(cut, literal(text)), cut.at]).toEqual([false, 0]);
});
