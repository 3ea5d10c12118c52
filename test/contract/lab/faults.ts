// Faults of the contract, each with what a plain TCP client must see of it, the same on every lab: on a
// connection that was open before, on a new one, and once the fault is undone.

import type { Fault } from '../../../harness/model/fault.ts';
import type { Seen } from './wire-client.ts';

/** The link on which everything is watched, and the instance at its end. */
export const LINK = 'front-door>bank@daejeon';
const INSTANCE = 'bank@daejeon';

/** What a client sees. */
export interface Expected {
  /** On the open connection, after a request of REQUEST's bytes. */
  readonly existing: Seen['outcome'];
  /** On a new connection: `refused` and `no-handshake`, or what it is before and after a request. */
  readonly fresh:
    | 'refused'
    | 'no-handshake'
    | { readonly untouched: Seen['outcome']; readonly asked: Seen['outcome'] };
  /** Least time until an answer, ms. */
  readonly leastMs?: number;
  /** On the open connection, once the fault is undone. */
  readonly undone: Seen['outcome'];
}

const base = { id: 'planted', at: '1s' } as const;
const cut = { ...base, kind: 'link-cut', links: [LINK] } as const;
const down = { ...base, kind: 'instance-down', instances: [INSTANCE] } as const;
const STALL = { untouched: 'silence', asked: 'silence' } as const;
const AT_ONCE = { untouched: 'end', asked: 'end' } as const;

/** Faults that every lab can make. */
export const FAULTS: readonly (readonly [string, Fault, Expected])[] = [
  ['refuse', { ...cut, signature: 'refuse' }, { existing: 'end', fresh: 'refused', undone: 'end' }],
  [
    'reset',
    { ...cut, signature: 'reset' },
    { existing: 'end', fresh: { untouched: 'silence', asked: 'reset' }, undone: 'end' },
  ],
  [
    'close',
    { ...cut, signature: 'close' },
    { existing: 'end', fresh: { untouched: 'silence', asked: 'end' }, undone: 'end' },
  ],
  [
    'accept-then-close',
    { ...cut, signature: 'accept-then-close' },
    { existing: 'end', fresh: AT_ONCE, undone: 'end' },
  ],
  ['stall', { ...cut, signature: 'stall' }, { existing: 'silence', fresh: STALL, undone: 'end' }],
  [
    'latency',
    { ...base, kind: 'link-latency', links: [LINK], latency: '200ms', jitter: '20ms' },
    {
      existing: 'answer',
      fresh: { untouched: 'silence', asked: 'answer' },
      leastMs: 175,
      undone: 'answer',
    },
  ],
  [
    'bandwidth',
    { ...base, kind: 'link-bandwidth', links: [LINK], kilobytesPerSecond: 20 },
    {
      existing: 'answer',
      fresh: { untouched: 'silence', asked: 'answer' },
      leastMs: 90,
      undone: 'answer',
    },
  ],
  [
    'one-way, requests lost',
    { ...base, kind: 'link-one-way', links: [LINK], lost: 'requests' },
    { existing: 'silence', fresh: STALL, undone: 'end' },
  ],
  [
    'one-way, replies lost',
    { ...base, kind: 'link-one-way', links: [LINK], lost: 'replies' },
    { existing: 'silence', fresh: STALL, undone: 'end' },
  ],
  [
    'instance paused',
    { ...base, kind: 'instance-pause', instances: [INSTANCE] },
    // It goes on with what it holds: the answer comes late.
    { existing: 'silence', fresh: STALL, undone: 'answer' },
  ],
  [
    'instance killed',
    { ...down, ending: 'kill', storage: 'kept' },
    { existing: 'end', fresh: AT_ONCE, undone: 'end' },
  ],
  [
    'instance stopped in order',
    { ...down, ending: 'stop', storage: 'kept' },
    { existing: 'end', fresh: AT_ONCE, undone: 'end' },
  ],
  [
    'instance killed, its disk lost',
    { ...down, ending: 'kill', storage: 'lost' },
    { existing: 'end', fresh: AT_ONCE, undone: 'end' },
  ],
  [
    'power-off of the site',
    { ...base, kind: 'site-power-off', site: 'daejeon' },
    { existing: 'silence', fresh: STALL, undone: 'reset' },
  ],
];

/** True silence, for labs that say that they can make it: all links of one proxy from one place. */
export const SILENCE: readonly [string, Fault, Expected] = [
  'silence',
  {
    ...cut,
    links: [LINK, 'front-door>post@daejeon', 'operations>bank@daejeon', 'operations>post@daejeon'],
    signature: 'silence',
  },
  // What was sent into the silence is sent again by the system, and then answered.
  { existing: 'silence', fresh: 'no-handshake', undone: 'answer' },
];
