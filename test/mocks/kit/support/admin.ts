// Reads the admin plane of an instance in tests, without a socket, and checks what it says.

import { z } from 'zod';

import type { BookedOperation, BooksSummary } from '../../../../mocks/kit/contract.ts';
import type { FetchHandler } from '../../../../mocks/kit/process.ts';
import { instanceStateSchema } from '../../../../mocks/kit/replica/messages.ts';

/** Something with an admin plane. */
export interface WithAdminPlane {
  readonly admin: { readonly fetch: FetchHandler };
}

const summarySchema: z.ZodType<BooksSummary> = z.strictObject({
  state: instanceStateSchema,
  operations: z.int(),
  stranded: z.int(),
  ledgerSumWon: z.int().nullable(),
  moneyWon: z.int().nullable(),
  expectedMoneyWon: z.int().nullable(),
});

const operationSchema: z.ZodType<BookedOperation> = z.strictObject({
  key: z.string(),
  kind: z.string(),
  won: z.int(),
  seq: z.int(),
  epoch: z.int(),
  effects: z.int(),
});

/** `GET /books/summary` */
export async function readSummary(service: WithAdminPlane): Promise<BooksSummary> {
  const response = await service.admin.fetch(new Request('http://admin/books/summary'));
  return summarySchema.parse(await response.json());
}

/** `GET /books/operations` or `/books/stranded`, line by line. */
export async function readOperations(
  service: WithAdminPlane,
  which: 'operations' | 'stranded' = 'operations',
): Promise<readonly BookedOperation[]> {
  const response = await service.admin.fetch(new Request(`http://admin/books/${which}`));
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => operationSchema.parse(JSON.parse(line)));
}
