// The labs that there are, by name, and how each is made ready. Who runs a drill needs nothing but this
// and the contract in lab.ts.

import { success, type Result } from '../model/problem.ts';
import type { DrillPlan } from '../plan/drill-plan.ts';
import type { LabCapabilities } from '../plan/lab-capabilities.ts';
import { containersCapabilities } from './containers/capabilities.ts';
import type { Binaries } from './containers/open-containers-lab.ts';
import type { LabHome, LabListener, OpeningLab } from './lab.ts';
import { processesCapabilities } from './processes/capabilities.ts';
import { openProcessesLab } from './processes/open-processes-lab.ts';

/** Names of the labs; the first is the default. */
export const LAB_NAMES = ['processes', 'containers'] as const;
/** Name of a lab. */
export type LabName = (typeof LAB_NAMES)[number];

/** What each lab can do. */
export const LAB_CAPABILITIES: Readonly<Record<LabName, LabCapabilities>> = {
  processes: processesCapabilities,
  containers: containersCapabilities,
};

/** What a lab is opened with. */
export interface OpenOptions {
  readonly plan: DrillPlan;
  readonly home: LabHome;
  /** Folder for the logs of the estate's parts. */
  readonly logFolder: string;
  readonly listener: LabListener;
}

/** A lab that can be opened on this machine. */
export interface PreparedLab {
  /** Versions of what it stands on. */
  readonly versions: Readonly<Record<string, string>>;
  /** What its parts may take of the machine, where they are limited. */
  readonly limits: Readonly<Record<string, string>>;
  open(options: OpenOptions): Promise<OpeningLab>;
}

/** Finds and makes what a lab stands on; problems say what is missing and how to get it. */
export async function prepareLab(
  name: LabName,
  options: Binaries & { readonly onProgress: (line: string) => void },
): Promise<Result<PreparedLab>> {
  const { toxiproxyPath, onProgress } = options;
  if (name === 'processes') {
    return success({
      versions: {},
      limits: {},
      open: (it) => openProcessesLab({ ...it, toxiproxyPath }),
    });
  }
  // The libraries of the container lab take half a second to load, which nobody else should wait for.
  const { findEngine } = await import('./containers/engine.ts');
  const { LIMITS } = await import('./containers/part-spec.ts');
  const { ensureImages, openContainersLab } = await import('./containers/open-containers-lab.ts');
  const engine = await findEngine();
  if (!engine.ok) return engine;
  const images = await ensureImages(engine.value, options, (image) =>
    onProgress(`making the image ${image}`),
  );
  const { node, toxiproxy } = images;
  return success({
    versions: { engine: engine.value.version, node, toxiproxy },
    limits: Object.fromEntries(
      Object.entries(LIMITS).map(([part, { processors, memoryMegabytes }]) => [
        `container.${part}`,
        `${processors} CPU, ${memoryMegabytes} MiB`,
      ]),
    ),
    open: (it) => openContainersLab({ ...it, engine: engine.value, images }),
  });
}
