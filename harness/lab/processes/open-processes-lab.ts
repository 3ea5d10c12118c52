// Opens the embedded lab: the estate as child processes on loopback behind real Toxiproxies. Here the
// parts are put together; each part's own logic is in its file.

import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DrillPlan } from '../../plan/drill-plan.ts';
import { EstateLab } from '../estate/estate-lab.ts';
import { type Addressing, layOut } from '../estate/layout.ts';
import type { LabListener, OpeningLab } from '../lab.ts';
import { claimPorts } from './ports.ts';
import { ProcessMachinery } from './process-machinery.ts';

/** What a lab is opened with. */
export interface ProcessesLabOptions {
  readonly plan: DrillPlan;
  readonly toxiproxyPath: string;
  /** Folder for the logs of the estate's processes. */
  readonly logFolder: string;
  readonly listener: LabListener;
}

/** Begins to open a lab. */
export async function openProcessesLab(options: ProcessesLabOptions): Promise<OpeningLab> {
  const { plan, listener, logFolder, toxiproxyPath } = options;
  const ports = await claimPorts();
  if (ports === null) {
    throw new Error('every block of ports below the ephemeral range is in use: end other drills');
  }
  // Socket paths are limited to about 100 bytes, so the folder must be short.
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-'));
  mkdirSync(logFolder, { recursive: true });
  const lab = new EstateLab({
    layout: layOut(
      plan,
      directory,
      loopback(() => ports.next()),
    ),
    machinery: new ProcessMachinery({
      listener,
      logFolder,
      toxiproxyPath,
      temporaryFolder: directory,
    }),
    listener,
    directory,
    release: () => ports.release(),
  });
  return { lab, opened: lab.open() };
}

/** Every listener has a port of its own on loopback. */
function loopback(nextPort: () => number): Addressing {
  const ports = new Map<string, number>();
  const at = (what: string) => {
    const port = ports.get(what) ?? nextPort();
    ports.set(what, port);
    return { host: '127.0.0.1', port };
  };
  return {
    ofLink: ({ id }) => at(`link ${id}`),
    ofProcess: (name) => at(`process ${name}`),
    ofUpstream: (name) => at(`process ${name}`),
    ofApi: (host) => at(`api ${host}`),
  };
}
