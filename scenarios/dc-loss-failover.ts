// What should have happened: the primary centre loses power, the standby takes over, the old centre
// returns stale and fenced, and business goes back to it.

import { defineScenario } from '../harness/index.ts';
import { koreaPost } from './estates/korea-post.ts';
import { ordinaryDay } from './loads.ts';
import { automaticFailover } from './runbooks.ts';

const claimed = {
  time: '3h',
  source: { en: "the centre's own claim, 2022", ko: '2022년 센터의 주장' },
} as const;
const required = {
  time: '3h',
  source: { en: 'Korean supervision of core banking', ko: '전자금융감독규정 (은행·카드)' },
} as const;

export default defineScenario({
  id: 'dc-loss-failover',
  title: { en: 'Loss of a datacenter, with failover', ko: '데이터센터 상실과 재해복구 전환' },
  summary: {
    en: 'Daejeon loses power; Gongju takes over; Daejeon returns stale and fenced; failback.',
    ko: '대전센터 전원 상실, 공주센터로 전환, 대전센터의 격리 복귀와 원복을 훈련합니다.',
  },
  incident: {
    en: 'Fire of 26 September 2025 in the Daejeon centre (NIRS).',
    ko: '2025년 9월 26일 국가정보자원관리원 대전센터 화재.',
  },
  expected: 'passed',
  estate: koreaPost,
  load: ordinaryDay,
  runbook: { ...automaticFailover, failback: { kind: 'when-settled', settle: '3s' } },
  timelines: { short: { warmUp: '10s', steadyState: '13s', method: '50s' } },
  faults: [{ kind: 'site-power-off', id: 'daejeon-dark', site: 'daejeon', at: '1s', until: '26s' }],
  objectives: [
    { kind: 'recovery-time', service: 'bank', rto: '12s', claimed, required },
    { kind: 'recovery-time', service: 'card', rto: '12s', claimed, required },
    { kind: 'recovery-time', service: 'insurance', rto: '12s', claimed },
    { kind: 'recovery-time', service: 'post', rto: '12s', claimed },
    { kind: 'recovery-point', service: 'bank', maxLost: 0, maxAge: '0ms' },
    { kind: 'recovery-point', service: 'card', maxLost: 0, maxAge: '0ms' },
    { kind: 'recovery-point', service: 'insurance', maxLost: 0, maxAge: '0ms' },
    { kind: 'recovery-point', service: 'post', maxLost: 100, maxAge: '3s' },
    { kind: 'integrity', service: 'bank' },
    { kind: 'failback', service: 'bank', maxDisruption: '3s' },
  ],
  stopConditions: [],
  suite: 'suites/dc-loss-failover.suite.ts',
});
