// Entry of `npm run campaign`. The command itself is in command.ts.

import { join } from 'node:path';

import { HARNESS_ERROR_STATUS } from '../../harness/verdict/index.ts';
import { campaignCommand } from './command.ts';
import { campaigns } from './index.ts';
import { createProgress } from './progress.ts';

const root = join(import.meta.dirname, '../..');
const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.error(`\n${signal}: the case that runs ends in order; no figures.`);
    ending.abort();
  });
}
try {
  process.exitCode = await campaignCommand(process.argv.slice(2), {
    campaigns,
    root,
    figuresPath: join(root, 'docs/figures.md'),
    keptIn: join(root, 'drills/campaigns'),
    print: (text) => console.log(text),
    signal: ending.signal,
    progressOver: (cases) => createProgress(process.stderr, cases),
  });
} catch (error) {
  console.error(error);
  process.exitCode = HARNESS_ERROR_STATUS;
}
