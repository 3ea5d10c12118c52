// The calls that operations can make: probes, steps at an instance, routes. Each has a deadline and
// answers with a value; nothing is thrown. When to call what is the runbook's matter.

import { z } from 'zod';

import { call } from '../kit/call.ts';
import type { InstanceState, Route } from '../kit/contract.ts';
import { instanceStateSchema } from '../kit/replica/messages.ts';

const tableSchema = z.object({ version: z.int() });

const STEP_TIMEOUT_MS = 2_000;
const STATE_TIMEOUT_MS = 1_000;
const ROUTE_ATTEMPTS = 5;

/** Outcome of a step of the runbook. */
export type StepResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** Whether a probe was answered well. */
export async function probe(
  url: string,
  { method, timeoutMs }: { readonly method: 'GET' | 'POST'; readonly timeoutMs: number },
): Promise<boolean> {
  const outcome = await call(url, { method, timeoutMs });
  return outcome.outcome === 'answered' && isGood(outcome.status);
}

/** A POST that is a step of the runbook. */
export async function step(
  url: string,
  { body = {}, timeoutMs = STEP_TIMEOUT_MS }: { body?: unknown; timeoutMs?: number } = {},
): Promise<StepResult> {
  const outcome = await call(url, { method: 'POST', body, timeoutMs });
  if (outcome.outcome === 'failed') return { ok: false, reason: outcome.reason };
  if (isGood(outcome.status)) return { ok: true };
  const reason = `${outcome.status} ${JSON.stringify(outcome.body).slice(0, 200)}`;
  return { ok: false, reason };
}

/** State of an instance; null when it gives none in time. */
export async function stateOf(instanceUrl: string): Promise<InstanceState | null> {
  const outcome = await call(`${instanceUrl}/operator/state`, { timeoutMs: STATE_TIMEOUT_MS });
  if (outcome.outcome === 'failed' || !isGood(outcome.status)) return null;
  const state = instanceStateSchema.safeParse(outcome.body);
  return state.success ? state.data : null;
}

/**
 * Sets one route with the table's present version; a conflict is tried again with the new version.
 */
export async function setRoute(frontDoorUrl: string, route: Route): Promise<StepResult> {
  for (let attempt = 0; attempt < ROUTE_ATTEMPTS; attempt += 1) {
    const read = await call(`${frontDoorUrl}/routes`, { timeoutMs: STEP_TIMEOUT_MS });
    if (read.outcome === 'failed') return { ok: false, reason: read.reason };
    const table = tableSchema.safeParse(read.body);
    if (!table.success) return { ok: false, reason: `no route table: status ${read.status}` };
    const written = await call(`${frontDoorUrl}/routes/${route.service}`, {
      method: 'PUT',
      body: route,
      headers: { 'if-match': String(table.data.version) },
      timeoutMs: STEP_TIMEOUT_MS,
    });
    if (written.outcome === 'failed') return { ok: false, reason: written.reason };
    if (isGood(written.status)) return { ok: true };
    if (written.status !== 412) return { ok: false, reason: `route refused: ${written.status}` };
  }
  return { ok: false, reason: 'route table keeps changing' };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}
