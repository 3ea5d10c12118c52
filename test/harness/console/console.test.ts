// The edge: what reaches the stream in each mode, that a reader which is gone disturbs nothing, that
// the cursor comes back, and that nothing is written after the end.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createConsole } from '../../../harness/console/index.ts';
import type { DrillEvent } from '../../../harness/journal/events.ts';
import { linesOfAll, PLAN, RECORDED } from './recorded.ts';

const HIDE_CURSOR = '\u001B[?25l';
const SHOW_CURSOR = '\u001B[?25h';
/** Node's own rules for colours; they read only the environment. */
const { getColorDepth } = WriteStream.prototype;
const FRAME = '\u001B[?2026h';

beforeEach(() => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

/** A stream that collects; `fails`: an error that its first write ends in. */
function collecting(options: { readonly terminal?: boolean; readonly fails?: Error } = {}) {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      chunks.push(chunk);
      done(options.fails);
    },
  });
  const terminal = options.terminal === true;
  Object.assign(stream, { isTTY: terminal, columns: 81, rows: 41, getColorDepth });
  // Only what the console reads of a terminal is there.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return {
    chunks,
    stream: stream as unknown as NodeJS.WriteStream,
    written: () => chunks.join(''),
  };
}

type Mode = Parameters<typeof createConsole>[0]['mode'];

function played(mode: Mode, events: readonly DrillEvent[], terminal = false) {
  const sink = collecting({ terminal });
  const console = createConsole({ plan: PLAN, mode, stream: sink.stream, language: 'en' });
  for (const event of events) console.onEvent(event);
  return { ...sink, console };
}

test('json mode: each event is one line, unchanged', () => {
  const { written } = played('json', RECORDED);
  const lines = written().trimEnd().split('\n');
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(RECORDED);
});

test('lines mode: the log, and no escape sequence without a terminal', () => {
  const { written } = played('lines', RECORDED);
  expect(written()).toBe(`${linesOfAll(RECORDED, 'en').join('\n')}\n`);
});

test('FORCE_COLOR and NO_COLOR are obeyed', () => {
  vi.stubEnv('FORCE_COLOR', '1');
  expect(played('lines', RECORDED).written()).toContain('\u001B[');
  vi.stubEnv('FORCE_COLOR', undefined);
  vi.stubEnv('NO_COLOR', '1');
  vi.useFakeTimers();
  const { console, written } = played('live', RECORDED.slice(0, 200), true);
  console.close();
  // oxlint-disable-next-line no-control-regex
  expect(written()).not.toMatch(/\u001B\[[0-9;]*m/);
});

test('quiet mode says only the last words', () => {
  const { console, written } = played('quiet', RECORDED);
  console.close('the verdict');
  expect(written()).toBe('the verdict\n');
});

test.each(['live', 'lines', 'json', 'quiet'] as const)('%s: nothing after the end', (mode) => {
  vi.useFakeTimers();
  const half = RECORDED.slice(0, 100);
  const { console, chunks, written } = played(mode, half, mode === 'live');
  console.close('last words');
  expect(written()).toMatch(/last words\n$/);
  const before = chunks.length;
  for (const event of RECORDED.slice(100)) console.onEvent(event);
  vi.advanceTimersByTime(10_000);
  console.close('again');
  expect(chunks.length).toBe(before);
});

test('live mode: headlines stay above the block, the cursor comes back', () => {
  vi.useFakeTimers();
  const { console, chunks, written } = played('live', RECORDED, true);
  console.close();
  expect(chunks[0]).toBe(HIDE_CURSOR);
  expect(chunks.at(-1)).toBe(SHOW_CURSOR);
  const shown = stripVTControlCharacters(written());
  expect(shown).toContain('fault fire on (confirmed: stall on 16 links)\n');
  expect(shown).toContain('bank recovered about 3.2 s after the fault, good for 3.0 s\n');
  expect(shown).not.toContain('phase warm-up');
  expect(shown).toMatch(/mostly bad {2}· none\n$/);
});

test('live mode: at most eight redraws a second', () => {
  vi.useFakeTimers();
  const sink = collecting({ terminal: true });
  const options = { plan: PLAN, mode: 'live', stream: sink.stream, language: 'en' } as const;
  const console = createConsole(options);
  const counters = RECORDED.filter(({ type }) => type === 'front-door-counters').slice(0, 40);
  for (const event of counters) {
    console.onEvent(event);
    vi.advanceTimersByTime(25);
  }
  const frames = sink.chunks.filter((chunk) => chunk.startsWith(FRAME));
  expect(frames.length).toBe(8);
  console.close();
});

test.each([
  ['no terminal', false, 'xterm'],
  ['a terminal that cannot move', true, 'dumb'],
])('live mode on %s falls back to lines', (_, terminal, term) => {
  vi.stubEnv('TERM', term);
  vi.stubEnv('NO_COLOR', '1');
  const { written } = played('live', RECORDED, terminal);
  expect(written()).toBe(`${linesOfAll(RECORDED, 'en').join('\n')}\n`);
});

test.each(['live', 'lines', 'json'] as const)('%s: a broken pipe never throws', async (mode) => {
  const fails = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  const { stream, chunks } = collecting({ terminal: mode === 'live', fails });
  const console = createConsole({ plan: PLAN, mode, stream, language: 'en' });
  const failed = once(stream, 'error');
  console.onEvent(RECORDED[0] ?? { at: 0, type: 'drill-ended' });
  await failed;
  for (const event of RECORDED) console.onEvent(event);
  console.close('last words');
  expect(chunks.length).toBe(1);
});

test('a mistake of ours ends the console, not the drill', () => {
  const sink = collecting();
  const options = { plan: PLAN, mode: 'json', stream: sink.stream, language: 'en' } as const;
  const console = createConsole(options);
  const toJSON = (): never => {
    throw new Error('a mistake');
  };
  console.onEvent(Object.assign({ at: 1, type: 'drill-ended' } as const, { toJSON }));
  console.onEvent({ at: 2, type: 'drill-ended' });
  console.close('last words');
  expect(sink.written()).toBe('console: a mistake\n');
});

test('a real pipe whose reader leaves: the process goes on to its end', async () => {
  const url = (path: string): string => new URL(path, import.meta.url).href;
  const script = `
    import { createConsole } from '${url('../../../harness/console/index.ts')}';
    import { PLAN, RECORDED } from '${url('./recorded.ts')}';
    const console = createConsole({ plan: PLAN, mode: 'json', stream: process.stdout, language: 'en' });
    for (let round = 0; round < 50; round += 1) {
      for (const event of RECORDED) console.onEvent(event);
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.close('last words');
    process.stderr.write('the drill went on');
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect({ code, errors }).toEqual({ code: 0, errors: 'the drill went on' });
});
