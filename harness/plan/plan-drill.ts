// Scenario → validated, deterministic plan. No clocks, no randomness, no addresses: the same
// scenario, timeline and lab give the same plan, byte for byte.

import { durationMs, formatDuration } from '../model/duration.ts';
import type { Fault, WireSignature } from '../model/fault.ts';
import { linksOf } from '../model/link.ts';
import type { Objective } from '../model/objective.ts';
import { failure, type Problem, type Result, success, unreachable } from '../model/problem.ts';
import type { Scenario, Timeline } from '../model/scenario.ts';
import type { LocalizedText } from '../model/text.ts';
import { blastRadius } from './blast-radius.ts';
import { checkScenario } from './check-scenario.ts';
import type { DrillPlan, PlannedFault, PlannedObjective, PlannedPhases } from './drill-plan.ts';
import { type LabCapabilities, refuseFaults } from './lab-capabilities.ts';
import { planOperations, planServiceLoads } from './plan-load.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { shapeProblems } from './shape-problems.ts';

/** Deadlines beyond the planned lengths, by phase, in ms. They bound the longest duration. */
export const PHASE_MARGIN_MS = {
  'open-lab': 30_000,
  'warm-up': 10_000,
  'steady-state': 3_000,
  method: 10_000,
  'first-reading': 20_000,
  heal: 20_000,
  drain: 20_000,
  'second-reading': 20_000,
  'verify-clean': 10_000,
  'close-lab': 15_000,
} as const;

/** What to plan for. */
export interface PlanOptions {
  readonly timeline: 'short' | 'full';
  readonly lab: LabCapabilities;
  /** Named where the lab cannot make a fault and one of these can. */
  readonly otherLabs?: readonly LabCapabilities[];
}

/** Plans a drill, or says everything that is wrong with the scenario at once. */
export function planDrill(candidate: unknown, options: PlanOptions): Result<DrillPlan> {
  const parsed = scenarioSchema.safeParse(candidate);
  if (!parsed.success) return failure(shapeProblems(candidate, parsed.error));
  // The schema keeps every field; only the template types of durations are lost in inference.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const scenario = candidate as Scenario;
  const timeline = scenario.timelines[options.timeline];
  if (timeline === undefined) {
    return failure([
      {
        place: 'timelines',
        message: `"${scenario.id}" has no ${options.timeline} timeline.`,
        cure: 'Leave --timeline out.',
      },
    ]);
  }
  const problems = [
    ...checkScenario(scenario, timeline),
    ...refuseFaults(scenario.faults, options.lab, options.otherLabs),
  ];
  if (problems.length > 0) return failure(problems);
  const plan = buildPlan(scenario, timeline, options);
  const horizons = checkHorizons(plan);
  return horizons.length > 0 ? failure(horizons) : success(plan);
}

function buildPlan(scenario: Scenario, timeline: Timeline, options: PlanOptions): DrillPlan {
  const phases = planPhases(timeline);
  const links = linksOf(scenario.estate);
  const faults = scenario.faults
    .map((fault) => planFault(scenario, fault))
    .sort((left, right) => left.injectAtMs - right.injectAtMs || left.id.localeCompare(right.id));
  const { runbook } = scenario;
  const slowest = Math.max(
    0,
    ...links.map(({ baselineDelayMs }) => baselineDelayMs),
    ...scenario.faults.map((it) =>
      it.kind === 'link-latency' ? durationMs(it.latency) + durationMs(it.jitter) : 0,
    ),
  );
  return {
    format: 1,
    scenario: {
      id: scenario.id,
      title: scenario.title,
      summary: scenario.summary,
      incident: scenario.incident ?? null,
      expected: scenario.expected,
      suite: scenario.suite ?? null,
    },
    lab: options.lab.name,
    timeline: options.timeline,
    estate: scenario.estate,
    links,
    phases,
    requestTimeoutMs: durationMs(scenario.load.requestTimeout),
    operations: planOperations(scenario.load),
    serviceLoads: planServiceLoads(scenario.load),
    faults,
    runbook: {
      probeIntervalMs: durationMs(runbook.detection.probeInterval),
      probeTimeoutMs: durationMs(runbook.detection.probeTimeout),
      failuresToDeclare: runbook.detection.failuresToDeclare,
      decisionDelayMs: durationMs(runbook.decisionDelay),
      failover: runbook.failover,
      failbackSettleMs:
        runbook.failback.kind === 'never' ? null : durationMs(runbook.failback.settle),
    },
    stopConditions: scenario.stopConditions.map(({ service, floor, over }) => ({
      service,
      floor,
      overMs: durationMs(over),
    })),
    objectives: scenario.objectives.map((objective) => planObjective(objective, faults, phases)),
    drainQuietMs: Math.max(500, 2 * slowest),
  };
}

function planPhases(timeline: Timeline): PlannedPhases {
  const warmUpMs = durationMs(timeline.warmUp);
  const steadyStateMs = durationMs(timeline.steadyState);
  const methodMs = durationMs(timeline.method);
  const loadMs = warmUpMs + steadyStateMs + methodMs;
  const margins = Object.values(PHASE_MARGIN_MS).reduce((sum, marginMs) => sum + marginMs, 0);
  return { warmUpMs, steadyStateMs, methodMs, loadMs, longestMs: loadMs + margins };
}

function planFault(scenario: Scenario, fault: Fault): PlannedFault {
  return {
    id: fault.id,
    fault,
    injectAtMs: durationMs(fault.at),
    healAtMs: fault.until === undefined ? null : durationMs(fault.until),
    signature: signatureOf(fault),
    inverse: inverseOf(fault),
    limitation: limitationOf(fault),
    blastRadius: blastRadius(scenario.estate, fault),
  };
}

/** What a client sees of a fault on the wire. */
export function signatureOf(fault: Fault): WireSignature {
  switch (fault.kind) {
    case 'site-power-off':
      return 'stall';
    case 'link-cut':
      return fault.signature;
    case 'link-latency':
      return 'latency';
    case 'link-bandwidth':
      return 'bandwidth';
    case 'link-one-way':
      return 'one-way';
    case 'instance-pause':
      return 'stall';
    case 'instance-down':
      return 'accept-then-close';
    default:
      return unreachable(fault);
  }
}

function inverseOf(fault: Fault): LocalizedText {
  switch (fault.kind) {
    case 'site-power-off':
      return {
        en: `power returns to ${fault.site}: fresh links, processes restart on their old data, fenced`,
        ko: `${fault.site} 전원 복구: 링크를 새로 만들고, 예전 데이터로 다시 시작하며 격리 상태로 복귀`,
      };
    case 'instance-pause':
      return {
        en: 'the instances go on, with the requests that they hold',
        ko: '인스턴스를 이어서 실행(붙들고 있던 요청도 처리)',
      };
    case 'instance-down':
      return fault.storage === 'kept'
        ? { en: 'the instances start again on their data', ko: '기존 데이터로 인스턴스 재시작' }
        : { en: 'the instances start again on an empty disk', ko: '빈 디스크로 인스턴스 재시작' };
    case 'link-cut':
    case 'link-latency':
    case 'link-bandwidth':
    case 'link-one-way':
      return { en: 'the links return to their normal state', ko: '링크를 정상 상태로 되돌림' };
    default:
      return unreachable(fault);
  }
}

function limitationOf(fault: Fault): LocalizedText | null {
  if (fault.kind === 'instance-down') {
    return {
      en: 'Signature is accept-then-close: the proxy in front accepts. A bare process that died would refuse.',
      ko: '신호 특성은 수락 후 종료(accept-then-close)입니다. 앞단 프록시가 연결을 수락하기 때문이며, 프록시가 없다면 연결이 거부됩니다.',
    };
  }
  if (fault.kind !== 'site-power-off') return null;
  return {
    en: 'Signature is stall: connections are accepted, then silence. A real dead site would not complete the handshake.',
    ko: '신호 특성은 정지(stall)입니다. 연결은 수락되고 이후 응답이 없습니다. 실제로 꺼진 센터는 연결 자체가 맺어지지 않습니다.',
  };
}

function planObjective(
  objective: Objective,
  faults: readonly PlannedFault[],
  phases: PlannedPhases,
): PlannedObjective {
  const clock = faults.find(({ blastRadius: { services } }) =>
    services.includes(objective.service),
  );
  const horizonMs =
    clock === undefined ? phases.methodMs : (clock.healAtMs ?? phases.methodMs) - clock.injectAtMs;
  return {
    id: `${objective.service}.${objective.kind}`,
    objective,
    clockFault: clock?.id ?? null,
    horizonMs,
  };
}

/** An objective that the drill could not observe to its end must not be run. */
function checkHorizons(plan: DrillPlan): readonly Problem[] {
  return plan.objectives.flatMap((planned, index): Problem[] => {
    const { objective } = planned;
    const place = `objectives[${index}] (${planned.id})`;
    const load = plan.serviceLoads.find(({ service }) => service === objective.service);
    const windowMs = load?.stabilityWindowMs ?? 0;
    const problems: Problem[] = [];
    if (objective.kind === 'recovery-time' && planned.clockFault === null) {
      problems.push({
        place,
        message: 'No fault of this scenario touches the service, so its recovery cannot be timed.',
        cure: 'Use an "unaffected" objective, or a fault that reaches the service.',
      });
    } else if (
      objective.kind === 'recovery-time' &&
      durationMs(objective.rto) > planned.horizonMs
    ) {
      problems.push({
        place,
        message: `The RTO of ${objective.rto} is longer than the ${formatDuration(planned.horizonMs)} that can be observed.`,
        cure: 'Lengthen the method, heal the fault later, or lower the RTO.',
      });
    }
    if (windowMs > planned.horizonMs || windowMs > plan.phases.steadyStateMs) {
      problems.push({
        place,
        message: `The stability window of ${formatDuration(windowMs)} does not fit.`,
        cure: 'Raise the arrival rate, lower the service level, or lengthen steady state and method.',
      });
    }
    return problems;
  });
}
