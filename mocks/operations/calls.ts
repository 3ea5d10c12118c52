// The calls that operations can make: probes, promotion, demotion, routes. Each has a deadline and
// answers with a value; nothing is thrown.

import { z } from 'zod';

import type { InstanceState, Route } from '../kit/contract.ts';

const stateSchema: z.ZodType<InstanceState> = z.object({
  service: z.string(),
  site: z.string(),
  role: z.enum(['primary', 'standby', 'returning', 'fenced']),
  epoch: z.int(),
  epochStartSeq: z.int(),
  seq: z.int(),
  replicatedSeq: z.int(),
  protected: z.boolean(),
  writesInFlight: z.int(),
});
const tableSchema = z.object({ version: z.int() });

const STEP_TIMEOUT_MS = 2_000;

/** Outcome of a step of the runbook. */
export type StepResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** One call; null when there was no answer in time. */
export async function call(
  url: string,
  options: {
    readonly method?: string;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly timeoutMs?: number;
  } = {},
): Promise<Response | null> {
  try {
    return await fetch(url, {
      method: options.method ?? 'GET',
      headers: { 'content-type': 'application/json', ...options.headers },
      signal: AbortSignal.timeout(options.timeoutMs ?? STEP_TIMEOUT_MS),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch {
    return null;
  }
}

/** Whether a probe was answered well; the body is read so that the connection is free again. */
export async function probe(url: string, method: string, timeoutMs: number): Promise<boolean> {
  const answer = await call(url, { method, timeoutMs });
  await answer?.arrayBuffer().catch(() => undefined);
  return answer?.ok === true;
}

/** A POST that is a step of the runbook. */
export async function step(url: string, body?: unknown): Promise<StepResult> {
  const answer = await call(url, { method: 'POST', body: body ?? {} });
  if (answer === null) return { ok: false, reason: 'no answer' };
  const text = await answer.text().catch(() => '');
  return answer.ok ? { ok: true } : { ok: false, reason: `${answer.status} ${text.slice(0, 200)}` };
}

/** State of an instance, or null. */
export async function stateOf(instanceUrl: string): Promise<InstanceState | null> {
  const answer = await call(`${instanceUrl}/operator/state`, { timeoutMs: 1_000 });
  if (answer?.ok !== true) return null;
  const parsed = stateSchema.safeParse(await answer.json().catch(() => null));
  return parsed.success ? parsed.data : null;
}

/** Sets one route with the table's present version; a conflict is tried again with the new version. */
export async function setRoute(frontDoorUrl: string, route: Route): Promise<StepResult> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const table = await call(`${frontDoorUrl}/routes`);
    if (table?.ok !== true) return { ok: false, reason: 'front door does not answer' };
    const parsed = tableSchema.safeParse(await table.json().catch(() => null));
    if (!parsed.success) return { ok: false, reason: 'front door does not answer' };
    const headers = { 'if-match': String(parsed.data.version) };
    const answer = await call(`${frontDoorUrl}/routes/${route.service}`, {
      method: 'PUT',
      body: route,
      headers,
    });
    await answer?.arrayBuffer();
    if (answer?.ok === true) return { ok: true };
    if (answer?.status !== 412)
      return { ok: false, reason: `route refused: ${answer?.status ?? 'no answer'}` };
  }
  return { ok: false, reason: 'route table keeps changing' };
}
