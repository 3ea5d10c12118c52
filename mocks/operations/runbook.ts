// The runbook's steps for one service: fail over to the standby, and later fail back. What decides
// that it is time is the monitor's matter.

import type { OperationsConfig, Route, RunbookMark } from '../kit/contract.ts';
import type { UnstampedEvent } from '../kit/events.ts';
import { pause } from '../kit/time.ts';
import { type StepResult, setRoute, step } from './calls.ts';

const STEP_RETRY_MS = 500;
const VERIFY_RETRY_MS = 100;
const STEP_ATTEMPTS = 240;
/** An instance calls a demotion off after 4 s; its answer must not be missed. */
const DEMOTE_TIMEOUT_MS = 5_000;

/** Takes an event; `atNs` is given where it happened before it is told. */
export type TellStamped = (event: UnstampedEvent, atNs?: bigint) => void;

/** What the runbook works with. */
export interface RunbookTools {
  readonly config: Pick<OperationsConfig, 'frontDoorUrl' | 'primarySite' | 'standbySite'>;
  readonly tell: TellStamped;
  /** Ends what may be left half done: the retries of a failover. */
  readonly stopping: AbortSignal;
}

/** Where a service stands, as operations believes. */
export interface ServiceState {
  readonly service: string;
  readonly dependsOn: readonly string[];
  /** Site → URL. */
  readonly instances: Readonly<Record<string, string>>;
  site: string;
  epoch: number;
  phase: 'serving' | 'failing-over' | 'failing-back';
  failedOver: boolean;
}

/** Stamps a stage of a service's recovery. */
export function mark(
  { tell }: Pick<RunbookTools, 'tell'>,
  { service, site }: ServiceState,
  stage: { readonly name: RunbookMark; readonly atNs?: bigint },
): void {
  tell({ type: 'runbook', service, mark: stage.name, site }, stage.atNs);
}

/**
 * Fails a service over to the standby site and says whether it is open there. `opened` resolves
 * once another service is open again, or after a while: `verify` finds out. A step that never
 * succeeds leaves the service `failing-over`, and a person must take it from there.
 */
export async function failOver(
  tools: RunbookTools,
  state: ServiceState,
  opened: (service: string) => Promise<void>,
): Promise<boolean> {
  const { config, stopping } = tools;
  const url = instanceUrl(state, config.standbySite);
  const epoch = state.epoch + 1;
  const steps = { tools, state, signal: stopping };
  mark(tools, state, { name: 'promote-started' });
  const promote = () => step(`${url}/operator/promote`, { body: { epoch } });
  if (!(await insist(steps, 'promote', promote))) return false;
  state.site = config.standbySite;
  state.epoch = epoch;
  mark(tools, state, { name: 'promoted' });
  if (!(await insist(steps, 'repoint', () => route(tools, state, 'held')))) return false;
  mark(tools, state, { name: 'repointed' });
  await Promise.all(state.dependsOn.map(opened));
  if (!(await insist(steps, 'verify', () => step(`${url}/deep-check`)))) return false;
  mark(tools, state, { name: 'verified' });
  if (!(await insist(steps, 'open', () => route(tools, state, 'open')))) return false;
  state.phase = 'serving';
  state.failedOver = true;
  mark(tools, state, { name: 'opened' });
  return true;
}

/**
 * Fails a service back to the primary site; where a step fails the present site serves on. Once
 * begun it is never broken off, because between its steps no site is primary.
 */
export async function failBack(tools: RunbookTools, state: ServiceState): Promise<void> {
  state.phase = 'failing-back';
  mark(tools, state, { name: 'failback-started' });
  const failure = await moveBack(tools, state);
  if (failure === null) {
    state.failedOver = false;
    mark(tools, state, { name: 'failback-ended' });
  } else {
    tools.tell({ type: 'runbook-failed', service: state.service, ...failure });
    await restorePresent(tools, state);
  }
  state.phase = 'serving';
}

interface Failure {
  readonly step: string;
  readonly reason: string;
}

async function moveBack(tools: RunbookTools, state: ServiceState): Promise<Failure | null> {
  const { primarySite } = tools.config;
  const held = await route(tools, state, 'held');
  if (!held.ok) return { step: 'failback-hold', reason: held.reason };
  const demoted = await step(`${instanceUrl(state, state.site)}/operator/demote`, {
    body: { epoch: state.epoch },
    timeoutMs: DEMOTE_TIMEOUT_MS,
  });
  if (!demoted.ok) return { step: 'failback-demote', reason: demoted.reason };
  mark(tools, state, { name: 'failback-demoted' });
  const epoch = state.epoch + 1;
  const promoted = await step(`${instanceUrl(state, primarySite)}/operator/promote`, {
    body: { epoch },
  });
  if (!promoted.ok) return { step: 'failback-promote', reason: promoted.reason };
  state.epoch = epoch;
  state.site = primarySite;
  mark(tools, state, { name: 'failback-promoted' });
  await insist({ tools, state }, 'failback-open', () => route(tools, state, 'open'));
  return null;
}

/**
 * Makes the present site serve again, whatever the failed step did after all: an epoch above all
 * that were tried deposes the other site if it was promoted, renews this one if it was not demoted,
 * and makes a demotion that is still on its way come too late.
 */
async function restorePresent(tools: RunbookTools, state: ServiceState): Promise<void> {
  const url = instanceUrl(state, state.site);
  state.epoch += 2;
  const promote = () => step(`${url}/operator/promote`, { body: { epoch: state.epoch } });
  await insist({ tools, state }, 'failback-restore', promote);
  await insist({ tools, state }, 'failback-reopen', () => route(tools, state, 'open'));
}

/**
 * A step that is tried until it succeeds, as a person would; every new reason of failure is told.
 */
async function insist(
  { tools, state, signal }: { tools: RunbookTools; state: ServiceState; signal?: AbortSignal },
  name: string,
  attempt: () => Promise<StepResult>,
): Promise<boolean> {
  const retryMs = name === 'verify' ? VERIFY_RETRY_MS : STEP_RETRY_MS;
  const never = new AbortController().signal;
  let told = '';
  for (let count = 0; count < STEP_ATTEMPTS && signal?.aborted !== true; count += 1) {
    const result = await attempt();
    if (result.ok) return true;
    const { reason } = result;
    if (reason !== told) {
      tools.tell({ type: 'runbook-failed', service: state.service, step: name, reason });
    }
    told = reason;
    await pause(retryMs, signal ?? never);
  }
  return false;
}

function route(
  { config }: RunbookTools,
  { service, site, epoch }: ServiceState,
  routeState: Route['state'],
): Promise<StepResult> {
  return setRoute(config.frontDoorUrl, { service, site, epoch, state: routeState });
}

function instanceUrl({ service, instances }: ServiceState, site: string): string {
  const url = instances[site];
  if (url === undefined) throw new Error(`No address of ${service} at ${site}`);
  return url;
}
