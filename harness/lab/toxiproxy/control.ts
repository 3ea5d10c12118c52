// Control of one Toxiproxy instance: its proxies' states, set through toxiproxy-node-client with a
// deadline on every call. A call that expires may still take effect, so the instance is then
// replaced and repopulated, never merely asked again.

import { type ICreateToxicBody, Proxy, Toxic, Toxiproxy } from 'toxiproxy-node-client';

import { pause, withDeadline } from '../../system/waiting.ts';
import type { ProxyState, ToxicSpec } from './toxics.ts';

const CALL_DEADLINE_MS = 2_000;
const READ_DEADLINE_MS = 1_000;
const API_POLL_MS = 5;

/** A proxy of an instance. */
export interface ProxySpec {
  readonly name: string;
  readonly listen: string;
  readonly upstream: string;
}

/** Waits until the instance answers on its collection, which `/version` does not prove. */
export async function waitForApi(apiUrl: string, deadlineMs: number): Promise<void> {
  const endMs = performance.now() + deadlineMs;
  while (performance.now() < endMs) {
    const answer = await fetch(`${apiUrl}/proxies`, {
      signal: AbortSignal.timeout(READ_DEADLINE_MS),
    }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
    await pause(API_POLL_MS);
  }
  throw new Error(`Toxiproxy at ${apiUrl} does not answer`);
}

/** Creates every proxy in its state. */
export async function populate(
  apiUrl: string,
  proxies: readonly (ProxySpec & { readonly state: ProxyState })[],
): Promise<void> {
  const client = new Toxiproxy(apiUrl);
  await beforeDeadline(
    client.populate(
      proxies.map(({ name, listen, upstream }) => ({ name, listen, upstream, enabled: true })),
    ),
  );
  const from: ProxyState = { enabled: true, toxics: [] };
  for (const { state, ...proxy } of proxies) await change(apiUrl, proxy, { from, to: state });
}

/**
 * Takes a proxy from one state to another; rejects on error or expiry. What is there is known, so
 * nothing is asked first, and the toxics of both directions change side by side.
 */
export async function change(
  apiUrl: string,
  spec: ProxySpec,
  { from, to }: { readonly from: ProxyState; readonly to: ProxyState },
): Promise<void> {
  const proxy = new Proxy(new Toxiproxy(apiUrl), { ...spec, enabled: from.enabled, toxics: [] });
  const kept = new Set(to.toxics.map((toxic) => toxic.name));
  const present = new Set(from.toxics.map((toxic) => toxic.name));
  const removed = from.toxics.filter((it) => !kept.has(it.name));
  const added = to.toxics.filter((it) => !present.has(it.name));
  await Promise.all(
    removed.map((it) => beforeDeadline(new Toxic(proxy.api, proxy.getPath(), bodyOf(it)).remove())),
  );
  await Promise.all(added.map((it) => beforeDeadline(proxy.addToxic(bodyOf(it)))));
  if (from.enabled !== to.enabled) {
    const { listen, upstream } = spec;
    await beforeDeadline(proxy.update({ enabled: to.enabled, listen, upstream }));
  }
}

function bodyOf(toxic: ToxicSpec): ICreateToxicBody<Readonly<Record<string, number>>> {
  return { ...toxic, toxicity: 1 };
}

/** One call to Toxiproxy. */
function beforeDeadline<Value>(work: Promise<Value>): Promise<Value> {
  return withDeadline(work, CALL_DEADLINE_MS, 'the call to Toxiproxy');
}
