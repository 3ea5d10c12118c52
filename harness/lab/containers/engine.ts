// The container engine of this machine: whether there is one that the lab can use, and the calls that
// testcontainers does not offer. Nothing here knows of estates.

import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import type Dockerode from 'dockerode';
import { getContainerRuntimeClient } from 'testcontainers';

import { failure, messageOf, type Problem, type Result, success } from '../../model/problem.ts';
import type { ImageStore } from '../../toolchain/index.ts';

/** An engine that can be used. */
export interface Engine {
  readonly docker: Dockerode;
  /** For example `Docker Engine 28.2.2`. */
  readonly version: string;
  readonly images: ImageStore;
}

/** Docker Engine 20.10 speaks this version of the API. */
const OLDEST_API = [1, 41] as const;
const CURE =
  'Start Docker Engine 20.10 or newer on this machine, or take `--lab processes`, which needs none.';

/** Finds the engine; a problem says what is missing and names the lab that does without. */
export async function findEngine(): Promise<Result<Engine>> {
  const problem = (message: string): Result<Engine> =>
    failure([{ place: 'lab containers', message, cure: CURE } satisfies Problem]);
  try {
    const { container } = await getContainerRuntimeClient();
    const docker = container.dockerode;
    const { Version, ApiVersion } = await docker.version();
    const named = process.env['DOCKER_HOST'];
    if (named?.startsWith('unix://') === true && named !== `unix://${socketOf(docker)}`) {
      // Another engine than the one that was named must not be taken in its place.
      return problem(`No container engine answers at ${named}, which DOCKER_HOST names.`);
    }
    if (socketOf(docker) === null) {
      // Folders are shared with the containers, and durations are taken from one monotonic clock.
      return problem('The container engine is on another machine.');
    }
    if (isOlder(ApiVersion)) {
      return problem(`The container engine ${Version} is too old.`);
    }
    return success({ docker, version: Version, images: imagesOf(docker) });
  } catch (error) {
    return problem(`No container engine answers (${messageOf(error).split('\n')[0]}).`);
  }
}

/** By the API, because not every engine that speaks it counts its own versions like Docker. */
function isOlder(apiVersion: string): boolean {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_API;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** Path of the engine's socket; null for an engine that is reached otherwise. */
function socketOf({ modem }: Dockerode): string | null {
  if (typeof modem !== 'object' || modem === null || !('socketPath' in modem)) return null;
  return typeof modem.socketPath === 'string' ? modem.socketPath : null;
}

function imagesOf(docker: Dockerode): ImageStore {
  return {
    has: (tag) =>
      docker
        .getImage(tag)
        .inspect()
        .then(
          () => true,
          (error: unknown) => {
            if (statusOf(error) === 404) return false;
            throw error;
          },
        ),
    async import(tag, content, changes) {
      const [repo, name] = tag.split(':');
      const answer = await docker.importImage(content, { repo, tag: name, changes });
      const lines: Buffer[] = [];
      const sink = new Writable({
        write(chunk: Buffer, _encoding, done) {
          lines.push(chunk);
          done();
        },
      });
      await pipeline(answer, sink);
      const said = Buffer.concat(lines).toString('utf8');
      if (said.includes('"error"')) throw new Error(`the engine did not take ${tag}: ${said}`);
    },
  };
}

/** The HTTP status of an error of the engine; null where it has none. */
export function statusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  return typeof error.statusCode === 'number' ? error.statusCode : null;
}

/** Rejects only where the call failed for another reason than that the thing is not there. */
export async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
  }
}
