// Tells one process from a later one that was given the same number: by when it started, and in which
// run of the machine. Only reads; it ends nothing.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';
import { z } from 'zod';

/** Shape of an identity where it is kept. */
export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  startTime: z.string().min(1),
  bootId: z.string(),
});

/** One process of this machine, and no other. */
export type ProcessIdentity = Readonly<z.infer<typeof processIdentitySchema>>;

/** Whether a process with this number exists, ours or another user's. */
export function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process started, as opaque text that differs between two processes of one number; null
 * when there is no such process, or it has ended and only its parent has not asked yet. Linux: field 22
 * of /proc/PID/stat (proc(5)); elsewhere `ps`.
 */
export async function processStart(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // The second field, the command in parentheses, may itself hold spaces and parentheses.
    const [state, ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? null : (others[18] ?? null);
  }
  const listed = await execa('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { reject: false });
  const [state = '', ...start] = listed.stdout.trim().split(/\s+/);
  return listed.failed || state === '' || state.startsWith('Z') ? null : start.join(' ');
}

let knownBootId: string | null = null;

/** Which run of the machine this is; the same text until it is started again. */
export async function bootId(): Promise<string> {
  knownBootId ??= await readBootId();
  return knownBootId;
}

async function readBootId(): Promise<string> {
  if (process.platform === 'linux') {
    try {
      return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    } catch {
      return '';
    }
  }
  const { stdout } = await execa('sysctl', ['-n', 'kern.boottime'], { reject: false });
  return /sec = (\d+)/.exec(stdout ?? '')?.[1] ?? '';
}

/** The identity of a running process; null when there is none of this number. */
export async function identityOf(pid: number): Promise<ProcessIdentity | null> {
  const startTime = await processStart(pid);
  return startTime === null ? null : { pid, startTime, bootId: await bootId() };
}

/** Whether this very process still runs. */
export async function isAlive({ pid, startTime, bootId: boot }: ProcessIdentity): Promise<boolean> {
  return boot === (await bootId()) && startTime === (await processStart(pid));
}

/** Signals this very process; says whether it was there. Another of its number is left alone. */
export async function signalExactly(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
): Promise<boolean> {
  if (!(await isAlive(identity))) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch (error) {
    // It ended in this very moment. That it is somebody else's is for the caller to know.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** An identity as one word, for labels and environments. */
export function identityText({ pid, startTime, bootId: boot }: ProcessIdentity): string {
  return [pid, startTime.replaceAll(' ', '_'), boot].join('/');
}

/** Reads what {@link identityText} wrote; null where it is something else. */
export function parseIdentity(text: string): ProcessIdentity | null {
  const [pid, startTime, boot, ...more] = text.split('/');
  if (boot === undefined || more.length > 0) return null;
  const start = startTime?.replaceAll('_', ' ');
  return (
    processIdentitySchema.safeParse({ pid: Number(pid), startTime: start, bootId: boot }).data ??
    null
  );
}
