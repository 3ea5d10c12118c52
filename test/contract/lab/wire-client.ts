// A plain TCP client that tells what a link does to a connection, byte by byte and second by second. It
// knows nothing of the harness; the contract suite holds what it sees against what a fault promises.

import { connect, type Socket } from 'node:net';

/** What became of a connection in the time that it was watched. */
export interface Seen {
  /**
   * `silence`: nothing came, neither bytes nor an end. `end`: an orderly end (FIN). `reset`: RST.
   * `answer`: the whole answer came.
   */
  readonly outcome: 'silence' | 'end' | 'reset' | 'answer';
  /** From the start of watching, ms. */
  readonly afterMs: number;
  readonly receivedBytes: number;
}

/** What became of an attempt to connect. */
export type Dialled =
  | { readonly outcome: 'connected'; readonly connection: Connection }
  | { readonly outcome: 'refused' | 'reset' | 'no-handshake'; readonly afterMs: number };

/** Bytes of the request that the client sends. */
export const REQUEST =
  'POST /probe?bytes=2000 HTTP/1.1\r\nHost: contract\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n';
const ANSWER_BYTES = 2_000;

/** Connects, and waits for the handshake for so long. */
export function dial(
  address: { readonly host: string; readonly port: number },
  waitMs: number,
): Promise<Dialled> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const socket = connect({ ...address });
    const failed = (outcome: 'refused' | 'reset' | 'no-handshake'): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ outcome, afterMs: performance.now() - startedMs });
    };
    const timer = setTimeout(() => failed('no-handshake'), waitMs);
    const onError = (error: NodeJS.ErrnoException): void =>
      failed(error.code === 'ECONNREFUSED' ? 'refused' : 'reset');
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', onError);
      resolve({ outcome: 'connected', connection: new Connection(socket) });
    });
  });
}

/** One connection; everything that happens to it is kept, whenever it is looked at. */
export class Connection {
  readonly #socket: Socket;
  #received = '';
  #ended: 'end' | 'reset' | null = null;
  #wake: () => void = () => undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#received += chunk.toString('latin1');
      this.#wake();
    });
    socket.on('end', () => this.#over('end'));
    socket.on('close', () => this.#over('end'));
    socket.on('error', () => this.#over('reset'));
  }

  /** Sends one request. */
  send(): void {
    this.#received = '';
    this.#socket.write(REQUEST);
  }

  /** Watches until the answer or the end of the connection, at most for so long. */
  watch(forMs: number): Promise<Seen> {
    const startedMs = performance.now();
    return new Promise((resolve) => {
      const tell = (outcome: Seen['outcome']): void => {
        clearTimeout(timer);
        this.#wake = () => undefined;
        const afterMs = performance.now() - startedMs;
        resolve({ outcome, afterMs, receivedBytes: this.#received.length });
      };
      const timer = setTimeout(() => tell('silence'), forMs);
      this.#wake = () => {
        if (this.#answered()) tell('answer');
        else if (this.#ended !== null) tell(this.#ended);
      };
      this.#wake();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #answered(): boolean {
    const bodyAt = this.#received.indexOf('\r\n\r\n');
    return bodyAt >= 0 && this.#received.length - bodyAt - 4 >= ANSWER_BYTES;
  }

  #over(how: 'end' | 'reset'): void {
    this.#ended ??= how;
    this.#wake();
  }
}
