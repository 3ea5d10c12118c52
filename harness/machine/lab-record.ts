// What is known of a lab from outside: one small file, there before the first part of the lab and until
// it is proven empty. Everything that undoes a dead drill's lab starts from it.

import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';

import type { LabName } from '../lab/labs.ts';
import { isAlive, processIdentitySchema } from '../system/process-identity.ts';
import { removeDurably, type StatePaths, writeDurably } from './state-folder.ts';

const LAB_ID = /^firedrill-[0-9a-f]{8}$/;
const ID_BYTES = 4;
const KINDS = ['processes', 'containers'] as const satisfies readonly LabName[];

/** Shape of a record. */
export const labRecordSchema = z.object({
  format: z.literal(1),
  /** The lab's own name. */
  lab: z.string().regex(LAB_ID),
  kind: z.enum(KINDS),
  scenario: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  harness: processIdentitySchema,
  /** Null where nobody watched it. */
  watchdog: processIdentitySchema.nullable(),
  /** The lab's folder; its last part is the lab's name. */
  directory: z.string(),
  /** Null for a lab without a drill. */
  journal: z.string().nullable(),
  /** Where clients reach the lab; null before that is decided. */
  client: z.object({ host: z.string(), port: z.int() }).nullable(),
});

/** What is known of a lab. */
export type LabRecord = Readonly<z.infer<typeof labRecordSchema>>;

/** Every record there is, and the files that are none. */
export interface LabRecords {
  readonly records: readonly LabRecord[];
  readonly unreadable: readonly string[];
}

/** A name that no other lab has. */
export function newLabId(): string {
  return `firedrill-${randomBytes(ID_BYTES).toString('hex')}`;
}

/** Whether a text can be the name of a lab. */
export function isLabId(text: string): boolean {
  return LAB_ID.test(text);
}

/** The folder of a lab. Short, because socket paths in it are limited to about 100 bytes. */
export function directoryOf(lab: string): string {
  return join(tmpdir(), lab);
}

/** Puts a record where everybody finds it. */
export async function keepRecord(paths: StatePaths, record: LabRecord): Promise<void> {
  await writeDurably(pathOf(paths, record.lab), record);
}

/** Removes the record of a lab that is proven empty, and a draft of it that its harness died over. */
export async function dropRecord(paths: StatePaths, lab: string): Promise<void> {
  const names = await readdir(paths.labs);
  for (const name of names.filter((it) => it.startsWith(`${lab}.json.`))) {
    await rm(join(paths.labs, name), { force: true });
  }
  await removeDurably(pathOf(paths, lab));
}

/** Reads all records. */
export async function readRecords(paths: StatePaths): Promise<LabRecords> {
  const names = await readdir(paths.labs);
  const records: LabRecord[] = [];
  const unreadable: string[] = [];
  for (const name of names.filter((it) => it.endsWith('.json')).toSorted()) {
    const path = join(paths.labs, name);
    const text = await readFile(path, 'utf8').catch(() => null);
    // Its lab has just been proven empty.
    if (text === null) continue;
    const record = parseRecord(text);
    if (record !== null && `${record.lab}.json` === name) records.push(record);
    else unreadable.push(path);
  }
  return { records, unreadable };
}

/** Reads one record; null where the text is none, or names a folder that is not its lab's own. */
export function parseRecord(text: string): LabRecord | null {
  try {
    const record = labRecordSchema.safeParse(JSON.parse(text)).data ?? null;
    return record !== null && basename(record.directory) === record.lab ? record : null;
  } catch {
    return null;
  }
}

/** Who of those that look after a lab still runs. */
export async function keeperOf(record: LabRecord): Promise<'harness' | 'watchdog' | 'nobody'> {
  if (await isAlive(record.harness)) return 'harness';
  return record.watchdog !== null && (await isAlive(record.watchdog)) ? 'watchdog' : 'nobody';
}

function pathOf(paths: StatePaths, lab: string): string {
  return join(paths.labs, `${lab}.json`);
}
