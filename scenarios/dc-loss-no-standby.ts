// The same loss with a standby site in which nothing runs: promotion is impossible, and the drill
// must end missed.

import { defineScenario } from '../harness/index.ts';
import dcLossFailover from './dc-loss-failover.ts';
import { koreaPostColdStandby } from './estates/korea-post.ts';
import { automaticFailover } from './runbooks.ts';

export default defineScenario({
  ...dcLossFailover,
  id: 'dc-loss-no-standby',
  title: { en: 'Loss of a datacenter, no standby', ko: '예비센터 없는 데이터센터 상실' },
  summary: {
    en: 'Daejeon loses power and nothing can take over: the claim must be seen to fail.',
    ko: '대전센터 전원이 끊기고 대체할 곳이 없습니다. 주장한 복구 시간이 지켜지지 않아야 합니다.',
  },
  expected: 'missed',
  estate: koreaPostColdStandby,
  runbook: automaticFailover,
  timelines: { short: { warmUp: '10s', steadyState: '13s', method: '30s' } },
  faults: [{ kind: 'site-power-off', id: 'daejeon-dark', site: 'daejeon', at: '1s' }],
  objectives: dcLossFailover.objectives.filter(({ kind }) => kind === 'recovery-time'),
  suite: 'suites/dc-loss-no-standby.suite.ts',
});
