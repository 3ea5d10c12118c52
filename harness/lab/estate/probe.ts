// A plain TCP client that tells what a link does on the wire. It waits a moment before it sends, so
// that a connection closed at once is told from one closed after the first bytes.

import { connect } from 'node:net';

import type { Address } from '../lab.ts';

const SEND_AFTER_MS = 50;

/** What a probe saw. */
export interface WireObservation {
  readonly seen:
    | 'healthy'
    | 'refuse'
    | 'reset'
    | 'close'
    | 'accept-then-close'
    | 'stall'
    | 'silence';
  /** From sending to the answer or the end, ms. */
  readonly tookMs: number;
}

/** Probes a listener once, within the deadline. */
export function probeWire(options: {
  readonly address: Address;
  readonly path: string;
  readonly token: string;
  readonly bytes: number;
  readonly deadlineMs: number;
}): Promise<WireObservation> {
  return new Promise((resolve) => {
    const socket = connect({ ...options.address });
    let connected = false;
    let sentAtMs: number | null = null;
    let received = '';
    const finish = (seen: WireObservation['seen']): void => {
      clearTimeout(deadline);
      clearTimeout(sending);
      socket.destroy();
      resolve({ seen, tookMs: sentAtMs === null ? 0 : performance.now() - sentAtMs });
    };
    const deadline = setTimeout(() => finish(connected ? 'stall' : 'silence'), options.deadlineMs);
    let sending: NodeJS.Timeout | undefined;
    socket.on('connect', () => {
      connected = true;
      sending = setTimeout(() => {
        sentAtMs = performance.now();
        // Kept alive: a server that closed after its answer would end a link that only loses replies.
        socket.write(
          `POST ${options.path}?bytes=${options.bytes} HTTP/1.1\r\nHost: probe\r\nfiredrill-probe: ${options.token}\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n`,
        );
      }, SEND_AFTER_MS);
    });
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const bodyAt = received.indexOf('\r\n\r\n');
      if (bodyAt >= 0 && received.length - bodyAt - 4 >= options.bytes) finish('healthy');
    });
    socket.on('end', () => {
      if (received.startsWith('HTTP/1.1')) finish('healthy');
      else finish(sentAtMs === null ? 'accept-then-close' : 'close');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') finish('refuse');
      else if (error.code === 'ECONNRESET')
        finish(sentAtMs === null ? 'accept-then-close' : 'reset');
      else finish('close');
    });
  });
}
