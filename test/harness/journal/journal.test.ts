// The journal when things go wrong: a torn tail, a writer that died, a disk that is full, a folder that is
// gone. What it says must stay true of what it says.

import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

import type { DrillEvent, DrillEventBody } from '../../../harness/journal/events.ts';
import { createJournal, readJournal, reopenJournal } from '../../../harness/journal/journal.ts';

const FLOWS: DrillEventBody = { type: 'load-flowing', startedToFirstRequestMs: 7 };
const METHOD: DrillEventBody = { type: 'method-started' };
const ACTED: DrillEventBody = {
  type: 'watchdog-acted',
  cause: 'harness-died',
  removed: ['process k6 (7)'],
  left: [],
  verified: true,
  tookMs: 300,
};

function journalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'journal');
}

/** A journal of a drill whose harness died after two events. */
function tornDrill(): string {
  const path = journalPath();
  const journal = createJournal(path, () => undefined);
  journal.append(FLOWS);
  journal.append(METHOD);
  journal.close();
  return path;
}

function reopened(path: string, sameBoot = true) {
  const opened = reopenJournal(path, { sameBoot });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

const types = (events: readonly DrillEvent[]) => events.map(({ type }) => type);

test('a reopened journal goes on in the same chain', () => {
  const path = tornDrill();
  const journal = reopened(path);
  journal.append(ACTED);
  journal.close();
  const { events, damaged } = readJournal(path);
  expect(events).toEqual([FLOWS, METHOD, ACTED].map((it) => ({ at: expect.any(Number), ...it })));
  expect(damaged).toBeNull();
});

test('a torn tail is cut off, kept beside, and costs one record at most', () => {
  const path = tornDrill();
  const whole = readFileSync(path, 'utf8');
  truncateSync(path, whole.length - 9);
  const torn = whole.split('\n')[1]?.slice(0, -8);
  const journal = reopened(path);
  journal.append(ACTED);
  journal.close();
  const { events, damaged } = readJournal(path);
  expect({ types: types(events), damaged }).toEqual({
    types: ['load-flowing', 'watchdog-acted'],
    damaged: null,
  });
  expect(readFileSync(`${path}.torn`, 'utf8')).toBe(torn);
});

test('a journal that is damaged before its end is left as it is', () => {
  const path = tornDrill();
  const damaged = readFileSync(path, 'utf8').replace('load-flowing', 'load-flowinG');
  writeFileSync(path, damaged);
  expect(reopenJournal(path, { sameBoot: true })).toEqual({
    ok: false,
    error: 'record 1 is damaged before its end',
  });
  expect(readFileSync(path, 'utf8')).toBe(damaged);
});

test('drill time goes on on the same clock, and stands still once the machine was started again', () => {
  const path = journalPath();
  const journal = createJournal(path, () => undefined);
  const monotonicNs = process.hrtime.bigint().toString();
  const started = journal.append({
    type: 'drill-started',
    drill: 'x',
    scenario: 'mini',
    lab: 'processes',
    planSha256: '',
    anchor: { wallNs: '0', monotonicNs, uncertaintyUs: 1 },
    versions: {},
    machine: {},
  });
  const writtenAt = journal.drillTime();
  journal.close();
  const goesOn = reopened(path);
  // The anchor was taken a little before the event was appended.
  expect(goesOn.append(ACTED).at).toBeGreaterThan(writtenAt);
  goesOn.close();
  const last = readJournal(path).events.at(-1)?.at;
  expect(started.at).toBeLessThan(last ?? 0);
  const standsStill = reopened(path, false);
  expect(standsStill.append(ACTED).at).toBe(last);
  standsStill.close();
});

test('an event that cannot be written is told all the same, and no end is written after it', () => {
  const path = journalPath();
  const told: string[] = [];
  const journal = createJournal(path, ({ type }) => told.push(type));
  journal.append(FLOWS);
  const content = readFileSync(path);
  rmSync(path);
  expect(() => journal.append(METHOD)).toThrow('was deleted or moved');
  // Even where the file is there again: it is another one.
  writeFileSync(path, content);
  expect(() => journal.append(METHOD)).toThrow('was deleted or moved');
  expect(() => journal.append({ type: 'drill-ended' })).toThrow('earlier events are missing');
  expect(told).toEqual(['load-flowing', 'method-started', 'method-started', 'drill-ended']);
  expect(types(readJournal(path).events)).toEqual(['load-flowing']);
});

test('a disk that is full in the middle of a record costs this record, and no end is told', async () => {
  const path = journalPath();
  const journalModule = join(import.meta.dirname, '../../../harness/journal/journal.ts');
  // The limit of the shell stands in for the disk: it cuts a write in the middle, too.
  const program = `
    const { createJournal } = await import(${JSON.stringify(journalModule)});
    const journal = createJournal(${JSON.stringify(path)}, () => undefined);
    const failures = [];
    const append = (body) => {
      try { journal.append(body); } catch (error) { failures.push(error.code ?? error.message); }
    };
    const reason = 'x'.repeat(300);
    for (let count = 0; count < 6; count += 1) append({ type: 'fault-failed', fault: 'cut', reason });
    append({ type: 'method-started' });
    append({ type: 'drill-ended' });
    console.log(JSON.stringify(failures));`;
  const limited = `ulimit -f 2 && exec "$0" --input-type=module --eval "$1"`;
  const { stdout } = await execa('bash', ['-c', limited, process.execPath, program]);
  const { events, damaged } = readJournal(path);
  expect({ failures: JSON.parse(stdout), types: types(events), damaged }).toEqual({
    failures: ['EFBIG', 'EFBIG', 'earlier events are missing'],
    types: [...Array(4).fill('fault-failed'), 'method-started'],
    damaged: null,
  });
});
