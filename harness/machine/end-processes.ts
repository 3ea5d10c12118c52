// Ends the processes of a lab by their identities, frozen ones too, and looks until none is there. A
// process that was being started when its harness died appears a moment later.

import { existsSync } from 'node:fs';

import { readJournal } from '../journal/journal.ts';
import { findMarked } from '../lab/processes/marks.ts';
import { messageOf } from '../model/problem.ts';
import { isAlive, type ProcessIdentity, signalExactly } from '../system/process-identity.ts';
import { pause } from '../system/waiting.ts';
import type { LabRecord } from './lab-record.ts';
import type { Undone } from './undone.ts';

const DEADLINE_MS = 5_000;
const BETWEEN_LOOKS_MS = 60;
/** So many looks in a row must find nothing. */
const EMPTY_LOOKS = 4;

interface Found {
  readonly name: string;
  readonly identity: ProcessIdentity;
}

/** Ends every process of a lab. */
export async function endProcesses(record: Pick<LabRecord, 'lab' | 'journal'>): Promise<Undone> {
  const recorded = recordedProcesses(record.journal);
  const seen = new Map<string, Found>();
  const refusals = new Map<string, string>();
  const endMs = performance.now() + DEADLINE_MS;
  let last: readonly Found[] = [];
  for (let empty = 0; empty < EMPTY_LOOKS && performance.now() < endMs; ) {
    last = await look(record.lab, recorded);
    empty = last.length === 0 ? empty + 1 : 0;
    for (const found of last) {
      const what = describe(found);
      seen.set(what, found);
      // One that cannot be ended must not keep the others.
      await signalExactly(found.identity, 'SIGKILL').catch((error: unknown) => {
        refusals.set(what, messageOf(error));
      });
    }
    await pause(BETWEEN_LOOKS_MS);
  }
  const left = new Set(last.map(describe));
  return {
    removed: [...seen.keys()].filter((what) => !left.has(what)),
    left: last.map((found) => ({
      what: describe(found),
      reason: refusals.get(describe(found)) ?? 'it is still there after SIGKILL',
      commands: [`kill -KILL ${found.identity.pid}`],
    })),
  };
}

/** What carries the lab's marks, and what its journal tells of; the second where marks cannot be read. */
async function look(lab: string, recorded: readonly Found[]): Promise<readonly Found[]> {
  const marked = await findMarked(lab).catch(() => []);
  const others: Found[] = [];
  for (const found of recorded) {
    const isMarked = marked.some(({ identity }) => identity.pid === found.identity.pid);
    if (!isMarked && (await isAlive(found.identity))) others.push(found);
  }
  return [...marked, ...others];
}

function recordedProcesses(journal: string | null): readonly Found[] {
  if (journal === null || !existsSync(journal)) return [];
  try {
    return readJournal(journal).events.flatMap((event) => {
      if (event.type !== 'process-started' || event.pid === 0) return [];
      const { name, pid, startTime, bootId } = event;
      return [{ name, identity: { pid, startTime, bootId } }];
    });
  } catch {
    return [];
  }
}

function describe({ name, identity }: Found): string {
  return `process ${name} (${identity.pid})`;
}
