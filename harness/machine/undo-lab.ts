// Undoes a lab whose harness is gone: processes, containers, folder; looks whether it is gone, also by
// traffic; tells its drill's journal; drops its record. Whoever calls has made sure that the harness no
// longer runs, or waits for this.

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { BlockList, connect } from 'node:net';
import { networkInterfaces } from 'node:os';

import type { UndoCause } from '../journal/events.ts';
import { reopenJournal } from '../journal/journal.ts';
import { messageOf } from '../model/problem.ts';
import { bootId } from '../system/process-identity.ts';
import { withDeadline } from '../system/waiting.ts';
import { endProcesses } from './end-processes.ts';
import { dropRecord, type LabRecord, readRecords } from './lab-record.ts';
import type { StatePaths } from './state-folder.ts';
import { NOTHING, together, type Undone } from './undone.ts';

const FOLDER_DEADLINE_MS = 5_000;
const CONNECT_DEADLINE_MS = 800;

/** A lab that was undone. */
export interface UndoneLab extends Undone {
  readonly lab: string;
  readonly scenario: string;
  readonly cause: UndoCause;
  /** Read back as gone, and no traffic passes. */
  readonly verified: boolean;
  readonly tookMs: number;
  /** Why the drill's journal does not tell of it; null where it does. */
  readonly journalProblem: string | null;
}

/** Undoes a lab. Never rejects: what could not be undone is in the result. */
export async function undoLab(
  record: LabRecord,
  { cause, paths }: { readonly cause: UndoCause; readonly paths: StatePaths },
): Promise<UndoneLab> {
  const startedMs = performance.now();
  const parts = await Promise.all([
    guarded('processes', () => endProcesses(record)),
    record.kind === 'containers' ? guarded('containers', () => containersOf(record)) : NOTHING,
  ]);
  // What still runs would write into it.
  const folder = await guarded(`folder ${record.directory}`, () => removeFolder(record));
  const traffic = await guarded('traffic', () => trafficOf(record, paths));
  const { removed, left } = together([...parts, folder, traffic]);
  const outcome = {
    cause,
    removed,
    left,
    verified: left.length === 0,
    tookMs: performance.now() - startedMs,
  };
  const journalProblem = await tellJournal(record, outcome);
  // What is left stays on record, so that it can be undone later.
  if (outcome.verified) await dropRecord(paths, record.lab).catch(() => undefined);
  return { lab: record.lab, scenario: record.scenario, ...outcome, journalProblem };
}

async function containersOf({ lab }: LabRecord): Promise<Undone> {
  // Loaded only where there are any: its libraries take half a second.
  const { removeContainers } = await import('./remove-containers.ts');
  return removeContainers(lab);
}

async function removeFolder({ directory }: LabRecord): Promise<Undone> {
  if (!existsSync(directory)) return NOTHING;
  const what = `folder ${directory}`;
  try {
    const removal = rm(directory, { recursive: true, force: true, maxRetries: 5 });
    await withDeadline(removal, FOLDER_DEADLINE_MS, 'the removal');
    return { removed: [what], left: [] };
  } catch (error) {
    return {
      removed: [],
      left: [{ what, reason: messageOf(error), commands: [`rm -rf ${directory}`] }],
    };
  }
}

/** A lab that is gone takes no connections. Another one may have its address by now. */
async function trafficOf({ lab, client }: LabRecord, paths: StatePaths): Promise<Undone> {
  if (client === null || !isOnThisMachine(client.host) || !(await accepts(client))) return NOTHING;
  const { host, port } = client;
  const { records } = await readRecords(paths);
  const isOfAnother = records.some(
    (it) => it.lab !== lab && it.client?.host === host && it.client.port === port,
  );
  if (isOfAnother) return NOTHING;
  return {
    removed: [],
    left: [
      {
        what: `listener at ${host}:${port}`,
        reason: 'it still accepts connections',
        commands: [`ss -ltnp 'sport = :${port}'`],
      },
    ],
  };
}

/**
 * Whether an interface of this machine leads to an address. The networks of a lab go with it, and whoever
 * answers then stands somewhere behind the router.
 */
function isOnThisMachine(host: string): boolean {
  const near = new BlockList();
  for (const { address, cidr, family } of Object.values(networkInterfaces()).flatMap(
    (it) => it ?? [],
  )) {
    const prefix = Number(cidr?.split('/')[1]);
    if (family === 'IPv4' && !Number.isNaN(prefix)) near.addSubnet(address, prefix, 'ipv4');
  }
  return near.check(host, 'ipv4');
}

function accepts(address: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const end = (accepted: boolean) => (): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(CONNECT_DEADLINE_MS, end(false));
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
}

async function tellJournal(
  record: LabRecord,
  { left, ...outcome }: Pick<UndoneLab, 'cause' | 'removed' | 'left' | 'verified' | 'tookMs'>,
): Promise<string | null> {
  const { journal, harness } = record;
  if (journal === null || !existsSync(journal)) return 'there is none';
  try {
    const sameBoot = harness.bootId === (await bootId());
    const opened = reopenJournal(journal, { sameBoot });
    if (!opened.ok) return opened.error;
    opened.value.append({
      type: 'watchdog-acted',
      ...outcome,
      left: left.map(({ what }) => what),
    });
    opened.value.close();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/** One part that cannot be undone must not keep the others. */
async function guarded(what: string, undo: () => Promise<Undone>): Promise<Undone> {
  try {
    return await undo();
  } catch (error) {
    return { removed: [], left: [{ what, reason: messageOf(error), commands: [] }] };
  }
}
