// Tells one process from a later one that was given the same number. Only reads; it ends nothing.
import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

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
 * when there is no such process. Linux: field 22 of /proc/PID/stat (proc(5)); elsewhere `ps`.
 */
export async function processStart(pid: number): Promise<string | null> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    if (stat === null) return null;
    // The second field, the command in parentheses, may itself hold spaces and parentheses.
    const afterCommand = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return afterCommand[19] ?? null;
  }
  const listed = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], { reject: false });
  return listed.failed || listed.stdout.trim() === '' ? null : listed.stdout.trim();
}
