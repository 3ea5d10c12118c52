// A bank behind a stand-in front door, for tests of the services that pay through it. The front door
// here only carries requests on; the real one has tests of its own.

import { Hono } from 'hono';
import { onTestFinished } from 'vitest';

import { bank } from '../../../../mocks/bank/service.ts';
import { openPlanes } from '../../../../mocks/kit/process.ts';
import { configFor, type RunningInstance, startInstance, temporaryDirectory } from './instance.ts';
import { type Link, openLink } from './link.ts';
import { type RunningPartners, startPartners } from './partners.ts';

/** What a service that pays needs around it. */
export interface Chain {
  readonly bank: RunningInstance;
  readonly partners: RunningPartners;
  /** Link to the front door. */
  readonly door: Link;
}

/** Starts partners, a bank and a front door that leads to it. */
export async function startChain(): Promise<Chain> {
  const partners = await startPartners();
  const running = await startInstance(bank, configFor({ partnerUrl: partners.urlOf('kftc') }));
  const app = new Hono();
  app.all('/bank/*', (context) => {
    const url = new URL(context.req.url);
    const path = url.pathname.replace('/bank', '');
    return running.service.business.fetch(new Request(`http://bank${path}`, context.req.raw));
  });
  const planes = { business: app, admin: new Hono(), stop: () => {} };
  const open = await openPlanes(
    {
      listen: { host: '127.0.0.1', port: 0 },
      adminSocketPath: `${temporaryDirectory()}/door.sock`,
    },
    planes,
  );
  const door = await openLink();
  door.leadTo(open.port);
  onTestFinished(() => Promise.all([open.close(), door.close()]).then(() => undefined));
  return { bank: running, partners, door };
}
