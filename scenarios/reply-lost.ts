// Requests arrive and replies are lost: the outcome is unknown to the client, who tries again with
// the same key. Nothing may be posted twice.

import { defineScenario } from '../harness/index.ts';
import { koreaPostMini } from './estates/korea-post.ts';
import { twoServices } from './loads.ts';
import { automaticFailover } from './runbooks.ts';

export default defineScenario({
  id: 'reply-lost',
  title: { en: 'Replies lost after the commit', ko: '커밋 이후 응답 유실' },
  summary: {
    en: 'The replies of the bank are lost on the way back; retries must not post twice.',
    ko: '은행의 응답이 돌아오는 길에 유실됩니다. 재시도가 이중 처리를 일으키지 않아야 합니다.',
  },
  expected: 'passed',
  estate: koreaPostMini,
  load: {
    ...twoServices,
    id: 'two-services-with-retries',
    services: twoServices.services.map((service) => ({
      ...service,
      operations: service.operations.map(
        (it) => ({ ...it, retries: 2, retryAfter: '1s' }) as const,
      ),
    })),
  },
  runbook: { ...automaticFailover, failover: 'none' },
  timelines: { short: { warmUp: '2s', steadyState: '5s', method: '20s' } },
  faults: [
    {
      kind: 'link-one-way',
      id: 'replies-lost',
      links: ['front-door>bank@daejeon'],
      lost: 'replies',
      at: '2s',
      until: '8s',
    },
  ],
  objectives: [
    { kind: 'recovery-point', service: 'bank', maxLost: 0, maxAge: '0ms' },
    { kind: 'integrity', service: 'bank' },
  ],
  stopConditions: [],
  suite: 'suites/reply-lost.suite.ts',
});
