// Opens the container lab: the estate in containers on networks of its own, behind real Toxiproxies.
// Here the parts are put together; each part's own logic is in its file.

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { DrillPlan } from '../../plan/drill-plan.ts';
import { ensureImage } from '../../toolchain/index.ts';
import { EstateLab } from '../estate/estate-lab.ts';
import { layOut } from '../estate/layout.ts';
import type { LabListener, OpeningLab } from '../lab.ts';
import { ContainerMachinery, type Images } from './container-machinery.ts';
import type { Engine } from './engine.ts';
import { createNetworks, LabAddresses } from './networks.ts';

/** What a lab is opened with. */
export interface ContainersLabOptions {
  readonly plan: DrillPlan;
  readonly engine: Engine;
  readonly images: Images;
  /** Folder for the logs of the containers. */
  readonly logFolder: string;
  readonly listener: LabListener;
}

/** Makes the images of the estate's parts where the engine does not have them yet. */
export async function ensureImages(
  engine: Engine,
  toxiproxyPath: string,
  onBuild: (image: string) => void,
): Promise<Images> {
  const ensure = (repository: string, binary: string): Promise<string> =>
    ensureImage({ repository, binary }, engine.images, () => onBuild(repository));
  const [node, toxiproxy] = await Promise.all([
    ensure('firedrill/node', process.execPath),
    ensure('firedrill/toxiproxy', toxiproxyPath),
  ]);
  return { node, toxiproxy };
}

/** Begins to open a lab. */
export async function openContainersLab(options: ContainersLabOptions): Promise<OpeningLab> {
  const { plan, listener, logFolder, engine, images } = options;
  const lab = `firedrill-${randomBytes(4).toString('hex')}`;
  const networks = await createNetworks(engine.docker, plan.estate, lab);
  if (networks === null) {
    throw new Error('every network of 10.213.0.0/16 is in use: end other drills');
  }
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-'));
  mkdirSync(logFolder, { recursive: true });
  const addresses = new LabAddresses(lab, networks, plan.estate);
  const estate = new EstateLab({
    layout: layOut(plan, directory, addresses),
    machinery: new ContainerMachinery({
      lab,
      engine,
      images,
      addresses,
      listener,
      logFolder,
      temporaryFolder: directory,
    }),
    listener,
    directory,
    release: () => Promise.resolve(),
  });
  return { lab: estate, opened: estate.open() };
}
