// The watchdog's own process: it undoes a lab when the lab's harness dies (its input ends) or hangs (no
// beat comes). It stands in a session of its own and outlives a closed terminal. Its only argument is the
// state folder.

import { createInterface } from 'node:readline';

import type { UndoCause } from '../journal/events.ts';
import { unreachable } from '../model/problem.ts';
import { isAlive, signalExactly } from '../system/process-identity.ts';
import { pause } from '../system/waiting.ts';
import type { LabRecord } from './lab-record.ts';
import { statePathsIn } from './state-folder.ts';
import { undoLab } from './undo-lab.ts';
import { BEAT_INTERVAL_MS, MOST_MISSED_BEATS, parseMessage } from './watchdog-messages.ts';

const DEATH_DEADLINE_MS = 3_000;
const DEATH_POLL_MS = 20;

const [, , stateFolder = ''] = process.argv;
let record: LabRecord | null = null;
let missedBeats = 0;
let isActing = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// Whoever reads these may be dead.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', onLine);
lines.on('close', () => void act('harness-died'));
// Counted in own intervals, so that a machine that slept does not look like a harness that hangs.
setInterval(() => {
  missedBeats += 1;
  if (missedBeats >= MOST_MISSED_BEATS) void act('harness-hung');
}, BEAT_INTERVAL_MS);
process.stdout.write('ready\n');

function onLine(line: string): void {
  const message = parseMessage(line);
  if (message === null) return;
  missedBeats = 0;
  switch (message.kind) {
    case 'beat':
      process.stdout.write('beat\n');
      return;
    case 'record':
      if (record === null) say(`watching ${message.record.lab}`);
      if (message.record.kind === 'containers') void warmUp();
      record = message.record;
      return;
    case 'farewell':
      say('farewell');
      process.exit(0);
      return;
    case 'undo':
      void act('harness-failed');
      return;
    default:
      unreachable(message);
  }
}

/** The libraries that speak to the engine take half a second to load, which an undoing would wait for. */
async function warmUp(): Promise<void> {
  const { warmUpEngine } = await import('./remove-containers.ts');
  await warmUpEngine().catch(() => undefined);
}

async function act(cause: UndoCause): Promise<void> {
  if (isActing) return;
  isActing = true;
  if (record === null) process.exit(0);
  say(cause);
  // A harness that only could not undo everything waits for the end of this; any other must not go on.
  if (cause !== 'harness-failed') await endHarness(record);
  const paths = statePathsIn(stateFolder);
  const undone = await undoLab(record, { cause, paths });
  const { removed, left, verified, tookMs, journalProblem } = undone;
  for (const what of removed) say(`removed ${what}`);
  for (const { what, reason, commands } of left) {
    say(`left ${what}: ${reason}${commands.map((command) => `\n  ${command}`).join('')}`);
  }
  if (journalProblem !== null) say(`not in the journal: ${journalProblem}`);
  say(`${verified ? 'verified' : 'not all undone'} after ${Math.round(tookMs)} ms`);
  process.exit(0);
}

async function endHarness({ harness }: LabRecord): Promise<void> {
  await signalExactly(harness, 'SIGKILL').catch(say);
  const endMs = performance.now() + DEATH_DEADLINE_MS;
  while (performance.now() < endMs && (await isAlive(harness))) await pause(DEATH_POLL_MS);
}

function say(what: unknown): void {
  process.stderr.write(`${new Date().toISOString()} ${String(what)}\n`);
}
