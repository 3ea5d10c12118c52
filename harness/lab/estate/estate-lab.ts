// A lab once its parts exist: implements the contract in lab.ts on whatever machinery the parts run in.
// Faults, their confirmation and the readings are in the files beside it.

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { QuietEvidence, ReadingFile, ReadingName } from '../../journal/events.ts';
import { FRONT_DOOR, OPERATIONS } from '../../model/link.ts';
import type { PlannedFault } from '../../plan/drill-plan.ts';
import type { StartProgram } from '../../system/program.ts';
import type {
  Address,
  Confirmed,
  ControlCall,
  FrontDoorCounters,
  Lab,
  LabListener,
} from '../lab.ts';
import { countersOf } from './admin.ts';
import { confirmFault } from './estate-confirmation.ts';
import { EstateFaults } from './estate-faults.ts';
import { awaitQuiet, type ReadParts, saveBooks } from './estate-readings.ts';
import { clientAddress, type Layout, type ProcessSpec, urlOfAddress } from './layout.ts';
import type { Machinery } from './machinery.ts';
import { ToxiproxyHost } from './toxiproxy-host.ts';

/** What a lab is made of. */
interface Parts {
  readonly layout: Layout;
  readonly machinery: Machinery;
  readonly listener: LabListener;
  /** Folder of everything that the estate's processes read and write; removed on closing. */
  readonly directory: string;
  /** Gives back what else the lab holds. */
  readonly release: () => Promise<void>;
}

/** A lab of either kind. */
export class EstateLab implements Lab {
  readonly loadUrl: string;
  readonly startProgram: StartProgram;
  readonly #parts: Parts;
  readonly #hosts: readonly ToxiproxyHost[];
  readonly #faults: EstateFaults;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts) {
    const { layout, machinery, listener } = parts;
    this.#parts = parts;
    this.loadUrl = urlOfAddress(clientAddress(layout));
    this.startProgram = machinery.startProgram;
    this.#hosts = layout.hosts.map(
      (spec) =>
        new ToxiproxyHost({
          spec,
          links: layout.links.filter(({ link }) => link.host === spec.host),
          machinery,
          onReplaced: (reason, tookMs) =>
            listener({ type: 'proxy-replaced', host: spec.host, reason, tookMs }),
        }),
    );
    this.#faults = new EstateFaults({
      layout,
      machinery,
      hosts: this.#hosts,
      startProcess: (spec) => this.#start(spec),
    });
  }

  /** Starts every part but the monitor and the runbook. */
  async open(): Promise<void> {
    const startedMs = performance.now();
    const { layout, listener } = this.#parts;
    const estate = layout.processes.filter(({ name }) => name !== OPERATIONS);
    // A service that is there before its links tries them again a moment later.
    await Promise.all([
      ...this.#hosts.map((host) => host.open()),
      ...estate.map((spec) => this.#start(spec)),
    ]);
    listener({
      type: 'lab-opened',
      processes: estate.length + this.#hosts.length,
      links: layout.links.length,
      tookMs: performance.now() - startedMs,
    });
  }

  addressOf(id: string): Address {
    const placed = this.#parts.layout.links.find(({ link }) => link.id === id);
    if (placed === undefined) throw new Error(`Internal error: no link ${id}`);
    return placed.listen;
  }

  inject(planned: PlannedFault): Promise<ControlCall> {
    return this.#faults.inject(planned);
  }

  heal(planned: PlannedFault): Promise<ControlCall> {
    return this.#faults.heal(planned);
  }

  confirm(planned: PlannedFault, expected: 'faulty' | 'healthy'): Promise<Confirmed> {
    return confirmFault(this.#parts, planned, expected);
  }

  async frontDoorCounters(): Promise<FrontDoorCounters> {
    const spec = this.#parts.layout.processes.find(({ name }) => name === FRONT_DOOR);
    if (spec === undefined) throw new Error('Internal error: an estate without a front door');
    return (await countersOf(spec.adminSocketPath)).answers ?? {};
  }

  async startOperations(): Promise<void> {
    const spec = this.#parts.layout.processes.find(({ name }) => name === OPERATIONS);
    if (spec !== undefined) await this.#start(spec);
  }

  async stopOperations(): Promise<void> {
    await this.#parts.machinery.stop(OPERATIONS);
  }

  quiet(options: {
    readonly quietMs: number;
    readonly deadlineMs: number;
  }): Promise<QuietEvidence> {
    return awaitQuiet(this.#readParts(), options);
  }

  readBooks(reading: ReadingName, folder: string): Promise<readonly ReadingFile[]> {
    return saveBooks(this.#readParts(), { reading, folder });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async leftovers(): Promise<readonly string[]> {
    const { machinery, directory } = this.#parts;
    const left = await machinery.leftovers();
    return existsSync(directory) ? [...left, `folder ${directory}`] : left;
  }

  async #close(): Promise<void> {
    const { machinery, directory, release } = this.#parts;
    await machinery.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    await release();
  }

  async #start({ name, program, site, folder, config }: ProcessSpec): Promise<void> {
    // Its folder would be there again after the lab is gone.
    if (this.#closed !== null) throw new Error('the lab is closing');
    const configPath = join(folder, 'configuration.json');
    mkdirSync('dataDirectory' in config ? config.dataDirectory : folder, { recursive: true });
    writeFileSync(configPath, JSON.stringify(config));
    await this.#parts.machinery.start({ kind: 'service', name, program, site, folder, configPath });
  }

  #readParts(): ReadParts {
    const { layout, machinery } = this.#parts;
    return {
      instances: layout.processes.filter(({ site }) => site !== null),
      canAnswer: (name) => machinery.isRunning(name) && !this.#faults.isPaused(name),
    };
  }
}
