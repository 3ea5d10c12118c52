// Reads of the admin plane over a Unix socket: counters, states, books. Nothing here writes to the
// estate, and nothing here passes a proxy.

import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { z } from 'zod';

const READ_DEADLINE_MS = 5_000;

const countersSchema = z.object({
  probes: z.record(z.string(), z.number()),
  answers: z.record(z.string(), z.object({ good: z.number(), bad: z.number() })).optional(),
});
const stateSchema = z.object({
  role: z.string(),
  epoch: z.number(),
  seq: z.number(),
  writesInFlight: z.number(),
});

/** The counters of a process; rejects when it does not answer. */
export async function countersOf(socketPath: string): Promise<z.infer<typeof countersSchema>> {
  return countersSchema.parse(await readAdmin(socketPath, '/counters'));
}

/** The state of a service instance; null when it does not answer. */
export async function stateOf(socketPath: string): Promise<z.infer<typeof stateSchema> | null> {
  const raw = await readAdmin(socketPath, '/state').catch(() => null);
  const parsed = stateSchema.safeParse(raw);
  return parsed.success ? parsed.data : null;
}

/** One GET; rejects when there is no good answer in time. */
async function readAdmin(socketPath: string, path: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of await open(socketPath, path)) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Streams one GET into a file; gives the SHA-256 of what was written. */
export async function saveAdmin(socketPath: string, path: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(await open(socketPath, path), hashing, createWriteStream(file));
  return hash.digest('hex');
}

function open(socketPath: string, path: string): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path, signal: AbortSignal.timeout(READ_DEADLINE_MS) });
    call.on('error', reject);
    call.on('response', (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`admin plane answered ${response.statusCode} to ${path}`));
    });
    call.end();
  });
}
