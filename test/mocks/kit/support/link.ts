// A TCP link of a test: it forwards to a target that may change, and can be cut in two ways or slowed
// down. It stands for a proxied link where a test needs no real Toxiproxy.

import { createServer, type AddressInfo, type Socket, connect } from 'node:net';

/** What a link does with connections. */
export type LinkMode = 'open' | 'refuse' | 'stall';

/** A link between two processes. */
export interface Link {
  readonly url: string;
  /** Port that the link leads to. */
  leadTo(port: number): void;
  set(mode: LinkMode): void;
  /** Milliseconds that data waits in each direction. */
  delay(delayMs: number): void;
  close(): Promise<void>;
}

/** Opens a link on any free port. `refuse` ends connections at once; `stall` holds all data back. */
export async function openLink(): Promise<Link> {
  let target = 0;
  let mode: LinkMode = 'open';
  let delayMs = 0;
  const sockets = new Set<Socket>();
  const forward = (from: Socket, to: Socket): void => {
    from.on('data', (data) => {
      if (mode === 'stall') return;
      if (delayMs === 0) to.write(data);
      else setTimeout(() => to.write(data), delayMs);
    });
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  };
  const server = createServer((client) => {
    if (mode === 'refuse') return void client.resetAndDestroy();
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    forward(client, upstream);
    forward(upstream, client);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    leadTo(port) {
      target = port;
      dropAll();
    },
    set(next) {
      mode = next;
      // What was held back is lost, as it is when a proxy's toxic is removed with its connection.
      if (next !== 'stall') dropAll();
    },
    delay(next) {
      delayMs = next;
    },
    close() {
      dropAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The link has no port');
  return address.port;
}
