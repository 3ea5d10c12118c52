// The partner networks of a test: the real handlers behind a real listener, on any free port.

import { onTestFinished } from 'vitest';

import { openPlanes } from '../../../../mocks/kit/process.ts';
import { createPartners } from '../../../../mocks/partners/app.ts';
import { temporaryDirectory } from './instance.ts';
import { type Link, openLink } from './link.ts';

/** Partners that run, and the link to them. */
export interface RunningPartners {
  readonly link: Link;
  /** Base URL of a partner through the link. */
  urlOf(name: 'kftc' | 'van' | 'carrier'): string;
}

/** Starts all partner networks; they stop with the test. */
export async function startPartners(): Promise<RunningPartners> {
  const planes = createPartners({ partners: ['kftc', 'van', 'carrier'] });
  const open = await openPlanes(
    {
      listen: { host: '127.0.0.1', port: 0 },
      adminSocketPath: `${temporaryDirectory()}/partners.sock`,
    },
    planes,
  );
  const link = await openLink();
  link.leadTo(open.port);
  onTestFinished(() => Promise.all([open.close(), link.close()]).then(() => undefined));
  return { link, urlOf: (name) => `${link.url}/${name}` };
}
