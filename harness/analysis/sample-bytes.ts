// The fast road: a point of ours from its bytes. It knows one form of line only, the one that k6
// 2.2 writes, and matches every byte of it up to the newline, so what it accepts means to
// JSON.parse exactly the same. Everything else it refuses, and sample-line.ts reads it.

import { ATTEMPT_METRIC, DROPPED_METRIC } from '../load/sample.ts';
import {
  type ByteCursor,
  type Literal,
  literal,
  readDecimal,
  readDigits,
  skip,
} from './byte-cursor.ts';
import { type PointTags, pointTags, type SamplePoint } from './sample-line.ts';
import { wallTimeReader } from './sample-time.ts';

const UP_TO_TIME = {
  attempt: literal(`{"metric":"${ATTEMPT_METRIC}","type":"Point","data":{"time":"`),
  drop: literal(`{"metric":"${DROPPED_METRIC}","type":"Point","data":{"time":"`),
};
const UP_TO_VALUE = literal(',"value":');
const UP_TO_TAGS = literal(',"tags":');
const UP_TO_ATTEMPT = literal(',"metadata":{"attempt":"');
const UP_TO_NUMBER = literal('","n":"');
const END_OF_ATTEMPT = literal('"}}}\n');
const END_OF_DROP = literal('}}\n');
const CLOSING_BRACE = 0x7d;
const NEWLINE = 0x0a;
const LONGEST_NUMBER = 9;
/** A drill has some dozens; a file with more is unusual and may be read slowly. */
const MOST_TAG_SETS = 256;

/**
 * Reads a point. The cursor stands at the line's start, and on success behind its end.
 * Null when the line is of another form than the usual.
 */
export type ByteRoad = (cursor: ByteCursor, kind: SamplePoint['kind']) => SamplePoint | null;

interface TagSet extends PointTags {
  readonly text: Literal;
}

/**
 * Reads tags by comparing them with those already seen; only new ones go through JSON.parse. What
 * starts here and is an object for JSON.parse is the whole object, wherever its first brace stands.
 */
function tagsReader(): (cursor: ByteCursor) => PointTags | null {
  const known: TagSet[] = [];

  function learn({ bytes, at }: ByteCursor): TagSet | null {
    const end = bytes.indexOf(CLOSING_BRACE, at) + 1;
    if (end === 0 || known.length === MOST_TAG_SETS) return null;
    const text = bytes.subarray(at, end);
    if (text.includes(NEWLINE)) return null;
    try {
      const learnt = { ...pointTags(JSON.parse(text.toString('utf8'))), text: literal(text) };
      known.push(learnt);
      return learnt;
    } catch {
      return null;
    }
  }

  return (cursor) => {
    for (let place = 0; place < known.length; place += 1) {
      const set = known[place];
      if (set === undefined || !skip(cursor, set.text)) continue;
      // Frequent sets move to the front, one place each time.
      known[place] = known[place - 1] ?? set;
      known[Math.max(place - 1, 0)] = set;
      return set;
    }
    const learnt = learn(cursor);
    if (learnt !== null) cursor.at += learnt.text.bytes.length;
    return learnt;
  };
}

/** Makes the fast road for one file; it remembers the tags and the minute that lines share. */
export function byteRoad(): ByteRoad {
  const readTime = wallTimeReader();
  const readTags = tagsReader();
  return (cursor, kind) => {
    const time = skip(cursor, UP_TO_TIME[kind]) ? readTime(cursor) : null;
    if (time === null || !skip(cursor, UP_TO_VALUE)) return null;
    const value = readDecimal(cursor);
    if (Number.isNaN(value) || !skip(cursor, UP_TO_TAGS)) return null;
    const tags = readTags(cursor);
    if (tags === null) return null;
    if (kind === 'drop') {
      const operation = tags.scenarioOperation;
      if (operation === null || !skip(cursor, END_OF_DROP)) return null;
      return { kind, time, howMany: value, operation };
    }
    const { operation, outcome } = tags;
    if (operation === null || outcome === null || !skip(cursor, UP_TO_ATTEMPT)) return null;
    const attempt = readDigits(cursor, LONGEST_NUMBER);
    if (attempt === -1 || !skip(cursor, UP_TO_NUMBER)) return null;
    const operationNumber = readDigits(cursor, LONGEST_NUMBER);
    if (operationNumber === -1 || !skip(cursor, END_OF_ATTEMPT)) return null;
    return { kind, time, durationMs: value, operation, outcome, operationNumber, attempt };
  };
}
