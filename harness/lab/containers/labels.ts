// Labels: by them what belongs to a drill is found again, also after whoever made it has died. Every
// container and network of ours carries both.

import type Dockerode from 'dockerode';

import { unlessGone } from './engine.ts';

/** Label of everything that firedrill makes; its value is the lab's own name. */
export const LAB_LABEL = 'dev.firedrill.lab';
/** Label with the name of the part that a container is. */
export const PART_LABEL = 'dev.firedrill.part';

/** Name of the container of a part. */
export function containerName(lab: string, part: string): string {
  return `${lab}-${part.replace('@', '-')}`;
}

/** What carries our label. */
export interface Labelled {
  readonly containers: readonly { readonly id: string; readonly name: string }[];
  readonly networks: readonly { readonly id: string; readonly name: string }[];
}

/** Everything of one lab, or of all labs where none is named. */
export async function findLabelled(docker: Dockerode, lab: string | null): Promise<Labelled> {
  const filters = { label: [lab === null ? LAB_LABEL : `${LAB_LABEL}=${lab}`] };
  const [containers, networks] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
  ]);
  return {
    containers: containers.map(({ Id, Names }) => ({ id: Id, name: Names[0]?.slice(1) ?? Id })),
    networks: networks.map(({ Id, Name }) => ({ id: Id, name: Name })),
  };
}

/** Removes what was found: containers first, because a network in use cannot go. */
export async function removeLabelled(docker: Dockerode, found: Labelled): Promise<void> {
  await Promise.all(
    found.containers.map(({ id }) =>
      unlessGone(docker.getContainer(id).remove({ force: true, v: true })),
    ),
  );
  await Promise.all(found.networks.map(({ id }) => unlessGone(docker.getNetwork(id).remove())));
}
