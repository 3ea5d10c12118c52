// The networks of a lab of containers and the addresses in them. Addresses are fixed, because a name
// is lost with its container and a caller must be able to run into silence. No network leads out.
//
// `control`: the Toxiproxies' own API, reached by the harness alone. `between`: front door, monitor,
// partners, clients. One network per site: its services. Every Toxiproxy stands in all of them, and
// nothing else stands in two.

import type Dockerode from 'dockerode';

import { callersPlace, EDGE, type Link } from '../../model/link.ts';
import type { Estate } from '../../model/estate.ts';
import type { Addressing } from '../estate/layout.ts';
import type { Address, LabHome } from '../lab.ts';
import { statusOf, unlessGone } from './engine.ts';
import { containerName, labelsOf } from './labels.ts';

/** Networks of a lab; the index is the last part but one of the addresses in it. */
export interface LabNetwork {
  /** `control`, `between` or a site's id. */
  readonly role: string;
  readonly name: string;
  /** The first three parts of its addresses, with the dot. */
  readonly prefix: string;
}

/** Where something stands in a network. */
export interface Endpoint {
  readonly network: string;
  readonly address: string;
}

const CONTROL = 'control';
/** Network of what lies outside both sites. */
export const BETWEEN = 'between';
const API_PORT = 8_474;
const SERVICE_PORT = 8_080;
const FIRST_LINK_PORT = 20_000;
/** Last parts of addresses: Toxiproxies, the load generator, processes. */
const FIRST = { toxiproxy: 10, program: 30, process: 40 } as const;
/** Blocks of eight networks in 10.213.0.0/16. */
const BLOCKS = 32;
const NETWORKS_IN_BLOCK = 8;

/** Creates the networks in a block that nobody uses; null when every block is taken. */
export async function createNetworks(
  docker: Dockerode,
  estate: Estate,
  home: LabHome,
): Promise<readonly LabNetwork[] | null> {
  const roles = [CONTROL, BETWEEN, ...estate.sites.map(({ id }) => id)];
  if (roles.length > NETWORKS_IN_BLOCK) throw new Error('Internal error: too many sites');
  for (let count = 0; count < BLOCKS; count += 1) {
    const block = (process.pid + count) % BLOCKS;
    const networks = roles.map((role, index) => ({
      role,
      name: `${home.id}-${role}`,
      prefix: `10.213.${block * NETWORKS_IN_BLOCK + index}.`,
    }));
    if (await createAll(docker, networks, home)) return networks;
  }
  return null;
}

async function createAll(
  docker: Dockerode,
  networks: readonly LabNetwork[],
  home: LabHome,
): Promise<boolean> {
  const created = await Promise.allSettled(
    networks.map(({ name, prefix }) =>
      docker.createNetwork({
        Name: name,
        Driver: 'bridge',
        Internal: true,
        Labels: labelsOf(home),
        IPAM: { Config: [{ Subnet: `${prefix}0/24` }] },
      }),
    ),
  );
  if (created.every(({ status }) => status === 'fulfilled')) return true;
  await Promise.all(
    created.map(async (it) => {
      if (it.status === 'fulfilled') await unlessGone(it.value.remove());
    }),
  );
  const other = created.find((it) => it.status === 'rejected' && !isOverlap(it.reason));
  if (other?.status === 'rejected') throw other.reason;
  return false;
}

/** The engine refuses an address range that another network has. */
function isOverlap(error: unknown): boolean {
  return statusOf(error) === 403 || (error instanceof Error && /overlap/i.test(error.message));
}

/** Addresses and endpoints of a lab in its networks. */
export class LabAddresses implements Addressing {
  readonly #networks: readonly LabNetwork[];
  readonly #hosts: readonly string[];
  readonly #lab: string;
  readonly #processes = new Map<string, { readonly endpoint: Endpoint; readonly last: number }>();
  readonly #linkPorts = new Map<string, number>();

  constructor(lab: string, networks: readonly LabNetwork[], estate: Estate) {
    this.#lab = lab;
    this.#networks = networks;
    this.#hosts = [EDGE, ...estate.sites.map(({ id }) => id)];
  }

  ofLink(link: Link): Address {
    const port = this.#linkPorts.get(link.id) ?? FIRST_LINK_PORT + this.#linkPorts.size;
    this.#linkPorts.set(link.id, port);
    return { host: this.endpointAt(link.host, callersPlace(link)).address, port };
  }

  ofProcess(name: string, site: string | null): Address {
    return { host: this.endpointOfProcess(name, site).address, port: SERVICE_PORT };
  }

  /** By name: it is gone with its container, so a caller is told at once instead of waiting. */
  ofUpstream(name: string): Address {
    return { host: containerName(this.#lab, name), port: SERVICE_PORT };
  }

  ofApi(host: string): Address {
    return { host: this.#toxiproxyIn(this.#network(CONTROL), host), port: API_PORT };
  }

  /** The one network that a process stands in. */
  endpointOfProcess(name: string, site: string | null): Endpoint {
    const known = this.#processes.get(name);
    if (known !== undefined) return known.endpoint;
    const network = this.#network(site ?? BETWEEN);
    const last = FIRST.process + this.#processes.size;
    const endpoint = { network: network.name, address: `${network.prefix}${last}` };
    this.#processes.set(name, { endpoint, last });
    return endpoint;
  }

  /** The networks that a Toxiproxy stands in: all. */
  endpointsOfToxiproxy(host: string): readonly Endpoint[] {
    return this.#networks.map((network) => ({
      network: network.name,
      address: this.#toxiproxyIn(network, host),
    }));
  }

  /** Where a program among the clients stands. */
  endpointOfProgram(): Endpoint {
    const { name, prefix } = this.#network(BETWEEN);
    return { network: name, address: `${prefix}${FIRST.program}` };
  }

  /** Where a Toxiproxy stands in the network of callers in one place. */
  endpointAt(host: string, place: string): Endpoint {
    const network = this.#network(place === EDGE ? BETWEEN : place);
    return { network: network.name, address: this.#toxiproxyIn(network, host) };
  }

  #toxiproxyIn({ prefix }: LabNetwork, host: string): string {
    return `${prefix}${FIRST.toxiproxy + this.#hosts.indexOf(host)}`;
  }

  #network(role: string): LabNetwork {
    const network = this.#networks.find((it) => it.role === role);
    if (network === undefined) throw new Error(`Internal error: no network ${role}`);
    return network;
  }
}
