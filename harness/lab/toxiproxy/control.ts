// Control of one Toxiproxy instance: its proxies' states, set through toxiproxy-node-client with a
// deadline on every call. A call that expires may still take effect, so the instance is then
// replaced and repopulated, never merely asked again.

import { Toxiproxy } from 'toxiproxy-node-client';

import { pause, withDeadline } from '../../system/waiting.ts';
import type { ProxyState } from './toxics.ts';

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
  for (const proxy of proxies)
    await change(apiUrl, proxy.name, { enabled: true, toxics: [] }, proxy.state);
}

/** Takes a proxy from one state to another; rejects on error or expiry. */
export async function change(
  apiUrl: string,
  name: string,
  from: ProxyState,
  to: ProxyState,
): Promise<void> {
  const client = new Toxiproxy(apiUrl);
  const proxy = await beforeDeadline(client.get(name));
  const kept = new Set(to.toxics.map((toxic) => toxic.name));
  const present = new Set(from.toxics.map((toxic) => toxic.name));
  for (const toxic of from.toxics.filter((it) => !kept.has(it.name))) {
    const handle = await beforeDeadline(proxy.getToxic(toxic.name));
    await beforeDeadline(handle.remove());
  }
  for (const toxic of to.toxics.filter((it) => !present.has(it.name))) {
    await beforeDeadline(
      proxy.addToxic({ ...toxic, attributes: { ...toxic.attributes }, toxicity: 1 }),
    );
  }
  if (from.enabled !== to.enabled) {
    await beforeDeadline(
      proxy.update({ enabled: to.enabled, listen: proxy.listen, upstream: proxy.upstream }),
    );
  }
}

/** One call to Toxiproxy. */
function beforeDeadline<Value>(work: Promise<Value>): Promise<Value> {
  return withDeadline(work, CALL_DEADLINE_MS, 'the call to Toxiproxy');
}
