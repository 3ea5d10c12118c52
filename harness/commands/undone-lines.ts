// What was undone, and what could not be, as lines for people and as data. Shared by the commands that
// undo; undoing itself is in harness/machine.

import type { Recovery } from '../machine/recover.ts';
import type { UndoneLab } from '../machine/undo-lab.ts';
import type { Left } from '../machine/undone.ts';
import { type ExitStatus, HARNESS_ERROR_STATUS } from '../verdict/index.ts';

/** One undone lab, a line for each thing. */
export function linesOfUndone(undone: UndoneLab): readonly string[] {
  const { lab, scenario, removed, left, journalProblem } = undone;
  const seconds = (undone.tookMs / 1_000).toFixed(1);
  const end = undone.verified ? 'nothing is left, and no traffic passes' : 'NOT all undone';
  return [
    `${lab} (${scenario})`,
    ...removed.map((what) => `  removed ${what}`),
    ...left.flatMap(linesOfLeft),
    ...(journalProblem === null ? [] : [`  not told to its journal: ${journalProblem}`]),
    `  ${end} (${seconds} s)`,
  ];
}

/** What was undone of everything, in one line; null where nothing was. */
export function summaryOf({ undone }: Recovery): string | null {
  if (undone.length === 0) return null;
  const things = undone.reduce((sum, { removed }) => sum + removed.length, 0);
  const names = undone.map(({ lab, scenario }) => `${lab} (${scenario})`).join(', ');
  return `Undone what dead drills had left: ${things} things of ${names}.`;
}

/** Files that cannot be read, as something that a person has to look at. */
export function leftOf({ undone, unreadable }: Recovery): readonly Left[] {
  return [
    ...undone.flatMap(({ left }) => left),
    ...unreadable.map((path) => ({
      what: `state file ${path}`,
      reason: 'it cannot be read, so nobody knows what it stands for',
      commands: [`cat ${path}`, `rm ${path}`],
    })),
  ];
}

/** Something that is left, and what a person can type. */
export function linesOfLeft({ what, reason, commands }: Left): readonly string[] {
  return [`  NOT undone: ${what}: ${reason}`, ...commands.map((command) => `    type: ${command}`)];
}

/** 0, or 70 where something is left. */
export function statusOf(recovery: Recovery): ExitStatus {
  return leftOf(recovery).length === 0 ? 0 : HARNESS_ERROR_STATUS;
}
