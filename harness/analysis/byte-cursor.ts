// Reading fixed text and numbers from bytes, step by step and without making strings. Knows nothing
// of samples: what stands where is the affair of sample-bytes.ts and sample-time.ts.

const ZERO = 0x30;
const DOT = 0x2e;
/** Ten to this power is the highest that a double holds exactly. */
const EXACT_DECIMALS = 22;
const POWERS_OF_TEN = Array.from({ length: EXACT_DECIMALS + 1 }, (_, power) =>
  Number(`1e${power}`),
);

/** A place in bytes. Reading moves it forward; after a failed reading it may stand anywhere. */
export interface ByteCursor {
  readonly bytes: Buffer;
  /** The same bytes, to be compared four at a time. */
  readonly view: DataView;
  at: number;
}

/** Starts at the first byte. */
export function cursorOn(bytes: Buffer): ByteCursor {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at: 0 };
}

/** Bytes that are looked for, also four at a time. */
export interface Literal {
  readonly bytes: Buffer;
  readonly words: readonly number[];
}

/** Prepares text, or a copy of bytes. */
export function literal(source: string | Uint8Array): Literal {
  const bytes = typeof source === 'string' ? Buffer.from(source) : Buffer.from(source);
  const words = Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    bytes.readInt32LE(index * 4),
  );
  return { bytes, words };
}

/** Whether `expected` stands at `at`. */
export function hasBytes(bytes: Buffer, at: number, expected: Buffer): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  return true;
}

/** Steps over `expected`; false, without moving, when something else stands there. */
export function skip(cursor: ByteCursor, { bytes: expected, words }: Literal): boolean {
  const { bytes, view, at } = cursor;
  if (at + expected.length > bytes.length) return false;
  for (let index = 0; index < words.length; index += 1) {
    if (view.getInt32(at + index * 4, true) !== words[index]) return false;
  }
  for (let index = words.length * 4; index < expected.length; index += 1) {
    if (bytes[at + index] !== expected[index]) return false;
  }
  cursor.at = at + expected.length;
  return true;
}

/** Reads up to `most` digits; -1 without any. */
export function readDigits(cursor: ByteCursor, most: number): number {
  const { bytes, at: start } = cursor;
  let at = start;
  let value = 0;
  for (; at < start + most; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  cursor.at = at;
  return at === start ? -1 : value;
}

/**
 * Reads a number of the form `12` or `12.5`, to the same double as JSON.parse; NaN for anything
 * else. A sign or an exponent is left to JSON.parse. Digits / power of ten is rounded once, so
 * exact, as long as a double holds both; longer numbers go through `Number`.
 */
export function readDecimal(cursor: ByteCursor): number {
  const { bytes, at: start } = cursor;
  let value = 0;
  let end = start;
  let dot = -1;
  for (; end < bytes.length; end += 1) {
    const byte = bytes[end] ?? 0;
    if (byte === DOT && dot === -1 && end > start) {
      dot = end;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  cursor.at = end;
  const wholeDigits = (dot === -1 ? end : dot) - start;
  const hasLeadingZero = bytes[start] === ZERO && wholeDigits > 1;
  if (wholeDigits === 0 || hasLeadingZero || dot === end - 1) return Number.NaN;
  const decimals = dot === -1 ? 0 : end - dot - 1;
  if (value <= Number.MAX_SAFE_INTEGER && decimals <= EXACT_DECIMALS) {
    return value / (POWERS_OF_TEN[decimals] ?? 1);
  }
  return Number(bytes.toString('latin1', start, end));
}
