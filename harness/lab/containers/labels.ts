// Labels: by them what belongs to a drill is found again, also after whoever made it has died. Every
// container and network of ours carries them.

import type Dockerode from 'dockerode';

import { unreachable } from '../../model/problem.ts';
import type { LabHome } from '../lab.ts';
import { unlessGone } from './engine.ts';

/** Label of everything that firedrill makes; its value is the lab's own name. */
const LAB_LABEL = 'dev.firedrill.lab';
/** Label with the identity of the harness that the lab belongs to. */
const OWNER_LABEL = 'dev.firedrill.owner';
/** Label with the name of the part that a container is. */
export const PART_LABEL = 'dev.firedrill.part';

/** Name of the container of a part. */
export function containerName(lab: string, part: string): string {
  return `${lab}-${part.replace('@', '-')}`;
}

/** One thing that carries our labels. */
export interface LabelledThing {
  readonly kind: 'container' | 'network' | 'volume';
  readonly id: string;
  readonly name: string;
  readonly lab: string;
  /** As `identityText` wrote it. */
  readonly owner: string;
}

type Labels = Readonly<Record<string, string>> | null | undefined;

/** The labels of everything of a lab. */
export function labelsOf({ id, owner }: LabHome): Readonly<Record<string, string>> {
  return { [LAB_LABEL]: id, [OWNER_LABEL]: owner };
}

/** Everything of one lab, or of all labs where none is named; what is in use by another comes later. */
export async function findLabelled(
  docker: Dockerode,
  lab: string | null,
): Promise<readonly LabelledThing[]> {
  const filters = { label: [lab === null ? LAB_LABEL : `${LAB_LABEL}=${lab}`] };
  const [containers, networks, volumes] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  const carried = (labels: Labels) => ({
    lab: labels?.[LAB_LABEL] ?? '',
    owner: labels?.[OWNER_LABEL] ?? '',
  });
  return [
    ...containers.map(({ Id, Names, Labels: labels }) => ({
      kind: 'container' as const,
      id: Id,
      name: Names[0]?.slice(1) ?? Id,
      ...carried(labels),
    })),
    ...networks.map(({ Id, Name, Labels: labels }) => ({
      kind: 'network' as const,
      id: Id,
      name: Name,
      ...carried(labels),
    })),
    ...(volumes.Volumes ?? []).map(({ Name, Labels: labels }) => ({
      kind: 'volume' as const,
      id: Name,
      name: Name,
      ...carried(labels),
    })),
  ];
}

/** Removes one thing, with what is only its own; does nothing where it is gone. */
export async function removeThing(docker: Dockerode, { kind, id }: LabelledThing): Promise<void> {
  switch (kind) {
    case 'container':
      return unlessGone(docker.getContainer(id).remove({ force: true, v: true }));
    case 'network':
      return unlessGone(docker.getNetwork(id).remove());
    case 'volume':
      return unlessGone(docker.getVolume(id).remove());
    default:
      return unreachable(kind);
  }
}

/**
 * Removes what was found: containers first, because a network or a volume in use cannot go, and one
 * after the other, because an engine that takes several containers off one network at once may count one
 * of them as there for ever and keep the network (seen with Docker Engine 20.10).
 */
export async function removeLabelled(
  docker: Dockerode,
  found: readonly LabelledThing[],
): Promise<void> {
  for (const thing of found.filter(({ kind }) => kind === 'container')) {
    await removeThing(docker, thing);
  }
  const rest = found.filter(({ kind }) => kind !== 'container');
  await Promise.all(rest.map((thing) => removeThing(docker, thing)));
}
