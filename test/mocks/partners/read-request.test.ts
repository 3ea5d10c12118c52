import { http, HttpResponse, getResponse } from 'msw';
import { expect, test } from 'vitest';

import { ReadRequest } from '../../../mocks/partners/read-request.ts';

function post(body: string): Request {
  const headers = { 'content-type': 'application/json', 'firedrill-probe': 'p-1' };
  return new Request('http://127.0.0.1/kftc/x?y=1', { method: 'POST', body, headers });
}

test('it says what the request said, as often as it is asked', async () => {
  const original = post('{"a":1}');
  const read = await ReadRequest.of(original);
  expect(read).toBeInstanceOf(Request);
  expect({ url: read.url, method: read.method, headers: [...read.headers] }).toEqual({
    url: original.url,
    method: 'POST',
    headers: [...original.headers],
  });
  for (const reader of [read, read, read.clone()]) {
    expect([await reader.text(), await reader.json()]).toEqual(['{"a":1}', { a: 1 }]);
  }
});

test('what is no JSON is refused when it is asked for, not before', async () => {
  const read = await ReadRequest.of(post('{"a":'));
  expect(await read.text()).toBe('{"a":');
  await expect(read.json()).rejects.toBeInstanceOf(SyntaxError);
});

test('MSW matches it, and each handler that it asks can read the body', async () => {
  const bodies: unknown[] = [];
  const note = async ({ request }: { readonly request: Request }) => {
    bodies.push(await request.json());
  };
  const handlers = [
    http.post('*/van/x', note),
    http.post('*/kftc/x', note),
    http.post('*/kftc/:rest', async ({ request }) => {
      await note({ request });
      return HttpResponse.json({ done: true });
    }),
  ];
  const response = await getResponse(handlers, await ReadRequest.of(post('{"a":1}')));
  expect(await response?.json()).toEqual({ done: true });
  expect(bodies).toEqual([{ a: 1 }, { a: 1 }]);
});
