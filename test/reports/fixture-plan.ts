// The plan that the report fixtures share: two services, one site power-off, three objectives.

import type { DrillPlan, PlannedObjective } from '../../harness/plan/drill-plan.ts';

/** RTO of the bank, with a claimed and a required time. */
export const bankRecovery: PlannedObjective = {
  id: 'bank.recovery-time',
  objective: {
    kind: 'recovery-time',
    service: 'bank',
    rto: '12s',
    claimed: { time: '3h', source: { en: "the centre's own claim", ko: '센터의 주장' } },
    required: { time: '3h', source: { en: 'supervision rules', ko: '전자금융감독규정' } },
  },
  clockFault: 'daejeon-dark',
  horizonMs: 12_000,
};

/** RPO of the post. */
export const postPoint: PlannedObjective = {
  id: 'post.recovery-point',
  objective: { kind: 'recovery-point', service: 'post', maxLost: 100, maxAge: '3s' },
  clockFault: 'daejeon-dark',
  horizonMs: 12_000,
};

/** Integrity of the bank's books. */
export const bankIntegrity: PlannedObjective = {
  id: 'bank.integrity',
  objective: { kind: 'integrity', service: 'bank' },
  clockFault: 'daejeon-dark',
  horizonMs: 12_000,
};

function serviceOf(id: 'bank' | 'post') {
  return {
    id,
    kind: id,
    title:
      id === 'bank' ? { en: 'Internet banking', ko: '인터넷뱅킹' } : { en: 'Parcels', ko: '소포' },
    zones: { daejeon: 'floor-2', gongju: 'floor-1' },
    dependsOn: id === 'bank' ? [] : ['bank'],
    partner: id === 'bank' ? 'kftc' : 'carrier',
    movesMoney: id === 'bank',
    replication: { mode: 'async', linkDelay: '300ms', degradeAfter: '1s' },
  } as const;
}

/** The plan of the passed drill. */
export function planOf(): DrillPlan {
  const load = (service: string, ratePerSecond: number) => ({
    service,
    ratePerSecond,
    intervalMs: 1_000 / ratePerSecond,
    serviceLevelRatio: 0.99,
    goodWithinMs: 1_000,
    stabilityEvents: 299,
    stabilityWindowMs: 299_000 / ratePerSecond,
  });
  return {
    format: 1,
    scenario: {
      id: 'dc-loss-failover',
      title: { en: 'Loss of a datacenter, with failover', ko: '데이터센터 상실과 재해복구 전환' },
      summary: {
        en: 'Daejeon loses power; Gongju takes over.',
        ko: '대전 전원 상실, 공주로 전환.',
      },
      incident: { en: 'Fire of 26 September 2025.', ko: '2025년 9월 26일 화재.' },
      expected: 'passed',
      suite: 'dc-loss-failover.suite.ts',
    },
    lab: 'processes',
    timeline: 'short',
    estate: {
      id: 'korea-post',
      title: { en: 'Korea Post', ko: '우정사업본부' },
      sites: [],
      services: [serviceOf('bank'), serviceOf('post')],
      partners: [],
    },
    links: [],
    phases: {
      warmUpMs: 2_000,
      steadyStateMs: 3_000,
      methodMs: 20_000,
      loadMs: 25_000,
      longestMs: 90_000,
    },
    requestTimeoutMs: 1_500,
    operations: [],
    serviceLoads: [load('bank', 75), load('post', 50)],
    faults: [
      {
        id: 'daejeon-dark',
        fault: {
          kind: 'site-power-off',
          id: 'daejeon-dark',
          site: 'daejeon',
          at: '1s',
          until: '13s',
        },
        injectAtMs: 1_000,
        healAtMs: 13_000,
        signature: 'stall',
        inverse: { en: 'The site returns.', ko: '센터를 복귀시킵니다.' },
        limitation: {
          en: 'A dead site would not accept.',
          ko: '실제 센터는 연결도 받지 않습니다.',
        },
        blastRadius: { links: [], instances: [], services: ['bank', 'post'] },
      },
    ],
    runbook: {
      probeIntervalMs: 500,
      probeTimeoutMs: 500,
      failuresToDeclare: 3,
      decisionDelayMs: 0,
      failover: 'promote-standby',
      failbackSettleMs: 3_000,
    },
    stopConditions: [],
    objectives: [bankRecovery, postPoint, bankIntegrity],
    drainQuietMs: 600,
  };
}
