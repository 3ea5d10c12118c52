// Undoing what dead harnesses left, on real processes: frozen ones too, whoever lives is left alone, and
// doing it again changes nothing.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

import { createJournal, readJournal } from '../../../harness/journal/journal.ts';
import { marksOf } from '../../../harness/lab/processes/marks.ts';
import { keepRecord, type LabRecord, newLabId } from '../../../harness/machine/lab-record.ts';
import { recover, type RecoverOptions } from '../../../harness/machine/recover.ts';
import type { StatePaths } from '../../../harness/machine/state-folder.ts';
import { identityText, isAlive } from '../../../harness/system/process-identity.ts';
import { deadIdentity, labRecord, standIn, statePaths, temporaryFolder } from './support.ts';

async function recovered(paths: StatePaths, ownerless: RecoverOptions['ownerless'] = 'leave') {
  const result = await recover({ paths, cause: 'recovered', engine: 'leave', ownerless });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The processes of a lab, as its machinery starts them. */
async function partsOf({ lab, harness, directory }: LabRecord) {
  const home = { id: lab, owner: identityText(harness), directory };
  const [running, frozen] = await Promise.all([
    standIn(marksOf(home, 'bank@daejeon')),
    standIn(marksOf(home, 'toxiproxy-edge')),
  ]);
  frozen.child.kill('SIGSTOP');
  return [running.identity, frozen.identity] as const;
}

test('a dead lab is undone, told to its journal, and gone from the records', async () => {
  const paths = statePaths();
  const journal = join(temporaryFolder(), 'journal');
  createJournal(journal, () => undefined).close();
  const record = labRecord({ harness: await deadIdentity(), journal });
  const [running, frozen] = await partsOf(record);
  await keepRecord(paths, record);

  const { undone, living, unreadable } = await recovered(paths);
  const removed = [
    `process bank@daejeon (${running.pid})`,
    `process toxiproxy-edge (${frozen.pid})`,
    `folder ${record.directory}`,
  ];
  const told = { cause: 'recovered', verified: true, tookMs: expect.any(Number) };
  const { lab, scenario } = record;
  expect({ undone, living, unreadable }).toEqual({
    undone: [
      { lab, scenario, ...told, removed: expect.any(Array), left: [], journalProblem: null },
    ],
    living: [],
    unreadable: [],
  });
  expect(undone[0]?.removed.toSorted()).toEqual(removed.toSorted());
  expect([await isAlive(running), await isAlive(frozen)]).toEqual([false, false]);
  expect(existsSync(record.directory)).toBe(false);
  expect(readJournal(journal)).toEqual({
    events: [{ at: 0, type: 'watchdog-acted', ...told, removed: undone[0]?.removed, left: [] }],
    damaged: null,
  });
  const nothing = { undone: [], living: [], unreadable: [] };
  expect([await recovered(paths), await recovered(paths)]).toEqual([nothing, nothing]);
  expect(readdirSync(paths.labs)).toEqual([]);
});

test('a living lab is left alone', async () => {
  const paths = statePaths();
  const { identity: harness } = await standIn();
  const record = labRecord({ harness });
  const [running] = await partsOf(record);
  await keepRecord(paths, record);
  expect(await recovered(paths)).toEqual({ undone: [], living: [record.lab], unreadable: [] });
  expect(await isAlive(running)).toBe(true);
  expect(existsSync(record.directory)).toBe(true);
});

test('a recorded process whose number another one has is never signalled', async () => {
  const paths = statePaths();
  const { identity: stranger } = await standIn();
  const path = join(temporaryFolder(), 'journal');
  const journal = createJournal(path, () => undefined);
  for (const changed of [{ startTime: '1' }, { bootId: 'another' }]) {
    journal.append({ type: 'process-started', name: 'k6', ...stranger, ...changed });
  }
  journal.close();
  await keepRecord(paths, labRecord({ harness: await deadIdentity(), journal: path }));
  const { undone } = await recovered(paths);
  expect(undone.map(({ verified }) => verified)).toEqual([true]);
  expect(await isAlive(stranger)).toBe(true);
});

test('a recorded process without our marks is ended by its identity', async () => {
  const paths = statePaths();
  const { identity } = await standIn();
  const path = join(temporaryFolder(), 'journal');
  const journal = createJournal(path, () => undefined);
  journal.append({ type: 'process-started', name: 'k6', ...identity });
  journal.close();
  await keepRecord(paths, labRecord({ harness: await deadIdentity(), journal: path }));
  const { undone } = await recovered(paths);
  expect(undone[0]?.removed).toContain(`process k6 (${identity.pid})`);
  expect(await isAlive(identity)).toBe(false);
});

test('what carries our marks without a record goes once its harness is dead', async () => {
  const paths = statePaths();
  const { identity: alive } = await standIn();
  const orphan = labRecord({ harness: await deadIdentity() });
  const kept = labRecord({ harness: alive });
  const [[orphaned], [living]] = await Promise.all([partsOf(orphan), partsOf(kept)]);
  const { undone } = await recovered(paths);
  expect(undone.map(({ lab }) => lab)).toContain(orphan.lab);
  expect(undone.map(({ lab }) => lab)).not.toContain(kept.lab);
  expect([await isAlive(orphaned), await isAlive(living)]).toEqual([false, true]);
});

test('what does not say whom it belongs to goes only where that is asked for', async () => {
  const paths = statePaths();
  const lab = newLabId();
  const { identity } = await standIn({ FIREDRILL_LAB: lab });
  expect((await recovered(paths)).undone).toEqual([]);
  expect(await isAlive(identity)).toBe(true);
  const { undone } = await recovered(paths, 'undo');
  expect(undone.map((it) => it.removed)).toEqual([[`process unknown (${identity.pid})`]]);
  expect(await isAlive(identity)).toBe(false);
});

test('a lab that still answers is not verified, stays on record, and says what to type', async () => {
  const paths = statePaths();
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const client = { host: '127.0.0.1', port: address.port };
  const record = labRecord({ harness: await deadIdentity(), client });
  await keepRecord(paths, record);
  const { undone } = await recovered(paths);
  expect(undone[0]).toMatchObject({
    verified: false,
    removed: [`folder ${record.directory}`],
    left: [
      {
        what: `listener at 127.0.0.1:${client.port}`,
        commands: [`ss -ltnp 'sport = :${client.port}'`],
      },
    ],
  });
  expect(readdirSync(paths.labs)).toEqual([`${record.lab}.json`]);
  await new Promise((resolve) => server.close(resolve));
  expect((await recovered(paths)).undone.map(({ verified }) => verified)).toEqual([true]);
});

test('a file that is no record is named and kept', async () => {
  const paths = statePaths();
  const path = join(paths.labs, 'firedrill-00000000.json');
  writeFileSync(path, 'half a rec');
  expect(await recovered(paths)).toEqual({ undone: [], living: [], unreadable: [path] });
  expect(existsSync(path)).toBe(true);
});
