// The insurer as a service of the kit: its route and its deep check.

import { MONITOR_SUFFIX } from '../bank/accounts.ts';
import { createBankClient } from '../bank/client.ts';
import type { ServiceDefinition } from '../kit/service/definition.ts';
import { type ClaimBooks, insuranceDomain } from './books.ts';
import { claimOperation, type RequestedClaim } from './claim.ts';

/** Claims; the deep check has one won paid on the monitor's policy. */
export const insurance: ServiceDefinition<ClaimBooks, RequestedClaim> = {
  domain: insuranceDomain,
  addRoutes(app, { config, books, wallClock, write }) {
    const { service, frontDoorUrl, callTimeoutMs: timeoutMs } = config;
    const pay = createBankClient({ service, frontDoorUrl, timeoutMs });
    const operation = claimOperation({ books: books.domain, pay, wallClock });
    app.post('/claims', (context) => write(context, operation));
    return {
      operation,
      body: { policy: `p-${MONITOR_SUFFIX}`, amount: 1 },
      isOpen: ({ status }) => status === 200,
    };
  },
};
