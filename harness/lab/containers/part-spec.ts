// What each part of an estate is as a container: image, command, networks, folders, and what it may take
// of the machine. Starting it is elsewhere.

import { join } from 'node:path';

import { unreachable } from '../../model/problem.ts';
import type { Part } from '../estate/machinery.ts';
import { serviceCommand, toxiproxyCommand } from '../estate/part-command.ts';
import { codeFolders } from './code-folders.ts';
import type { ContainerSpec, Limits } from './lab-container.ts';
import type { LabAddresses } from './networks.ts';

/** What a container of each kind may take; services stand back behind Toxiproxy and the load. */
export const LIMITS = {
  toxiproxy: { processors: 2, memoryMegabytes: 256, shares: 1_024 },
  service: { processors: 1, memoryMegabytes: 384, shares: 256 },
  program: { processors: 2, memoryMegabytes: 1_024, shares: 1_024 },
} as const satisfies Readonly<Record<string, Limits>>;

/** Images of the parts, by their full names. */
export interface Images {
  readonly node: string;
  readonly toxiproxy: string;
  /** Of the programs among the clients, by the paths of their binaries on this machine. */
  readonly programs: Readonly<Record<string, string>>;
}

/** A part as a container, but for its name and labels. */
export function specOfPart(
  part: Part,
  { images, addresses }: { readonly images: Images; readonly addresses: LabAddresses },
): Omit<ContainerSpec, 'docker' | 'name' | 'labels'> {
  switch (part.kind) {
    case 'toxiproxy': {
      const [first, ...others] = addresses.endpointsOfToxiproxy(part.host);
      if (first === undefined) throw new Error('Internal error: a Toxiproxy in no network');
      return {
        image: images.toxiproxy,
        ...toxiproxyCommand(part),
        endpoints: [first, ...others],
        folders: [],
        limits: LIMITS.toxiproxy,
      };
    }
    case 'service':
      return {
        image: images.node,
        ...serviceCommand(part, join(part.folder, 'compiled')),
        endpoints: [addresses.endpointOfProcess(part.name, part.site)],
        folders: [
          ...codeFolders().map((path) => ({ path, mode: 'ro' as const })),
          { path: part.folder, mode: 'rw' },
        ],
        limits: LIMITS.service,
      };
    default:
      return unreachable(part);
  }
}
