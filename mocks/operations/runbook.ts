// The runbook's steps for one service: fail over to the standby, and later fail back. What decides
// that it is time is the monitor's matter.

import type { OperationsConfig, Route, RunbookMark } from '../kit/contract.ts';
import { printEvent } from '../kit/events.ts';
import { pause } from './pause.ts';
import { probe, type StepResult, setRoute, step } from './calls.ts';

const STEP_RETRY_MS = 500;
const STEP_ATTEMPTS = 240;
const VERIFY_RETRY_MS = 100;

/** Where a service stands, as operations believes. */
export interface ServiceState {
  readonly service: string;
  readonly dependsOn: readonly string[];
  readonly instances: Readonly<Record<string, string>>;
  site: string;
  epoch: number;
  phase: 'serving' | 'failing-over' | 'failing-back';
  failedOver: boolean;
}

/** Stamps a stage. */
export function mark(state: ServiceState, name: RunbookMark, atNs?: bigint): void {
  const event = { type: 'runbook', service: state.service, mark: name, site: state.site } as const;
  printEvent(event, atNs);
}

/** A step that is tried until it succeeds, as a person would; every first failure is told. */
async function insist(
  state: ServiceState,
  name: string,
  attempt: () => Promise<StepResult>,
): Promise<boolean> {
  let told = '';
  for (let count = 0; count < STEP_ATTEMPTS; count += 1) {
    const result = await attempt();
    if (result.ok) return true;
    if (result.reason !== told) {
      printEvent({
        type: 'runbook-failed',
        service: state.service,
        step: name,
        reason: result.reason,
      });
    }
    told = result.reason;
    await pause(name === 'verify' ? VERIFY_RETRY_MS : STEP_RETRY_MS);
  }
  return false;
}

function routeOf(state: ServiceState, routeState: Route['state']): Route {
  return { service: state.service, site: state.site, epoch: state.epoch, state: routeState };
}

/** Fails a service over to the standby site. */
export async function failOver(
  config: OperationsConfig,
  state: ServiceState,
  opened: (service: string) => Promise<void>,
): Promise<void> {
  const url = state.instances[config.standbySite] ?? '';
  mark(state, 'promote-started');
  const epoch = state.epoch + 1;
  if (!(await insist(state, 'promote', () => step(`${url}/operator/promote`, { epoch })))) return;
  state.site = config.standbySite;
  state.epoch = epoch;
  mark(state, 'promoted');
  if (
    !(await insist(state, 'repoint', () => setRoute(config.frontDoorUrl, routeOf(state, 'held'))))
  )
    return;
  mark(state, 'repointed');
  await Promise.all(state.dependsOn.map(opened));
  if (!(await insist(state, 'verify', () => step(`${url}/deep-check`)))) return;
  mark(state, 'verified');
  if (!(await insist(state, 'open', () => setRoute(config.frontDoorUrl, routeOf(state, 'open')))))
    return;
  state.phase = 'serving';
  state.failedOver = true;
  mark(state, 'opened');
}

/** Fails a service back to its old site; on failure the present site serves on. */
export async function failBack(config: OperationsConfig, state: ServiceState): Promise<boolean> {
  const present = state.instances[state.site] ?? '';
  const old = state.instances[config.primarySite] ?? '';
  state.phase = 'failing-back';
  mark(state, 'failback-started');
  const fail = async (name: string, reason: string): Promise<false> => {
    printEvent({ type: 'runbook-failed', service: state.service, step: name, reason });
    // A demotion may have happened after all: a higher epoch makes the present site primary again.
    state.epoch += 2;
    await step(`${present}/operator/promote`, { epoch: state.epoch });
    await setRoute(config.frontDoorUrl, routeOf(state, 'open'));
    state.phase = 'serving';
    return false;
  };
  await setRoute(config.frontDoorUrl, routeOf(state, 'held'));
  const demoted = await step(`${present}/operator/demote`);
  if (!demoted.ok) return fail('failback-demote', demoted.reason);
  mark(state, 'failback-demoted');
  const promoted = await step(`${old}/operator/promote`, { epoch: state.epoch + 1 });
  if (!promoted.ok) return fail('failback-promote', promoted.reason);
  state.epoch += 1;
  state.site = config.primarySite;
  mark(state, 'failback-promoted');
  await insist(state, 'failback-open', () => setRoute(config.frontDoorUrl, routeOf(state, 'open')));
  await probe(`${old}/alive`, 'GET', 1_000);
  state.phase = 'serving';
  state.failedOver = false;
  mark(state, 'failback-ended');
  return true;
}
