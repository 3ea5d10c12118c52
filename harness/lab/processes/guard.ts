// The guard: a small process that ends what the harness started if the harness itself is gone. It reads
// `+pid start` and `-pid` lines and directories `/path` to remove; the end of its input is the alarm.

import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const pids = new Map<number, string>();
const directories = new Set<string>();

/** Kernel start time of a process, or null; a number that was given to another must not be signalled. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function sweep(): void {
  for (const [pid, start] of pids) {
    if (process.platform === 'linux' && startOf(pid) !== start) continue;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
  for (const directory of directories)
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}

process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('SIGHUP', () => undefined);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const rest = line.slice(1);
  if (line.startsWith('/')) directories.add(line);
  else if (line.startsWith('-')) pids.delete(Number(rest));
  else if (line.startsWith('+')) {
    const [pid, start] = rest.split(' ');
    pids.set(Number(pid), start ?? '');
  }
});
lines.on('close', sweep);
