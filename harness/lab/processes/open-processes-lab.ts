// Opens the embedded lab: the estate as child processes on loopback behind real Toxiproxies. Here the
// parts are put together; each part's own logic is in its file.

import { mkdirSync } from 'node:fs';

import type { DrillPlan } from '../../plan/drill-plan.ts';
import { EstateLab } from '../estate/estate-lab.ts';
import { type Addressing, layOut } from '../estate/layout.ts';
import type { LabHome, LabListener, OpeningLab } from '../lab.ts';
import { claimPorts } from './ports.ts';
import { ProcessMachinery } from './process-machinery.ts';

/** What a lab is opened with. */
export interface ProcessesLabOptions {
  readonly plan: DrillPlan;
  readonly home: LabHome;
  readonly toxiproxyPath: string;
  /** Folder for the logs of the estate's processes. */
  readonly logFolder: string;
  readonly listener: LabListener;
}

/** Begins to open a lab. */
export async function openProcessesLab(options: ProcessesLabOptions): Promise<OpeningLab> {
  const { plan, home, listener, logFolder, toxiproxyPath } = options;
  const { directory } = home;
  const ports = await claimPorts();
  if (ports === null) {
    throw new Error('every block of ports below the ephemeral range is in use: end other drills');
  }
  mkdirSync(directory, { mode: 0o700 });
  mkdirSync(logFolder, { recursive: true });
  const lab = new EstateLab({
    layout: layOut(
      plan,
      directory,
      loopback(() => ports.next()),
    ),
    machinery: new ProcessMachinery({
      home,
      listener,
      logFolder,
      toxiproxyPath,
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
