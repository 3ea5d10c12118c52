// `npm run bench`: ratios, each with its anchor measured in the same run, because machines are noisy.
// Judges nothing; people read it. `--samples 10000000` reads more.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { findTools } from '../../harness/toolchain/index.ts';
import { compareAnalysis } from './analysis.ts';
import { compareInjection } from './injection.ts';

const { values } = parseArgs({ options: { samples: { type: 'string', default: '1000000' } } });
const folder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
try {
  console.log(`analysis: ${values.samples} samples`);
  const analysis = await compareAnalysis(join(folder, 'samples.json.gz'), Number(values.samples));
  console.log(
    `  ours ${analysis.oursMs.toFixed(0)} ms, gunzip + readline + JSON.parse ${analysis.plainMs.toFixed(0)} ms: ${analysis.ratio.toFixed(1)} times faster, ${analysis.sameHash ? 'same hash' : 'OTHER HASH'}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { toxiproxy } = await findTools();
if (toxiproxy.state !== 'found') throw new Error('Run `firedrill setup` first.');
const lab = await compareInjection(toxiproxy.tool.path);
console.log(
  `injection p95 ${lab.injectionP95Ms.toFixed(2)} ms, bare call p95 ${lab.bareCallP95Ms.toFixed(2)} ms: ${(lab.injectionP95Ms / lab.bareCallP95Ms).toFixed(1)} times`,
);
console.log(
  `lab open ${lab.openMs.toFixed(0)} ms, as many bare Node processes one by one ${lab.bareStartsMs.toFixed(0)} ms: ${(lab.openMs / lab.bareStartsMs).toFixed(2)} times`,
);
