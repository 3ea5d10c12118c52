// One drill of a campaign: the command line as its users start it, in a process of its own, and
// what it leaves behind. What is counted of it is each campaign's own affair.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Analysis, InstrumentProblem } from '../../harness/analysis/index.ts';
import type { LabName } from '../../harness/lab/labs.ts';

/** The command's entry. */
const ENTRY = join(import.meta.dirname, '../../harness/bin/firedrill.js');
/** Longer than any drill; one that takes so long hangs. */
const DRILL_DEADLINE_MS = 300_000;
/** For a rollback, before the drill is killed. */
const ROLLBACK_GRACE_MS = 30_000;

/** What the instrument says when the machine was too busy to measure anything. */
export const TOO_BUSY: ReadonlySet<InstrumentProblem['code']> = new Set([
  'dropped-arrivals',
  'late-arrivals',
  'steady-state-broken',
]);

/** How a drill is run. */
export interface DrillSpec {
  readonly scenario: string;
  readonly lab?: LabName;
  /** Folder that the drill's own folder is made in. */
  readonly drills: string;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

/** How the command ended. */
export interface CommandEnd {
  /** Null where a signal ended it. */
  readonly status: number | null;
  /** From its start to its end. */
  readonly tookMs: number;
}

/** A drill that is over, with what its folder says. */
export interface DrillEnd extends CommandEnd {
  /** Null where the drill left none. */
  readonly analysis: Analysis | null;
  /** What it left: processes that still run, and what it says itself; null: not known. */
  readonly leftBehind: number | null;
}

/** Runs a drill to its end. */
export async function runDrillCommand(spec: DrillSpec): Promise<DrillEnd> {
  const startedMs = performance.now();
  const { scenario, lab = 'processes', drills } = spec;
  const options = [ENTRY, 'run', scenario, '--lab', lab, '--drills', drills];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), ROLLBACK_GRACE_MS).unref();
  };
  const deadline = setTimeout(end, DRILL_DEADLINE_MS);
  spec.signal.addEventListener('abort', end);
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', spec.onLine);
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(deadline);
  spec.signal.removeEventListener('abort', end);
  return readDrillEnd(spec.drills, { status, tookMs: performance.now() - startedMs });
}

/** What the latest drill in a folder came to. */
export function readDrillEnd(drills: string, end: CommandEnd): DrillEnd {
  const folder = join(drills, 'latest');
  const [journal, path] = [join(folder, 'journal'), join(folder, 'analysis.json')];
  const { status, tookMs } = end;
  if (!existsSync(journal) || !existsSync(path)) {
    return { status, tookMs, analysis: null, leftBehind: null };
  }
  const analysis: Analysis = JSON.parse(readFileSync(path, 'utf8'));
  const leftBehind = survivors(drills).length + analysis.leftovers.length;
  return { status, tookMs, analysis, leftBehind };
}

/** Problems of the instrument that say that the machine was too busy. */
export function busyProblems({ analysis }: DrillEnd): readonly InstrumentProblem[] {
  return (analysis?.instrument.problems ?? []).filter(({ code }) => TOO_BUSY.has(code));
}

/** What a reader must know of a drill that was out of the ordinary; nothing of any other. */
export function remarkOn(
  drill: DrillEnd,
  {
    name,
    isAsDocumented,
  }: {
    /** What the reader knows it by. */
    readonly name: string;
    readonly isAsDocumented: boolean;
  },
): readonly string[] {
  const codes = drill.analysis?.instrument.problems.map(({ code }) => code) ?? ['no analysis'];
  const found = codes.length === 0 ? '' : `: ${[...new Set(codes)].join(', ')}`;
  const busy = busyProblems(drill).length > 0 ? '; the machine was too busy' : '';
  if (isAsDocumented && busy === '') return [];
  return [`${name}: ended with ${drill.status ?? 'a signal'}${found}${busy}.`];
}

/** Processes that the latest drill's journal says were started and that still run. */
export function survivors(drills: string): readonly string[] {
  const journal = readFileSync(join(drills, 'latest', 'journal'), 'utf8');
  const started = [...journal.matchAll(/"name":"([^"]+)","pid":(\d+),"startTime":"(\d+)"/g)];
  return started.flatMap(([, name, pid, startTime]) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name before the last bracket may hold anything.
      const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return state !== 'Z' && fields[18] === startTime ? [String(name)] : [];
    } catch {
      return [];
    }
  });
}
