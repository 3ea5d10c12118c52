// Marks: by them the processes of an embedded lab are found again, also after whoever started them has
// died in that very moment. They stand in the environment of each, and of all that it starts.

import { readdirSync, readFileSync } from 'node:fs';
import { execa } from 'execa';

import { identityOf, type ProcessIdentity } from '../../system/process-identity.ts';
import type { LabHome } from '../lab.ts';

/** Variable with the lab's own name. */
export const LAB_VARIABLE = 'FIREDRILL_LAB';
/** Variable with the identity of the harness that the lab belongs to. */
const OWNER_VARIABLE = 'FIREDRILL_OWNER';
/** Variable with the name of the part. */
const PART_VARIABLE = 'FIREDRILL_PART';
/** `ps` gives environments only where they are long enough to be cut off otherwise. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A process that carries our marks. */
export interface MarkedProcess {
  readonly identity: ProcessIdentity;
  readonly name: string;
  readonly lab: string;
  /** As `identityText` wrote it. */
  readonly owner: string;
}

/** The environment of a part. */
export function marksOf({ id, owner }: LabHome, part: string): Readonly<Record<string, string>> {
  return { [LAB_VARIABLE]: id, [OWNER_VARIABLE]: owner, [PART_VARIABLE]: part };
}

/** The processes of one lab, or of all labs where none is named; those that we may look at. */
export async function findMarked(lab: string | null): Promise<readonly MarkedProcess[]> {
  const marked: MarkedProcess[] = [];
  for (const { pid, environment } of await environments()) {
    const own = environment(LAB_VARIABLE);
    if (own === '' || (lab !== null && own !== lab) || pid === process.pid) continue;
    const identity = await identityOf(pid);
    if (identity === null) continue;
    const name = environment(PART_VARIABLE) || 'unknown';
    marked.push({ identity, name, lab: own, owner: environment(OWNER_VARIABLE) });
  }
  return marked;
}

interface Environment {
  readonly pid: number;
  /** A variable's value; empty where it is not set. */
  readonly environment: (variable: string) => string;
}

async function environments(): Promise<readonly Environment[]> {
  if (process.platform === 'linux') return environmentsFromProc();
  // ps(1) of macOS and the BSDs puts the environment of our own processes behind the command.
  const { stdout } = await execa('ps', ['-axEww', '-o', 'pid=,command='], {
    reject: false,
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [, pid, words] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    if (words === undefined || !words.includes(`${LAB_VARIABLE}=`)) return [];
    return [{ pid: Number(pid), environment: valueIn(words.split(' ')) }];
  });
}

function environmentsFromProc(): readonly Environment[] {
  const marked: Environment[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/environ`, 'utf8');
      if (!text.includes(`${LAB_VARIABLE}=`)) continue;
      marked.push({ pid: Number(name), environment: valueIn(text.split('\0')) });
    } catch {
      // It ended in this very moment, or it is another user's.
    }
  }
  return marked;
}

function valueIn(pairs: readonly string[]): Environment['environment'] {
  return (variable) =>
    pairs.find((pair) => pair.startsWith(`${variable}=`))?.slice(variable.length + 1) ?? '';
}
