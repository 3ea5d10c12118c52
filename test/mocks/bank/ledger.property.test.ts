import { rmSync } from 'node:fs';
import * as fc from 'fast-check';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { bank } from '../../../mocks/bank/service.ts';
import type { TransferRequest } from '../../../mocks/kit/contract.ts';
import { createService, type ServiceInstance } from '../../../mocks/kit/service/service.ts';
import { readOperations, readSummary } from '../kit/support/admin.ts';
import { configFor } from '../kit/support/instance.ts';
import { interceptPartners, PARTNER_HOST } from '../kit/support/msw.ts';

const OPENING = 10_000_000;
const account = fc.constantFrom('c-0000', 'c-0001', 'm-00', 'nobody');
const within = fc.record({ from: account, to: account, amount: fc.nat(6_000_000) });
const outside = fc.record({
  from: account,
  to: fc.constantFrom('somebody', 'closed-1'),
  amount: fc.nat(6_000_000),
  bank: fc.constant('020'),
});
const attempt = fc.record({
  // Few keys, so that repetitions and clashes are common.
  key: fc.nat(6).map((number) => `op-${number}`),
  body: fc.oneof(within, outside),
  /** What gets lost between the bank and KFTC in this attempt. */
  loss: fc.constantFrom('nothing', 'nothing', 'answer', 'request'),
});

async function send(instance: ServiceInstance, key: string, body: TransferRequest) {
  const request = new Request('http://bank/transfers', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  return (await instance.business.fetch(request)).status;
}

async function balanceOf(instance: ServiceInstance, name: string): Promise<number> {
  const response = await instance.business.fetch(new Request(`http://bank/accounts/${name}`));
  return z.object({ balance: z.int() }).parse(await response.json()).balance;
}

test('whatever is sent, repeated or lost: sum zero, no won missing, each key at most once', async () => {
  const partners = interceptPartners();
  let loss = 'nothing';
  partners.server.use(
    http.post(`${PARTNER_HOST}/kftc/transfer/deposit/fin_num`, async ({ request }) => {
      if (loss === 'nothing') return undefined;
      if (loss === 'answer') {
        await fetch(new Request('http://x.test/kftc/transfer/deposit/fin_num', request));
      }
      return HttpResponse.error();
    }),
  );
  const config = configFor({ partnerUrl: `${PARTNER_HOST}/kftc` });
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { maxLength: 20 }), async (attempts) => {
      rmSync(config.dataDirectory, { recursive: true, force: true });
      const instance = createService(bank, config, () => {});
      instance.begin();
      const known = new Map<string, TransferRequest>();
      const acknowledged = new Map<string, TransferRequest>();
      for (const { key, body, loss: lost } of attempts) {
        loss = lost;
        const status = await send(instance, key, body);
        if (status === 200 || status === 504) known.set(key, body);
        if (status === 200) acknowledged.set(key, body);
      }
      // Every unknown outcome is asked for once more, so that nothing is left on its way.
      loss = 'nothing';
      for (const [key, body] of known) {
        if ((await send(instance, key, body)) === 200) acknowledged.set(key, body);
      }
      const summary = await readSummary(instance);
      const operations = await readOperations(instance);
      const names = ['c-0000', 'c-0001'];
      const balances = await Promise.all(names.map((name) => balanceOf(instance, name)));
      instance.stop();
      expect(summary.ledgerSumWon).toBe(0);
      expect(summary.moneyWon).toBe(summary.expectedMoneyWon);
      expect(new Map(operations.map(({ key, effects }) => [key, effects]))).toEqual(
        new Map([...acknowledged.keys()].map((key) => [key, 1])),
      );
      expect(balances).toEqual(names.map((name) => modelBalance(acknowledged, name)));
    }),
    { numRuns: 40 },
  );
});

/** What an account must hold after exactly these transfers. */
function modelBalance(transfers: ReadonlyMap<string, TransferRequest>, name: string): number {
  let balance = OPENING;
  for (const { from, to, amount } of transfers.values()) {
    if (from === name) balance -= amount;
    if (to === name) balance += amount;
  }
  return balance;
}
