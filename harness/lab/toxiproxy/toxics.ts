// Faults as toxics: pure functions from a fault to the state of a proxy.

import type { LinkFault } from '../../model/fault.ts';
import { durationMs } from '../../model/duration.ts';
import type { Link } from '../../model/link.ts';
import { unreachable } from '../../model/problem.ts';

/** One toxic as Toxiproxy takes it. */
export interface ToxicSpec {
  readonly name: string;
  readonly type: 'latency' | 'bandwidth' | 'timeout' | 'reset_peer' | 'limit_data';
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

/** The state that a proxy should be in. */
export interface ProxyState {
  readonly enabled: boolean;
  readonly toxics: readonly ToxicSpec[];
}

/** State of a link without any fault: its own delay, which belongs to the estate. */
export function normalState(link: Link): ProxyState {
  if (link.baselineDelayMs === 0) return { enabled: true, toxics: [] };
  const attributes = { latency: link.baselineDelayMs, jitter: 0 };
  return {
    enabled: true,
    toxics: [{ name: 'normal-delay', type: 'latency', stream: 'upstream', attributes }],
  };
}

/** State of a link that accepts and then says nothing in either direction. */
export function stalledState(link: Link): ProxyState {
  const normal = normalState(link);
  return { ...normal, toxics: [...normal.toxics, ...both('timeout', { timeout: 0 })] };
}

/** State of a link under a link fault. */
export function faultyState(link: Link, fault: LinkFault): ProxyState {
  const normal = normalState(link);
  const withToxics = (...toxics: readonly ToxicSpec[]): ProxyState => ({
    ...normal,
    toxics: [...normal.toxics, ...toxics],
  });
  switch (fault.kind) {
    case 'link-latency':
      return withToxics(
        one('latency', 'downstream', {
          latency: durationMs(fault.latency),
          jitter: durationMs(fault.jitter),
        }),
      );
    case 'link-bandwidth':
      return withToxics(...both('bandwidth', { rate: fault.kilobytesPerSecond }));
    case 'link-one-way':
      return withToxics(
        one('timeout', fault.lost === 'requests' ? 'upstream' : 'downstream', { timeout: 0 }),
      );
    case 'link-cut':
      switch (fault.signature) {
        case 'refuse':
          return { ...normal, enabled: false };
        case 'reset':
          return withToxics(one('reset_peer', 'upstream', { timeout: 0 }));
        case 'close':
          return withToxics(one('limit_data', 'upstream', { bytes: 0 }));
        case 'accept-then-close':
          return withToxics(...both('timeout', { timeout: 1 }));
        case 'stall':
          return stalledState(link);
        case 'silence':
          throw new Error('Internal error: silence is no state of a proxy');
        default:
          return unreachable(fault.signature);
      }
    default:
      return unreachable(fault);
  }
}

function one(
  type: ToxicSpec['type'],
  stream: ToxicSpec['stream'],
  attributes: ToxicSpec['attributes'],
): ToxicSpec {
  return { name: `fault-${stream}`, type, stream, attributes };
}

function both(type: ToxicSpec['type'], attributes: ToxicSpec['attributes']): readonly ToxicSpec[] {
  return [one(type, 'upstream', attributes), one(type, 'downstream', attributes)];
}
