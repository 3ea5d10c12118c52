// What every lab must do, whatever its parts run in. Each kind of lab has a file beside this one that
// opens it and runs these tests.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { DrillEventBody } from '../../../harness/journal/events.ts';
import type { Lab } from '../../../harness/lab/lab.ts';
import { LAB_CAPABILITIES, type LabName, prepareLab } from '../../../harness/lab/labs.ts';
import type { Watch } from '../../../harness/machine/watch.ts';
import type { Fault } from '../../../harness/model/fault.ts';
import type { DrillPlan, PlannedFault } from '../../../harness/plan/drill-plan.ts';
import { planDrill } from '../../../harness/plan/plan-drill.ts';
import { findTools } from '../../../harness/toolchain/index.ts';
import mini from '../../../scenarios/mini.ts';
import { watchTestLab } from '../../lab-home.ts';
import { type Expected, FAULTS, LINK, SILENCE } from './faults.ts';
import { type Connection, dial } from './wire-client.ts';

/** A handshake that has not come by then does not come: the issue's own figure. */
const SILENCE_MS = 1_500;
const IDLE_MS = 300;
const ANSWER_MS = 3_000;
/** The system sends again what got lost in silence after up to twice as long as the silence lasted. */
const UNDONE_MS = 10_000;

/** What the suite needs of one kind of lab. */
export interface ContractOptions {
  readonly name: LabName;
  /** Freezes a Toxiproxy behind the lab's back, so that its control does not answer. */
  readonly wedge: (events: readonly DrillEventBody[], toxiproxy: string) => Promise<void>;
}

/** Defines the tests of the contract for one kind of lab. */
export function testLabContract({ name, wedge }: ContractOptions): void {
  const capabilities = LAB_CAPABILITIES[name];
  const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-contract-'));
  const events: DrillEventBody[] = [];
  let lab: Lab;
  let watch: Watch;

  beforeAll(async () => {
    const { toxiproxy } = await findTools();
    if (toxiproxy.state !== 'found') throw new Error('Run `firedrill setup` first.');
    const prepared = await prepareLab(name, {
      toxiproxyPath: toxiproxy.tool.path,
      programs: [],
      onProgress: () => undefined,
    });
    if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
    watch = await watchTestLab(name);
    const opening = await prepared.value.open({
      home: watch.home,
      plan: plan(mini),
      logFolder,
      listener: (event) => events.push(event),
    });
    lab = opening.lab;
    await opening.opened;
  });

  afterAll(async () => {
    await lab.close();
    rmSync(logFolder, { recursive: true, force: true });
    const leftovers = await lab.leftovers();
    if ((await watch.release()) !== 'empty')
      throw new Error(`left behind: ${leftovers.join(', ')}`);
  });

  const canBeSilent = capabilities.signatures.includes('silence');
  const faults = canBeSilent ? [...FAULTS, SILENCE] : FAULTS;

  test.each(faults)('%s: confirmed only while it is there', async (_, fault) => {
    const planned = planFault(fault);
    // Secretly not made: its confirmation must not be fooled.
    expect(await lab.confirm(planned, 'faulty')).toMatchObject({ confirmation: 'mismatch' });
    await lab.inject(planned);
    expect(await lab.confirm(planned, 'faulty')).toMatchObject({ confirmation: 'confirmed' });
    await lab.heal(planned);
    expect(await lab.confirm(planned, 'healthy')).toMatchObject({ confirmation: 'confirmed' });
  });

  test.each(faults)('%s: on the wire as it is planned, and undone', async (_, fault, expected) => {
    const planned = planFault(fault);
    const open = await connected();
    open.send();
    expect(await open.watch(ANSWER_MS)).toMatchObject({ outcome: 'answer' });
    await lab.inject(planned);
    open.send();
    await watchExisting(open, expected);
    await watchFresh(expected);
    await lab.heal(planned);
    expect(await open.watch(UNDONE_MS)).toMatchObject({ outcome: expected.undone });
    open.close();
    const after = await connected();
    after.send();
    expect(await after.watch(ANSWER_MS)).toMatchObject({ outcome: 'answer' });
    after.close();
  });

  test('a signature that the lab cannot make is refused in planning', () => {
    const cures = problemsOf(SILENCE[1]).map(({ cure }) => cure);
    const refused = [expect.stringContaining('The lab "containers" can.')];
    expect(cures).toEqual(canBeSilent ? [] : refused);
  });

  test('a fault of another signature does not pass for the planned one', async () => {
    const refuse = planFault(FAULTS[0]?.[1]);
    const stall = planFault(FAULTS[4]?.[1]);
    await lab.inject(refuse);
    expect(await lab.confirm(stall, 'faulty')).toMatchObject({ confirmation: 'mismatch' });
    await lab.heal(refuse);
  });

  test('an instance that is killed finds what it had acknowledged when it starts again', async () => {
    const transfer = await request('POST', '/bank/transfers', {
      key: `contract:${name}`,
      body: { from: 'c-0001', to: 'c-0002', amount: 4_000 },
    });
    expect(transfer.status).toBe(200);
    const before = await balance();
    const killed = planFault({
      id: 'killed',
      kind: 'instance-down',
      at: '1s',
      instances: ['bank@daejeon'],
      ending: 'kill',
      storage: 'kept',
    });
    await lab.inject(killed);
    await lab.heal(killed);
    expect(await settled(balance, before)).toEqual(before);
  });

  test('a site that returns is stale: it does not serve before it knows that it may', async () => {
    const dark = planFault({ id: 'dark', kind: 'site-power-off', at: '1s', site: 'daejeon' });
    await lab.inject(dark);
    const { instances } = await lab.quiet({ quietMs: 0, deadlineMs: 1_000 });
    expect(instances.filter(({ instance }) => instance.endsWith('@daejeon'))).toEqual(
      ['bank@daejeon', 'post@daejeon'].map((instance) => ({
        instance,
        reachable: false,
        role: '',
        epoch: 0,
        seq: 0,
        writesInFlight: 0,
      })),
    );
    const mark = events.length;
    await lab.heal(dark);
    const reasons = events.slice(mark).flatMap((event) => {
      if (event.type !== 'estate-event' || event.process !== 'bank@daejeon') return [];
      return event.event.type === 'role-changed' ? [event.event['role']] : [];
    });
    expect(reasons[0]).toBe('returning');
  });

  test('with every link cut no business request reaches any service', async () => {
    const everything = planFault({
      id: 'everything',
      kind: 'link-cut',
      at: '1s',
      links: plan(mini).links.map(({ id }) => id),
      signature: 'refuse',
    });
    await lab.inject(everything);
    await lab.quiet({ quietMs: 500, deadlineMs: 5_000 });
    const before = [await lab.frontDoorCounters(), await positions()];
    await expect(fetch(`${lab.loadUrl}/bank/accounts/c-0001`)).rejects.toThrow('fetch failed');
    const { quiet } = await lab.quiet({ quietMs: 1_000, deadlineMs: 5_000 });
    expect(quiet).toBe(true);
    expect([await lab.frontDoorCounters(), await positions()]).toEqual(before);
    await lab.heal(everything);
    expect((await request('GET', '/bank/accounts/c-0001')).status).toBe(200);
  });

  test('a wedged Toxiproxy is replaced, and the fault is there afterwards', async () => {
    await wedge(events, 'toxiproxy-daejeon');
    const stall = planFault(FAULTS[4]?.[1]);
    await lab.inject(stall);
    expect(events.findLast((event) => event.type === 'proxy-replaced')).toMatchObject({
      host: 'daejeon',
    });
    expect(await lab.confirm(stall, 'faulty')).toMatchObject({ confirmation: 'confirmed' });
    await lab.heal(stall);
    expect(await lab.confirm(stall, 'healthy')).toMatchObject({ confirmation: 'confirmed' });
  });

  async function connected(): Promise<Connection> {
    const dialled = await dial(lab.addressOf(LINK), ANSWER_MS);
    if (dialled.outcome !== 'connected') throw new Error(`no connection: ${dialled.outcome}`);
    return dialled.connection;
  }

  async function watchExisting(open: Connection, expected: Expected): Promise<void> {
    const forMs = expected.existing === 'silence' ? SILENCE_MS : ANSWER_MS;
    const seen = await open.watch(forMs);
    expect(seen.outcome).toBe(expected.existing);
    expect(seen.afterMs).toBeGreaterThanOrEqual(expected.leastMs ?? 0);
  }

  async function watchFresh({ fresh, leastMs = 0 }: Expected): Promise<void> {
    const dialled = await dial(lab.addressOf(LINK), SILENCE_MS);
    const seen = dialled.outcome === 'connected' ? await watched(dialled.connection) : null;
    expect(seen === null ? dialled.outcome : seen.outcomes).toEqual(fresh);
    expect(seen?.askedMs ?? leastMs).toBeGreaterThanOrEqual(leastMs);
  }

  async function positions() {
    const { instances } = await lab.quiet({ quietMs: 0, deadlineMs: 1_000 });
    return instances.map(({ instance, seq }) => ({ instance, seq }));
  }

  async function request(
    method: 'GET' | 'POST',
    path: string,
    write?: { readonly key: string; readonly body: object },
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const answer = await fetch(`${lab.loadUrl}${path}`, {
      method,
      ...(write === undefined
        ? {}
        : { headers: { 'idempotency-key': write.key }, body: JSON.stringify(write.body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  function balance() {
    return request('GET', '/bank/accounts/c-0001');
  }

  function plan(scenario: unknown): DrillPlan {
    const planned = planning(scenario);
    if (!planned.ok) throw new Error(JSON.stringify(planned.error));
    return planned.value;
  }

  function planning(scenario: unknown) {
    const otherLabs = Object.values(LAB_CAPABILITIES);
    return planDrill(scenario, { timeline: 'short', lab: capabilities, otherLabs });
  }

  function withFault(fault: Fault) {
    const objectives = [{ kind: 'integrity', service: 'bank' }];
    return { ...mini, faults: [{ ...fault }], objectives };
  }

  function planFault(fault: Fault | undefined): PlannedFault {
    const [first] = fault === undefined ? [] : plan(withFault(fault)).faults;
    if (first === undefined) throw new Error('no fault');
    return first;
  }

  function problemsOf(fault: Fault) {
    const planned = planning(withFault(fault));
    return planned.ok ? [] : planned.error;
  }
}

/** A new connection before and after a request. */
async function watched(connection: Connection) {
  const untouched = await connection.watch(IDLE_MS);
  connection.send();
  const asked = await connection.watch(SILENCE_MS);
  connection.close();
  const outcomes = { untouched: untouched.outcome, asked: asked.outcome };
  return { outcomes, askedMs: asked.afterMs };
}

/** Asks until the answer is the one that is waited for; the last answer when it never comes. */
async function settled<Value>(ask: () => Promise<Value>, wanted: Value): Promise<Value> {
  const endMs = performance.now() + ANSWER_MS;
  for (;;) {
    const answer = await ask();
    const isIt = JSON.stringify(answer) === JSON.stringify(wanted);
    if (isIt || performance.now() > endMs) return answer;
  }
}
