// Monitor and runbook know nothing of the faults of a drill: there is no place in their
// configuration where a fault could stand, and handed a wrong timeline in every way that a process
// can be handed something, they do what they would have done without it.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toJSONSchema } from 'zod';

import type { OperationsConfig } from '../../../mocks/kit/contract.ts';
import { operationsConfigSchema } from '../../../mocks/operations/configuration.ts';
import { freePort, startProcess, type StartOptions } from '../kit/support/estate-process.ts';
import { temporaryDirectory, until } from '../kit/support/instance.ts';
import { openWorld } from './support/world.ts';

const config: OperationsConfig = {
  listen: { host: '127.0.0.1', port: 20_000 },
  adminSocketPath: '/lab/operations.sock',
  frontDoorUrl: 'http://127.0.0.1:20001',
  statusPageUrl: '',
  primarySite: 'daejeon',
  standbySite: 'gongju',
  services: [{ service: 'bank', dependsOn: [], instances: { daejeon: 'http://127.0.0.1:20002' } }],
  runbook: {
    probeIntervalMs: 250,
    probeTimeoutMs: 1_000,
    failuresToDeclare: 3,
    decisionDelayMs: 500,
    failover: 'promote-standby',
    failbackSettleMs: null,
  },
};

const timeline = [{ atMs: 100, fault: 'power-off', service: 'card' }];

/**
 * Every object in a value, each with a way to make a copy of the whole in which it has one key
 * more.
 */
function withExtraKey(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) =>
      withExtraKey(item).map((changed) => value.with(index, changed)),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    withExtraKey(item).map((changed) => ({ ...value, [key]: changed })),
  );
  return [{ ...value, faults: timeline }, ...inner];
}

/** Names of all fields, and what each may hold. */
function fieldsOf(schema: unknown, path = ''): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, properties, items, additionalProperties, anyOf } = schema as Record<
    string,
    unknown
  >;
  if (Array.isArray(anyOf)) return anyOf.flatMap((each) => fieldsOf(each, path));
  if (type === 'array') return fieldsOf(items, `${path}[]`);
  if (type !== 'object') return [`${path}: ${String(type)}`];
  if (properties === undefined) return fieldsOf(additionalProperties, `${path}.*`);
  return Object.entries(properties as object).flatMap(([name, each]) =>
    fieldsOf(each, path === '' ? name : `${path}.${name}`),
  );
}

test('the configuration holds addresses and the runbook, field by field', () => {
  expect(fieldsOf(toJSONSchema(operationsConfigSchema))).toEqual([
    'listen.host: string',
    'listen.port: integer',
    'adminSocketPath: string',
    'frontDoorUrl: string',
    'statusPageUrl: string',
    'primarySite: string',
    'standbySite: string',
    'services[].service: string',
    'services[].dependsOn[]: string',
    'services[].instances.*: string',
    'runbook.probeIntervalMs: number',
    'runbook.probeTimeoutMs: number',
    'runbook.failuresToDeclare: integer',
    'runbook.decisionDelayMs: number',
    'runbook.failover: string',
    'runbook.failbackSettleMs: number',
    'runbook.failbackSettleMs: null',
  ]);
});

test('a timeline under any further key, at any depth, is refused', () => {
  expect(operationsConfigSchema.safeParse(config).success).toBe(true);
  const changed = withExtraKey(config);
  expect(changed).toHaveLength(5);
  for (const each of changed) expect(operationsConfigSchema.safeParse(each).success).toBe(false);
});

/** What a real operations process tells when the bank dies after its fifth deep check. */
async function eventsOfRun(
  handed: StartOptions,
): Promise<{ calls: readonly string[]; events: readonly Record<string, unknown>[] }> {
  const world = await openWorld({ bank: [], card: [] });
  world.at('bank', 'daejeon').upForDeepChecks = 5;
  const operations = await startProcess(
    'operations',
    {
      ...world.options,
      listen: { host: '127.0.0.1', port: await freePort() },
      adminSocketPath: join(temporaryDirectory(), 'operations.sock'),
    },
    handed,
  );
  const isOpen = () => operations.events.some(({ mark }) => mark === 'opened');
  await until('the bank is open again', isOpen, 15_000);
  const { deepChecks } = world.at('card', 'daejeon');
  const seen = deepChecks.length;
  await until('the card is watched on', () => deepChecks.length > seen + 10, 15_000);
  expect(await operations.end('SIGTERM')).toBe(0);
  return {
    calls: world.calls,
    events: operations.events.map((event) => ({ ...event, atNs: undefined })),
  };
}

test('handed a wrong timeline by argument, environment and input, it does the same', async () => {
  const text = JSON.stringify({ faults: timeline, timeline });
  const told = await eventsOfRun({
    args: ['--faults', text, text],
    env: { FIREDRILL_FAULTS: text, FIREDRILL_TIMELINE: text, FAULTS: text },
    input: `${text}\n`,
  });
  const untold = await eventsOfRun({});
  expect(told).toEqual(untold);
  const marks = untold.events.map(({ mark, service }) => `${String(service)} ${String(mark)}`);
  expect(marks.slice(1)).toEqual([
    'bank first-failed-probe',
    'bank detected',
    'bank declared',
    'bank promote-started',
    'bank promoted',
    'bank repointed',
    'bank verified',
    'bank opened',
  ]);
}, 60_000);
