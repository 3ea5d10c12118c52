// RFC 3339 times with up to nine decimals and any zone offset, read in two ways: from a string by
// Date.parse, and from bytes by hand, without making a string or a Date for each. Clock domains are
// the affair of drill-clock.ts.

import { type ByteCursor, type Literal, literal, readDigits, skip } from './byte-cursor.ts';

const DOT = 0x2e;
const QUOTE = 0x22;

/** `2026-01-02T03:04:` */
const MINUTE_LENGTH = 17;
/** `+09:00` */
const OFFSET_LENGTH = 6;
const LONGEST_TIME = '2026-01-02T03:04:05.678901234+09:00'.length;

/**
 * A wall-clock time: a whole second in ms since 1970, and the rest, so that nothing is rounded
 * away.
 */
export interface WallTime {
  readonly secondMs: number;
  readonly nanoseconds: number;
}

/** Nanoseconds of the last of so many decimals. */
const FACTORS = [1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

/** Date.parse would take 24:00:00 for the next day, but not 24:00:01: no hour 24. */
const RFC_3339 = /^(\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

/** Reads a time from text; null when it is none. */
export function parseWallTime(text: string): WallTime | null {
  const [, second, decimals = '', zone] = RFC_3339.exec(text) ?? [];
  if (second === undefined || zone === undefined) return null;
  const secondMs = Date.parse(`${second}${zone}`);
  if (Number.isNaN(secondMs)) return null;
  return { secondMs, nanoseconds: Number(decimals.padEnd(9, '0')) };
}

/** Reads the digits behind a dot, nine at most; -1 without any. */
function readNanoseconds(cursor: ByteCursor): number {
  const start = cursor.at;
  const digits = readDigits(cursor, 9);
  return digits * (FACTORS[cursor.at - start] ?? 1);
}

/**
 * Reads the time whose opening quote stands before the cursor, and leaves the cursor behind the
 * closing one; null when there is none.
 */
export type WallTimeReader = (cursor: ByteCursor) => WallTime | null;

interface KnownMinute {
  readonly text: Literal;
  /** With the closing quote. */
  readonly zone: Literal;
  readonly startMs: number;
}

/**
 * Makes a reader from bytes. It remembers the last minute and zone, because samples share them:
 * only a new minute goes through `parseWallTime`.
 */
export function wallTimeReader(): WallTimeReader {
  let known: KnownMinute | null = null;

  function readNewMinute(cursor: ByteCursor, from: number): WallTime | null {
    const longest = cursor.bytes.subarray(from, from + LONGEST_TIME + 1);
    const text = longest.toString('latin1', 0, Math.max(0, longest.indexOf(QUOTE)));
    const time = parseWallTime(text);
    if (time === null) return null;
    const seconds = Number(text.slice(MINUTE_LENGTH, MINUTE_LENGTH + 2));
    known = {
      text: literal(text.slice(0, MINUTE_LENGTH)),
      zone: literal(`${text.endsWith('Z') ? 'Z' : text.slice(-OFFSET_LENGTH)}"`),
      startMs: time.secondMs - seconds * 1_000,
    };
    cursor.at = from + text.length + 1;
    return time;
  }

  return (cursor) => {
    const from = cursor.at;
    if (known === null || !skip(cursor, known.text)) return readNewMinute(cursor, from);
    const seconds = readDigits(cursor, 2);
    if (cursor.at !== from + MINUTE_LENGTH + 2 || seconds > 59) return null;
    let nanoseconds = 0;
    if (cursor.bytes[cursor.at] === DOT) {
      cursor.at += 1;
      nanoseconds = readNanoseconds(cursor);
      if (nanoseconds < 0) return null;
    }
    if (!skip(cursor, known.zone)) return readNewMinute(cursor, from);
    return { secondMs: known.startMs + seconds * 1_000, nanoseconds };
  };
}
