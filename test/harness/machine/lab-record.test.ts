// Records of labs: written whole, read whole, and never believed where they are something else; and who
// of a lab's keepers still runs.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import {
  dropRecord,
  keeperOf,
  keepRecord,
  parseRecord,
  readRecords,
} from '../../../harness/machine/lab-record.ts';
import { deadIdentity, labRecord, standIn, statePaths } from './support.ts';

test('a record is read as it was written, and leaves nothing else behind', async () => {
  const paths = statePaths();
  const { identity: harness } = await standIn();
  const record = labRecord({ harness });
  await keepRecord(paths, record);
  const located = { ...record, client: { host: '127.0.0.1', port: 10_241 } };
  await keepRecord(paths, located);
  expect(await readRecords(paths)).toEqual({ records: [located], unreadable: [] });
  expect(readdirSync(paths.labs)).toEqual([`${record.lab}.json`]);
  await dropRecord(paths, record.lab);
  await dropRecord(paths, record.lab);
  expect(await readRecords(paths)).toEqual({ records: [], unreadable: [] });
});

test('what is no record is named and not believed', async () => {
  const paths = statePaths();
  const record = labRecord({ harness: await deadIdentity() });
  // To undo it would remove a folder that is not the lab's own.
  const elsewhere = JSON.stringify({ ...record, directory: '/home' });
  expect(parseRecord(elsewhere)).toBeNull();
  expect(parseRecord(JSON.stringify({ ...record, lab: '../../etc' }))).toBeNull();
  const path = (name: string) => join(paths.labs, name);
  writeFileSync(path('elsewhere.json'), elsewhere);
  writeFileSync(path('half.json'), JSON.stringify(record).slice(0, 40));
  writeFileSync(path('other-name.json'), JSON.stringify(record));
  writeFileSync(path(`${record.lab}.json.draft`), '{}');
  expect(await readRecords(paths)).toEqual({
    records: [],
    unreadable: ['elsewhere.json', 'half.json', 'other-name.json'].map(path),
  });
});

test('the keeper of a lab is its harness, then its watchdog, then nobody', async () => {
  const { identity: alive } = await standIn();
  const dead = await deadIdentity();
  const of = (harness: typeof alive, watchdog: typeof alive | null) =>
    keeperOf(labRecord({ harness, watchdog }));
  expect([
    await of(alive, alive),
    await of(alive, null),
    await of(dead, alive),
    await of(dead, dead),
    await of(dead, null),
    // Another process has the number by now, or the machine was started again.
    await of({ ...alive, startTime: '1' }, null),
    await of({ ...alive, bootId: 'another' }, null),
  ]).toEqual(['harness', 'harness', 'watchdog', 'nobody', 'nobody', 'nobody', 'nobody']);
});
