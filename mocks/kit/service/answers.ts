// Answers of a service as values and as HTTP responses. Nothing here decides which answer to give.

import type { LogEntry } from '../books/entry.ts';

/** An answer that acknowledges nothing: the request may be repeated with the same key. */
export interface Refusal {
  readonly refused: true;
  readonly status: number;
  readonly body: { readonly error: string } & Readonly<Record<string, unknown>>;
}

/** A refusal; `details` stand beside the error in its body. */
export function refuse(
  status: number,
  error: string,
  details: Readonly<Record<string, unknown>> = {},
): Refusal {
  return { refused: true, status, body: { error, ...details } };
}

/** Tells a refusal from a committed entry. */
export function isRefusal(value: Refusal | LogEntry): value is Refusal {
  return 'refused' in value;
}

/** What goes out to the client. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** True: the stored answer of an earlier request with this key. */
  readonly replayed: boolean;
}

/** Header of an answer that was given before. */
const REPLAYED_HEADER = 'firedrill-replayed';

/** A JSON response. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** The response of an answer. */
export function respond(answer: Answer): Response {
  return jsonResponse(
    answer.status,
    answer.body,
    answer.replayed ? { [REPLAYED_HEADER]: '1' } : {},
  );
}
