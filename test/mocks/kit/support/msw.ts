// The partners' handlers in front of this process's own fetch, for unit tests of the clients. What
// the test itself sends to loopback passes through.

import { setupServer } from 'msw/node';
import { onTestFinished } from 'vitest';

import {
  createPartnersState,
  partnerHandlers,
  type PartnersState,
} from '../../../../mocks/partners/partners.ts';

/** Address that only the handlers answer. */
export const PARTNER_HOST = 'http://partners.test';

/** The partners of one test and the paths that were asked, in order. */
export interface InterceptedPartners {
  readonly state: PartnersState;
  readonly paths: string[];
  readonly server: ReturnType<typeof setupServer>;
}

/** Intercepts calls to the partners until the test ends. */
export function interceptPartners(): InterceptedPartners {
  const state = createPartnersState();
  const server = setupServer(...partnerHandlers(state));
  const paths: string[] = [];
  server.events.on('request:start', ({ request }) => {
    const url = new URL(request.url);
    if (url.origin === PARTNER_HOST) paths.push(url.pathname);
  });
  server.listen({ onUnhandledFrame: 'bypass' });
  onTestFinished(() => server.close());
  return { state, paths, server };
}
