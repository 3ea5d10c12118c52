// Opens the container lab: the estate in containers on networks of its own, behind real Toxiproxies.
// Here the parts are put together; each part's own logic is in its file.

import { mkdirSync } from 'node:fs';

import type { DrillPlan } from '../../plan/drill-plan.ts';
import { ensureImage } from '../../toolchain/index.ts';
import { EstateLab } from '../estate/estate-lab.ts';
import { layOut } from '../estate/layout.ts';
import type { LabHome, LabListener, OpeningLab } from '../lab.ts';
import { ContainerMachinery } from './container-machinery.ts';
import type { Engine } from './engine.ts';
import { createNetworks, LabAddresses } from './networks.ts';
import type { Images } from './part-spec.ts';

/** What a lab is opened with. */
export interface ContainersLabOptions {
  readonly plan: DrillPlan;
  readonly home: LabHome;
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
  const { plan, home, listener, logFolder, engine, images } = options;
  const { directory } = home;
  const networks = await createNetworks(engine.docker, plan.estate, home);
  if (networks === null) {
    throw new Error('every network of 10.213.0.0/16 is in use: end other drills');
  }
  mkdirSync(directory, { mode: 0o700 });
  mkdirSync(logFolder, { recursive: true });
  const addresses = new LabAddresses(home.id, networks, plan.estate);
  const estate = new EstateLab({
    layout: layOut(plan, directory, addresses),
    machinery: new ContainerMachinery({
      home,
      engine,
      images,
      addresses,
      listener,
      logFolder,
    }),
    listener,
    directory,
    release: () => Promise.resolve(),
  });
  return { lab: estate, opened: estate.open() };
}
