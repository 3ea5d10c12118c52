// Load profiles: constant open-model arrivals, at the least rates that the measurements need.

import type { LoadProfile } from '../harness/index.ts';

const once = { retries: 0, retryAfter: '0ms' } as const;
const serviceLevel = { ratio: 0.99, within: '1s' } as const;

const bank = {
  service: 'bank',
  serviceLevel,
  operations: [
    { operation: 'bank.transfer', ratePerSecond: 35, ...once },
    { operation: 'bank.balance', ratePerSecond: 15, ...once },
  ],
} as const;

const post = {
  service: 'post',
  serviceLevel,
  operations: [
    { operation: 'post.accept', ratePerSecond: 20, ...once },
    { operation: 'post.track', ratePerSecond: 5, ...once },
  ],
} as const;

/** Ordinary business on all four services. */
export const ordinaryDay: LoadProfile = {
  id: 'ordinary-day',
  title: { en: 'Ordinary day', ko: '평상시' },
  requestTimeout: '1500ms',
  services: [
    bank,
    {
      service: 'card',
      serviceLevel,
      operations: [{ operation: 'card.authorise', ratePerSecond: 50, ...once }],
    },
    {
      service: 'insurance',
      serviceLevel,
      operations: [{ operation: 'insurance.claim', ratePerSecond: 25, ...once }],
    },
    post,
  ],
};

/** Bank and post, with a lower service level so that the stability window is short. */
export const twoServices: LoadProfile = {
  id: 'two-services',
  title: { en: 'Two services', ko: '서비스 2개' },
  requestTimeout: '1500ms',
  services: [
    { ...bank, serviceLevel: { ratio: 0.98, within: '1s' } },
    { ...post, serviceLevel: { ratio: 0.98, within: '1s' } },
  ],
};
