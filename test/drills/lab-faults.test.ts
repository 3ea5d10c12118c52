// The embedded lab on real Toxiproxies and real processes: every fault is seen by traffic when it is
// there and not seen when it is not, a wedged Toxiproxy is replaced, and no way leads around the links.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { DrillEventBody } from '../../harness/journal/events.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import { processesCapabilities } from '../../harness/lab/processes/capabilities.ts';
import { openProcessesLab } from '../../harness/lab/processes/open-processes-lab.ts';
import type { Fault } from '../../harness/model/fault.ts';
import type { DrillPlan, PlannedFault } from '../../harness/plan/drill-plan.ts';
import { planDrill } from '../../harness/plan/plan-drill.ts';
import { findTools } from '../../harness/toolchain/index.ts';
import mini from '../../scenarios/mini.ts';

const LINK = 'front-door>bank@daejeon';
const logFolder = mkdtempSync(join(tmpdir(), 'firedrill-lab-'));
const events: DrillEventBody[] = [];
let lab: Lab;

beforeAll(async () => {
  const { toxiproxy } = await findTools();
  if (toxiproxy.state !== 'found') throw new Error('Run `firedrill setup` first.');
  const opening = await openProcessesLab({
    plan: planned(mini),
    toxiproxyPath: toxiproxy.tool.path,
    logFolder,
    listener: (event) => events.push(event),
  });
  lab = opening.lab;
  await opening.opened;
  await lab.startOperations();
});

afterAll(async () => {
  await lab.close();
  rmSync(logFolder, { recursive: true, force: true });
  const leftovers = await lab.leftovers();
  if (leftovers.length > 0) throw new Error(`left behind: ${leftovers.join(', ')}`);
});

const base = { id: 'planted', at: '1s' } as const;
const cut = { ...base, kind: 'link-cut', links: [LINK] } as const;
const FAULTS: readonly Fault[] = [
  { ...cut, signature: 'refuse' },
  { ...cut, signature: 'reset' },
  { ...cut, signature: 'close' },
  { ...cut, signature: 'accept-then-close' },
  { ...cut, signature: 'stall' },
  { ...base, kind: 'link-latency', links: [LINK], latency: '200ms', jitter: '20ms' },
  { ...base, kind: 'link-bandwidth', links: [LINK], kilobytesPerSecond: 20 },
  { ...base, kind: 'link-one-way', links: [LINK], lost: 'requests' },
  { ...base, kind: 'link-one-way', links: [LINK], lost: 'replies' },
  { ...base, kind: 'link-cut', links: ['bank@daejeon>kftc'], signature: 'stall' },
];

test.each(FAULTS.map((fault) => [nameOf(fault), fault] as const))(
  '%s is seen only while it is there',
  async (_name, fault) => {
    const one = planFault(fault);
    expect(await lab.confirm(one, 'faulty')).toMatchObject({ confirmation: 'mismatch' });
    await lab.inject(one);
    expect(await lab.confirm(one, 'faulty')).toMatchObject({ confirmation: 'confirmed' });
    await lab.heal(one);
    expect(await lab.confirm(one, 'healthy')).toMatchObject({ confirmation: 'confirmed' });
  },
);

test('a fault of another signature does not pass for the planned one', async () => {
  const refuse = planFault({ ...cut, signature: 'refuse' });
  await lab.inject(refuse);
  const stall = planFault({ ...cut, signature: 'stall' });
  expect(await lab.confirm(stall, 'faulty')).toMatchObject({ confirmation: 'mismatch' });
  await lab.heal(refuse);
});

test('a wedged Toxiproxy is replaced, and the fault is there afterwards', async () => {
  const wedged = events.findLast(
    (event) => event.type === 'process-started' && event.name === 'toxiproxy-daejeon',
  );
  if (wedged?.type !== 'process-started') throw new Error('no Toxiproxy');
  process.kill(wedged.pid, 'SIGSTOP');
  const stall = planFault({ ...cut, signature: 'stall' });
  await lab.inject(stall);
  expect(events.findLast((event) => event.type === 'proxy-replaced')).toMatchObject({
    host: 'daejeon',
  });
  expect(await lab.confirm(stall, 'faulty')).toMatchObject({ confirmation: 'confirmed' });
  await lab.heal(stall);
  expect(await lab.confirm(stall, 'healthy')).toMatchObject({ confirmation: 'confirmed' });
});

test('with every link cut no business request reaches any service', async () => {
  const { links } = planned(mini);
  const everything = planFault({
    ...base,
    kind: 'link-cut',
    links: links.map(({ id }) => id),
    signature: 'refuse',
  });
  await lab.inject(everything);
  await lab.quiet({ quietMs: 500, deadlineMs: 5_000 });
  const [counters, before] = [await lab.frontDoorCounters(), await states()];
  const request = fetch(`${lab.loadUrl}/bank/accounts/c-0001`);
  await expect(request).rejects.toThrow('fetch failed');
  // The monitor tries on: a second is several of its rounds.
  const { quiet } = await lab.quiet({ quietMs: 1_000, deadlineMs: 5_000 });
  expect(quiet).toBe(true);
  expect([await lab.frontDoorCounters(), await states()]).toEqual([counters, before]);
  await lab.heal(everything);
  const healed = await fetch(`${lab.loadUrl}/bank/accounts/c-0001`);
  expect(healed.status).toBe(200);
});

test('the clients reach the estate on a port outside the ephemeral range', () => {
  const [low] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/);
  expect(Number(new URL(lab.loadUrl).port)).toBeLessThan(Number(low));
});

async function states() {
  const { instances } = await lab.quiet({ quietMs: 0, deadlineMs: 1_000 });
  return instances.map(({ instance, seq }) => ({ instance, seq }));
}

function planned(scenario: unknown): DrillPlan {
  const plan = planDrill(scenario, { timeline: 'short', lab: processesCapabilities });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

function planFault(fault: Fault): PlannedFault {
  const [first] = planned({
    ...mini,
    faults: [{ ...fault }],
    objectives: [{ kind: 'integrity', service: 'bank' }],
  }).faults;
  if (first === undefined) throw new Error('no fault');
  return first;
}

function nameOf(fault: Fault): string {
  if (fault.kind === 'link-cut') return `${fault.signature} on ${fault.links.join()}`;
  return fault.kind === 'link-one-way' ? `${fault.kind} (${fault.lost})` : fault.kind;
}
