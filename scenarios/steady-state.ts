// The control run: no fault at all. What it measures is the noise of the instrument.

import { defineScenario } from '../harness/index.ts';
import { koreaPost } from './estates/korea-post.ts';
import { ordinaryDay } from './loads.ts';
import { automaticFailover } from './runbooks.ts';

export default defineScenario({
  id: 'steady-state',
  title: { en: 'Steady state', ko: '정상 상태' },
  summary: {
    en: 'No fault; every service must stay untouched.',
    ko: '장애 없이 모든 서비스가 정상이어야 합니다.',
  },
  expected: 'passed',
  estate: koreaPost,
  load: ordinaryDay,
  runbook: automaticFailover,
  timelines: { short: { warmUp: '10s', steadyState: '13s', method: '15s' } },
  faults: [],
  objectives: koreaPost.services.flatMap(
    ({ id }) =>
      [
        { kind: 'unaffected', service: id },
        { kind: 'integrity', service: id },
      ] as const,
  ),
  stopConditions: [],
  suite: 'suites/steady-state.suite.ts',
});
