// Two services, one fault, as short as a true verdict can be.

import { defineScenario, linksInto } from '../harness/index.ts';
import { koreaPostMini } from './estates/korea-post.ts';
import { twoServices } from './loads.ts';
import { automaticFailover } from './runbooks.ts';

export default defineScenario({
  id: 'mini',
  title: { en: 'Mini drill', ko: '소형 훈련' },
  summary: {
    en: 'Every link into the primary bank stalls; the standby takes over.',
    ko: '주 은행으로 가는 모든 링크가 멈추고 예비가 이어받습니다.',
  },
  expected: 'passed',
  estate: koreaPostMini,
  load: twoServices,
  runbook: {
    ...automaticFailover,
    detection: { probeInterval: '250ms', probeTimeout: '250ms', failuresToDeclare: 2 },
  },
  timelines: { short: { warmUp: '1s', steadyState: '3s', method: '9s' } },
  faults: [
    {
      kind: 'link-cut',
      id: 'bank-unreachable',
      links: linksInto(koreaPostMini, 'bank@daejeon'),
      signature: 'stall',
      at: '500ms',
    },
  ],
  objectives: [
    { kind: 'recovery-time', service: 'bank', rto: '5s' },
    { kind: 'recovery-point', service: 'bank', maxLost: 0, maxAge: '0ms' },
    { kind: 'integrity', service: 'bank' },
  ],
  stopConditions: [],
  suite: 'suites/mini.suite.ts',
});
