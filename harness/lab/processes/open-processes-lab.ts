// Opens the embedded lab: the estate as child processes on loopback behind real Toxiproxies. Here the
// parts are put together; each part's own logic is in its file.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

import { OPERATIONS } from '../../model/link.ts';
import type { DrillPlan } from '../../plan/drill-plan.ts';
import type { Lab, LabListener } from '../lab.ts';
import { layOut, type ProcessSpec } from './layout.ts';
import { claimPorts } from './ports.ts';
import { ProcessPool } from './process-pool.ts';
import { ProcessesLab } from './processes-lab.ts';
import { ToxiproxyHost } from './toxiproxy-host.ts';

/** The services stand back behind k6 and Toxiproxy: an instrument that is late measures itself. */
const SERVICE_NICENESS = 5;

/** What a lab is opened with. */
export interface ProcessesLabOptions {
  readonly plan: DrillPlan;
  readonly toxiproxyPath: string;
  /** Folder for the logs of the estate's processes. */
  readonly logFolder: string;
  readonly listener: LabListener;
}

/** A lab in the making: `opened` rejects when it cannot open; `lab` can always be closed. */
export interface OpeningLab {
  readonly lab: Lab;
  readonly opened: Promise<void>;
}

/** Begins to open a lab. */
export async function openProcessesLab(options: ProcessesLabOptions): Promise<OpeningLab> {
  const { plan, listener } = options;
  const startedMs = performance.now();
  const ports = await claimPorts();
  if (ports === null) {
    throw new Error('every block of ports below the ephemeral range is in use: end other drills');
  }
  // Socket paths are limited to about 100 bytes, so the folder must be short.
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-'));
  mkdirSync(options.logFolder, { recursive: true });
  const pool = new ProcessPool({
    listener,
    logFolder: options.logFolder,
    temporaryFolder: directory,
  });
  const layout = layOut(plan, directory, () => ports.next());
  const hosts = layout.hosts.map(
    (spec) =>
      new ToxiproxyHost({
        spec,
        links: layout.links.filter(({ link }) => link.host === spec.host),
        binary: options.toxiproxyPath,
        pool,
        onReplaced: (reason, tookMs) =>
          listener({ type: 'proxy-replaced', host: spec.host, reason, tookMs }),
      }),
  );
  const startProcess = async (spec: ProcessSpec): Promise<void> => {
    const configPath = join(directory, `${spec.name}.json`);
    writeFileSync(configPath, JSON.stringify(spec.config));
    if ('dataDirectory' in spec.config) mkdirSync(spec.config.dataDirectory, { recursive: true });
    await pool.start(
      {
        name: spec.name,
        command: process.execPath,
        options: ['--disable-warning=ExperimentalWarning', entryOf(spec), configPath],
        // A restart in the middle of a drill must not spend its time on compiling.
        environment: { NODE_COMPILE_CACHE: join(directory, 'compiled') },
      },
      { role: spec.program, waitForReady: true, niceness: SERVICE_NICENESS },
    );
  };
  const lab = new ProcessesLab({
    layout,
    hosts,
    pool,
    startProcess,
    async release() {
      await ports.release();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    directory,
  });
  const open = async (): Promise<void> => {
    await Promise.all(hosts.map((host) => host.open()));
    const estate = layout.processes.filter(({ name }) => name !== OPERATIONS);
    await Promise.all(estate.map(startProcess));
    listener({
      type: 'lab-opened',
      processes: estate.length + hosts.length,
      links: layout.links.length,
      tookMs: performance.now() - startedMs,
    });
  };
  return { lab, opened: open() };
}

function entryOf(spec: ProcessSpec): string {
  const extension = extname(import.meta.filename);
  return join(import.meta.dirname, '../../../mocks', spec.program, `main${extension}`);
}
