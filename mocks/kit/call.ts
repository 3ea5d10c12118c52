// Calls from one process of the estate to another: one attempt, one deadline, and the outcome as a
// value. Nothing is retried here, because only the caller knows whether a second attempt is safe.

/** What to send, and how long to wait for the whole answer. */
export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON; absent: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until the call counts as failed, the body of the answer included. */
  readonly timeoutMs: number;
  /** Ends the call early, for example because the process stops. */
  readonly signal?: AbortSignal;
}

/**
 * Outcome of a call. `failed` says nothing about whether the other side acted: the request may have
 * arrived and the answer got lost.
 */
export type CallOutcome =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      /** The answer's JSON; its text where it is not JSON; null where it is empty. */
      readonly body: unknown;
      readonly headers: Headers;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

/** Makes one HTTP call over kept-alive connections. Never throws; a time-out is a failed call. */
export async function call(url: string, options: CallOptions): Promise<CallOutcome> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const json = options.body === undefined ? undefined : JSON.stringify(options.body);
  try {
    const response = await fetch(url, {
      method: options.method ?? 'GET',
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(json === undefined ? {} : { body: json }),
      redirect: 'manual',
      signal,
    });
    const body = parseBody(await response.text());
    return { outcome: 'answered', status: response.status, body, headers: response.headers };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error, options.timeoutMs) };
  }
}

function parseBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The cause that the network gives (`ECONNREFUSED` …) where there is one, else the error's words. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`;
  if (error.name === 'AbortError') return 'ended by the caller';
  const { cause } = error;
  if (cause instanceof Error) {
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return error.message;
}
