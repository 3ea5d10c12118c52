// The bank as a service of the kit: its routes and its deep check.

import type { AccountAnswer } from '../kit/contract.ts';
import type { ServiceDefinition } from '../kit/service/definition.ts';
import { isInternal, MONITOR_PAYER } from './accounts.ts';
import { createKftcClient } from './kftc-client.ts';
import { bankDomain, type Ledger } from './ledger.ts';
import { type RequestedTransfer, transferOperation } from './transfer.ts';

/** Transfers and balances; the deep check sends one won to another bank. */
export const bank: ServiceDefinition<Ledger, RequestedTransfer> = {
  domain: bankDomain,
  addRoutes(app, { config, books, wallClock, write, read }) {
    const ledger = books.domain;
    const kftc = createKftcClient({ baseUrl: config.partnerUrl, timeoutMs: config.callTimeoutMs });
    const operation = transferOperation({ ledger, kftc, wallClock });
    app.post('/transfers', (context) => write(context, operation));
    app.get('/accounts/:account', (context) =>
      read(context, (): AccountAnswer | null => {
        const account = context.req.param('account');
        const balance = isInternal(account) ? null : ledger.balance(account);
        return balance === null ? null : { account, balance };
      }),
    );
    return {
      operation,
      body: { from: MONITOR_PAYER, to: 'monitor', amount: 1, bank: '004' },
      isOpen: ({ status }) => status === 200,
    };
  },
};
