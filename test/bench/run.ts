// `npm run bench`: ratios, each with its anchor measured in the same run, because machines are
// noisy. Judges nothing; people read it. `--samples 100000` reads one file of so many. Figures with
// limits, which are kept, come from `npm run campaign -- cost`.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { findTools } from '../../harness/toolchain/index.ts';
import { type AnalysisFigures, compareAnalysis } from './analysis.ts';
import { compareColdStart } from './cold-start.ts';
import { compareContainers } from './containers.ts';
import { compareInjection } from './injection.ts';
import { writeK6Output } from './k6-output.ts';

const { values } = parseArgs({
  options: { samples: { type: 'string', multiple: true, default: ['1000000', '10000000'] } },
});
const folder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
const files: AnalysisFigures[] = [];
try {
  const path = join(folder, 'samples.json.gz');
  for (const samples of values.samples) {
    console.log(`analysis: ${samples} samples`);
    const written = await writeK6Output(path, Number(samples));
    const figures = await compareAnalysis(path);
    const { oursMs, plainMs, ratio, sameHash, attempts, keptBytes, peakBytes } = figures;
    files.push(figures);
    console.log(
      `  ours ${oursMs.toFixed(0)} ms, gunzip + readline + JSON.parse ${plainMs.toFixed(0)} ms: ${ratio.toFixed(1)} times faster, ${attempts} of ${written} attempts, ${sameHash ? 'same hash' : 'OTHER HASH'}`,
    );
    console.log(
      `  memory: ${mebibytes(keptBytes)} kept, ${mebibytes(peakBytes)} at most while reading`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const [smallest, largest] = [files.at(0), files.at(-1)];
if (smallest !== undefined && largest !== undefined && smallest !== largest) {
  const grown = largest.keptBytes - smallest.keptBytes;
  const bytes = grown / (largest.attempts - smallest.attempts);
  console.log(`  memory grows by ${bytes.toFixed(1)} bytes for each operation; limit 16`);
}
const { toxiproxy } = await findTools();
if (toxiproxy.state !== 'found') throw new Error('Run `firedrill setup` first.');
const lab = await compareInjection(toxiproxy.tool.path);
console.log(
  `injection p95 ${lab.injectionP95Ms.toFixed(2)} ms, bare call p95 ${lab.bareCallP95Ms.toFixed(2)} ms: ${(lab.injectionP95Ms / lab.bareCallP95Ms).toFixed(1)} times`,
);
const cold = await compareColdStart(toxiproxy.tool.path);
console.log(`cold start ${cold.openMs.toFixed(0)} ms`);
for (const [what, anchorMs] of [
  ['side by side', cold.sideBySideMs],
  ['one by one, summed', cold.oneByOneMs],
] as const) {
  const ratio = (cold.openMs / anchorMs).toFixed(2);
  console.log(`  its ${cold.parts} parts ${what} ${anchorMs.toFixed(0)} ms: ${ratio} times`);
}

const containers = await compareContainers(toxiproxy.tool.path);
if (containers === null) console.log('containers: not measured, no container engine answers');
else {
  console.log(`lab of ${containers.containers} containers against the bare engine`);
  for (const [what, ours, bare] of [
    ['opening', containers.openMs, containers.bareOpenMs],
    ['closing', containers.closeMs, containers.bareCloseMs],
    ['pausing an instance, p95', containers.pauseP95Ms, containers.barePauseP95Ms],
    ['cutting a link, p95', containers.cutP95Ms, containers.bareCutP95Ms],
  ] as const) {
    const ratio = (ours / bare).toFixed(2);
    console.log(`  ${what}: ${ours.toFixed(1)} ms, bare ${bare.toFixed(1)} ms: ${ratio} times`);
  }
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
