// Removing what is left in a container engine that refuses some of it: one refusal keeps nothing else,
// and what is left is named with what a person can type. The engine is a stand-in on a socket.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import Dockerode from 'dockerode';
import { expect, onTestFinished, test } from 'vitest';

import { removeContainers } from '../../../harness/machine/remove-containers.ts';
import { failure, success } from '../../../harness/model/problem.ts';
import { temporaryFolder } from './support.ts';

const LAB = 'firedrill-0123abcd';
const LABELS = { 'dev.firedrill.lab': LAB };

/** An engine with two containers and a network, which does not let go of one container. */
async function stubbornEngine(): Promise<string> {
  const containers = new Map([
    ['1', `/${LAB}-bank.daejeon`],
    ['2', `/${LAB}-k6`],
  ]);
  const networks = new Map([['3', `${LAB}-between`]]);
  const answer = ({ method, url = '' }: IncomingMessage): readonly [number, unknown] => {
    const path = new URL(url, 'http://engine').pathname.replace(/^\/v[\d.]+/, '');
    if (path === '/volumes') return [200, { Volumes: [] }];
    if (path === '/containers/json') {
      return [200, [...containers].map(([Id, name]) => ({ Id, Names: [name], Labels: LABELS }))];
    }
    if (path === '/networks') {
      return [200, [...networks].map(([Id, Name]) => ({ Id, Name, Labels: LABELS }))];
    }
    if (method === 'DELETE' && path === '/containers/2') return [500, { message: 'device busy' }];
    if (method === 'DELETE') {
      const [, kind, id = ''] = path.split('/');
      (kind === 'containers' ? containers : networks).delete(id);
      return [204, null];
    }
    return [404, { message: `nothing at ${path}` }];
  };
  const server = createServer((request, response: ServerResponse) => {
    const [status, body] = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === null ? undefined : JSON.stringify(body));
  });
  const socket = join(temporaryFolder(), 'engine.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => void server.close());
  return socket;
}

test('one container that does not go keeps nothing else, and is named', async () => {
  const docker = new Dockerode({ socketPath: await stubbornEngine() });
  expect(await removeContainers(LAB, async () => success({ docker }))).toEqual({
    removed: [`container ${LAB}-bank.daejeon`, `network ${LAB}-between`],
    left: [
      {
        what: `container ${LAB}-k6`,
        reason: expect.stringContaining('device busy'),
        commands: [`docker rm -f ${LAB}-k6`],
      },
    ],
  });
}, 30_000);

test('an engine that does not answer is named with commands for whatever is there', async () => {
  const problem = { place: 'lab containers', message: 'No engine answers.', cure: '' };
  const left = await removeContainers(LAB, async () => failure([problem]));
  expect(left).toEqual({
    removed: [],
    left: [
      {
        what: `containers and networks of ${LAB}`,
        reason: 'No engine answers.',
        commands: [
          `docker rm -f $(docker ps -aq --filter label=dev.firedrill.lab=${LAB})`,
          `docker network rm $(docker network ls -q --filter label=dev.firedrill.lab=${LAB})`,
        ],
      },
    ],
  });
}, 30_000);
