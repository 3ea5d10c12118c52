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

/** Binaries on this machine that become images. */
export interface Binaries {
  readonly toxiproxyPath: string;
  /** Programs that will stand among the clients, such as the load generator. */
  readonly programs: readonly { readonly name: string; readonly path: string }[];
}

/** Makes the images where the engine does not have them yet: before a drill, not in the middle of one. */
export async function ensureImages(
  engine: Engine,
  { toxiproxyPath, programs }: Binaries,
  onBuild: (image: string) => void,
): Promise<Images> {
  const ensure = (name: string, binary: string): Promise<string> => {
    const repository = `firedrill/${name}`;
    return ensureImage({ repository, binary }, engine.images, () => onBuild(repository));
  };
  const [node, toxiproxy, ...others] = await Promise.all([
    ensure('node', process.execPath),
    ensure('toxiproxy', toxiproxyPath),
    ...programs.map(({ name, path }) => ensure(name, path)),
  ]);
  const images = programs.map(({ path }, index) => [path, others[index] ?? '']);
  return { node, toxiproxy, programs: Object.fromEntries(images) };
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
