// RFC 3339 times with up to nine decimals and any zone offset, read from bytes without making a
// string or a Date for each. Clock domains are the affair of drill-clock.ts.

const ZERO = 0x30;
const DOT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
const ZULU = 0x5a;

/** A wall-clock time: whole milliseconds since 1970 and the rest, so that nothing is rounded away. */
export interface WallTime {
  readonly wholeMs: number;
  /** 0 up to, not including, 1,000: from the whole second, with its decimals. */
  readonly fractionMs: number;
}

function digits(line: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let index = from; index < from + count; index += 1) {
    const digit = (line[index] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** The offset of a zone (`Z`, `+09:00`) in ms; NaN when it is none. */
function zoneOffsetMs(line: Uint8Array, at: number): number {
  const sign = line[at];
  if (sign === ZULU) return 0;
  if (sign !== PLUS && sign !== MINUS) return Number.NaN;
  const offsetMs = (digits(line, at + 1, 2) * 60 + digits(line, at + 4, 2)) * 60_000;
  return sign === PLUS ? offsetMs : -offsetMs;
}

let lastDay = -1;
let lastDayMs = 0;

/** Start of a day in ms since 1970; the last day is remembered, because samples share it. */
function dayStartMs(year: number, month: number, day: number): number {
  const key = (year * 100 + month) * 100 + day;
  if (key !== lastDay) {
    lastDay = key;
    lastDayMs = Date.UTC(year, month - 1, day);
  }
  return lastDayMs;
}

/** Reads the RFC 3339 time that starts at `at`; null when there is none. */
export function parseWallTime(line: Uint8Array, at: number): WallTime | null {
  const dayMs = dayStartMs(digits(line, at, 4), digits(line, at + 5, 2), digits(line, at + 8, 2));
  const hours = digits(line, at + 11, 2);
  const minutes = digits(line, at + 14, 2);
  const seconds = digits(line, at + 17, 2);
  let position = at + 19;
  let fractionMs = 0;
  if (line[position] === DOT) {
    let scale = 100;
    for (position += 1; position < at + 30; position += 1) {
      const digit = (line[position] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      fractionMs += digit * scale;
      scale /= 10;
    }
  }
  const offsetMs = zoneOffsetMs(line, position);
  const wholeMs = dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1_000 - offsetMs;
  return Number.isNaN(wholeMs) ? null : { wholeMs, fractionMs };
}
