// Ports of a lab: one block below the ephemeral range in which nobody listens, claimed by listening on
// its first port for as long as the lab lives, so that two drills at once never share a block.

import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';

/** Ports in a block; an estate of four services at two sites needs about 60. */
export const BLOCK_SIZE = 128;
const LOWEST_PORT = 10_240;
const USUAL_EPHEMERAL_START = 32_768;

/** A claimed block. */
export interface PortBlock {
  /** The next free port of the block. */
  next(): number;
  release(): Promise<void>;
}

/** First port of the machine's ephemeral range. */
function ephemeralStart(): number {
  try {
    const [low] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/);
    return Number(low) || USUAL_EPHEMERAL_START;
  } catch {
    return USUAL_EPHEMERAL_START;
  }
}

/** Claims a block; null when every block is taken. */
export async function claimPorts(): Promise<PortBlock | null> {
  const end = Math.max(LOWEST_PORT + BLOCK_SIZE, Math.min(ephemeralStart(), USUAL_EPHEMERAL_START));
  const blocks = Math.floor((end - LOWEST_PORT) / BLOCK_SIZE);
  for (let count = 0; count < blocks; count += 1) {
    const first = LOWEST_PORT + ((process.pid + count) % blocks) * BLOCK_SIZE;
    const claim = await listenOn(first);
    if (claim === null) continue;
    if (!(await restIsFree(first))) {
      await closed(claim);
      continue;
    }
    let offset = 0;
    return {
      next() {
        offset += 1;
        if (offset >= BLOCK_SIZE) throw new Error('Internal error: the block of ports is used up');
        return first + offset;
      },
      release: () => closed(claim),
    };
  }
  return null;
}

/** Whether nobody listens on any port of the block but the first, which is ours. */
async function restIsFree(first: number): Promise<boolean> {
  const rest = Array.from({ length: BLOCK_SIZE - 1 }, (_, index) => first + 1 + index);
  const servers = await Promise.all(rest.map((port) => listenOn(port)));
  const ours = servers.filter((server) => server !== null);
  await Promise.all(ours.map(closed));
  return ours.length === servers.length;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function listenOn(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen({ host: '127.0.0.1', port }, () => resolve(server));
  });
}
