// The answer to a probe: as many bytes as were asked for. Every business listener serves it, so
// that the harness can see a link's fault on the wire without doing business.

import { randomBytes } from 'node:crypto';

import { jsonResponse } from './service/answers.ts';

const LARGEST_PROBE_BYTES = 16_000;
/** Random, so that nothing on the way can compress it. */
const PROBE_BYTES = randomBytes(LARGEST_PROBE_BYTES / 2).toString('hex');

/** Answers `POST …/probe?bytes=n` with n bytes; 400 where n is no integer from 0 to 16,000. */
export async function answerProbe(request: Request): Promise<Response> {
  await request.arrayBuffer();
  const bytes = Number(new URL(request.url).searchParams.get('bytes') ?? 0);
  const isFitting = Number.isInteger(bytes) && bytes >= 0 && bytes <= LARGEST_PROBE_BYTES;
  if (!isFitting) return jsonResponse(400, { error: 'bytes-out-of-range' });
  return new Response(PROBE_BYTES.slice(0, bytes), {
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
  });
}
