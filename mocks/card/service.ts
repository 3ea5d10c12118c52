// The card service as a service of the kit: its route and its deep check.

import { MONITOR_PAYEE, MONITOR_SUFFIX } from '../bank/accounts.ts';
import { createBankClient } from '../bank/client.ts';
import type { DomainBooks } from '../kit/books/domain.ts';
import type { ServiceDefinition } from '../kit/service/definition.ts';
import { authorisationOperation, type RequestedAuthorisation } from './authorise.ts';
import { cardDomain } from './books.ts';
import { createVanClient } from './van-client.ts';

/** Authorisations; the deep check pays one won with the monitor's card. */
export const card: ServiceDefinition<DomainBooks, RequestedAuthorisation> = {
  domain: cardDomain,
  addRoutes(app, { config, wallClock, write }) {
    const { service, frontDoorUrl, partnerUrl, callTimeoutMs: timeoutMs } = config;
    const operation = authorisationOperation({
      van: createVanClient({ baseUrl: partnerUrl, timeoutMs, wallClock }),
      pay: createBankClient({ service, frontDoorUrl, timeoutMs }),
    });
    app.post('/authorisations', (context) => write(context, operation));
    return {
      operation,
      body: { card: `k-${MONITOR_SUFFIX}`, merchant: MONITOR_PAYEE, amount: 1 },
      isOpen: ({ status, body }) => status === 200 && isApproved(body),
    };
  },
};

function isApproved(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'responseCode' in body &&
    body.responseCode === '00'
  );
}
