// The post as a service of the kit: its routes and its deep check.

import { MONITOR_PAYER } from '../bank/accounts.ts';
import { createBankClient } from '../bank/client.ts';
import type { ServiceDefinition } from '../kit/service/definition.ts';
import { parcelAnswer, parcelOperation, type RequestedParcel } from './accept.ts';
import { type ParcelBooks, postDomain } from './books.ts';
import { createCarrierClient } from './carrier-client.ts';

/** Parcels and their tracking; the deep check hands in a parcel of the monitor's for one won. */
export const post: ServiceDefinition<ParcelBooks, RequestedParcel> = {
  domain: postDomain,
  addRoutes(app, { config, books, write, read }) {
    const { service, frontDoorUrl, partnerUrl, callTimeoutMs: timeoutMs } = config;
    const operation = parcelOperation({
      pay: createBankClient({ service, frontDoorUrl, timeoutMs }),
      book: createCarrierClient({ baseUrl: partnerUrl, timeoutMs }),
    });
    app.post('/parcels', (context) => write(context, operation));
    app.get('/parcels/:trackingNumber', (context) =>
      read(context, () => {
        const parcel = books.domain.parcel(context.req.param('trackingNumber'));
        return parcel === null ? null : parcelAnswer(parcel);
      }),
    );
    return {
      operation,
      body: { sender: MONITOR_PAYER, address: 'monitor', postage: 1 },
      isOpen: ({ status }) => status === 200,
    };
  },
};
