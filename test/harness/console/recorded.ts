// A drill as its journal would tell it, built by hand: bank goes dark and fails over, card gets a few
// bad answers and recovers by itself. Counters every 250 ms, as in a real drill.

import { advance, type DrillView, viewOf } from '../../../harness/console/drill-view.ts';
import { linesOf } from '../../../harness/console/render-lines.ts';
import type { DrillEvent, DrillEventBody, Phase } from '../../../harness/journal/events.ts';
import type { Language } from '../../../harness/model/text.ts';
import type { DrillPlan } from '../../../harness/plan/drill-plan.ts';
import { planOf } from '../analysis/history.ts';

const base = planOf();
const [bankLoad] = base.serviceLoads;
const [fire] = base.faults;
if (bankLoad === undefined || fire === undefined) throw new Error('the plan has changed');

/** Bank at 100/s, card at 50/s, one site power-off from 12 s to 25 s of drill time. */
export const PLAN: DrillPlan = {
  ...base,
  scenario: {
    ...base.scenario,
    id: 'recorded',
    title: { en: 'Loss of a datacenter', ko: '데이터센터 상실과 재해복구 전환' },
  },
  serviceLoads: [bankLoad, { ...bankLoad, service: 'card', ratePerSecond: 50, intervalMs: 20 }],
  faults: [{ ...fire, healAtMs: 15_000 }],
};

/** Drill time of the fault's control call, ms. */
export const CALLED_AT = 12_003;
const COUNTERS_EVERY_MS = 250;
const LOAD_FROM = 1_000;
const LOAD_TO = 40_000;

const clock = { wallNs: '0', monotonicNs: '0', uncertaintyUs: 1 };
const at = (time: number, body: DrillEventBody): DrillEvent => ({ at: time, ...body });

function phase(name: Phase, from: number, to: number, deadlineMs: number): readonly DrillEvent[] {
  return [
    at(from, { type: 'phase-started', phase: name, deadlineMs }),
    at(to, { type: 'phase-ended', phase: name, outcome: { kind: 'completed' } }),
  ];
}

/** A stage of the runbook as the operations process tells it. */
export function stage(time: number, mark: string, service = 'bank', site = 'gongju'): DrillEvent {
  const event = { type: 'runbook', service, mark, site };
  return at(time, { type: 'estate-event', process: 'operations', event });
}

/** A step of the runbook that failed. */
export function stepFailed(time: number, step: string, reason: string): DrillEvent {
  const event = { type: 'runbook-failed', service: 'bank', step, reason };
  return at(time, { type: 'estate-event', process: 'operations', event });
}

/** Probes that all saw the same. */
export const probes = (seen: string, links: number) =>
  Array.from({ length: links }, (_, index) => ({
    link: `front-door>bank@${index}`,
    seen,
    detail: '',
    tookMs: 5,
  }));

/** Bank answers nothing for half a second, then badly until 15 s; card is half bad for a second. */
function counters(): readonly DrillEvent[] {
  const events: DrillEvent[] = [];
  const bank = { good: 0, bad: 0 };
  const card = { good: 0, bad: 0 };
  for (let time = LOAD_FROM; time <= LOAD_TO; time += COUNTERS_EVERY_MS) {
    if (time <= 12_000 || time > 15_000) bank.good += 25;
    else if (time > 12_500) bank.bad += 25;
    const cardIsHalfBad = time > 13_000 && time <= 14_000;
    card.good += cardIsHalfBad ? 7 : 12;
    card.bad += cardIsHalfBad ? 5 : 0;
    const services = { bank: { ...bank }, card: { ...card } };
    events.push(at(time, { type: 'front-door-counters', services }));
  }
  return events;
}

const EVENTS: readonly DrillEvent[] = [
  at(1, {
    type: 'drill-started',
    drill: '2025-09-26-recorded',
    scenario: 'recorded',
    lab: 'processes',
    planSha256: '',
    anchor: clock,
    versions: {},
    machine: {},
  }),
  ...phase('open-lab', 2, 900, 30_000),
  at(899, { type: 'lab-opened', processes: 9, links: 20, tookMs: 897 }),
  ...phase('warm-up', 901, 5_000, 15_000),
  at(1_001, { type: 'load-flowing', startedToFirstRequestMs: 90 }),
  ...phase('steady-state', 5_001, 9_999, 8_000),
  at(9_998, {
    type: 'steady-state-verified',
    services: [
      { service: 'bank', good: 500, bad: 0 },
      { service: 'card', good: 250, bad: 0 },
    ],
  }),
  ...phase('method', 10_000, 40_100, 40_000),
  at(10_001, { type: 'method-started' }),
  at(12_001, { type: 'fault-intended', fault: 'fire', planned: PLAN.faults[0] ?? fire }),
  at(12_050, {
    type: 'fault-injected',
    fault: 'fire',
    calledAt: CALLED_AT,
    acknowledgedAt: 12_045,
    acts: [],
  }),
  at(12_800, {
    type: 'fault-confirmed',
    fault: 'fire',
    confirmation: 'confirmed',
    probes: probes('stall', 16),
  }),
  stage(12_300, 'first-failed-probe', 'bank', 'daejeon'),
  stage(14_203, 'detected', 'bank', 'daejeon'),
  stage(14_210, 'declared', 'bank', 'daejeon'),
  stage(14_220, 'promote-started', 'bank', 'daejeon'),
  stage(14_803, 'promoted'),
  stage(14_810, 'repointed'),
  stage(14_903, 'opened'),
  at(25_001, { type: 'heal-intended', fault: 'fire', cause: 'timeline' }),
  at(25_900, {
    type: 'fault-healed',
    fault: 'fire',
    cause: 'timeline',
    calledAt: 25_003,
    acknowledgedAt: 25_890,
  }),
  at(26_200, {
    type: 'heal-confirmed',
    fault: 'fire',
    confirmation: 'confirmed',
    probes: probes('healthy', 16),
  }),
  at(40_050, { type: 'load-ended', exitCode: 0, signal: null, expected: true }),
  ...phase('first-reading', 40_101, 41_000, 20_000),
  ...phase('heal', 41_001, 41_002, 20_000),
  ...phase('drain', 41_003, 42_000, 20_000),
  ...phase('second-reading', 42_001, 43_000, 20_000),
  ...phase('close-lab', 43_001, 44_000, 15_000),
  at(44_100, { type: 'clean-verified', leftovers: [] }),
  at(44_101, { type: 'drill-ended' }),
];

/** The whole drill, in the order in which the journal would hold it. */
export const RECORDED: readonly DrillEvent[] = [...EVENTS, ...counters()].toSorted(
  (left, right) => left.at - right.at,
);

/** The recorded drill up to a moment, with more events at the end. */
export function viewAt(time: number, more: readonly DrillEvent[] = []): DrillView {
  const events = RECORDED.filter((event) => event.at <= time);
  return [...events, ...more].reduce(advance, viewOf(PLAN));
}

/** Every line of some events. */
export function linesOfAll(events: readonly DrillEvent[], language: Language): readonly string[] {
  let before = viewOf(PLAN);
  return events.flatMap((event) => {
    const after = advance(before, event);
    const lines = linesOf({ before, event, after }, language);
    before = after;
    return lines.map(({ text }) => text);
  });
}
