// k6 as the load engine: a separate program, started in a process group of its own. Its script is
// k6/drill.ts; nothing here reads samples.

import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { LoadEngine } from './load-engine.ts';

const STOP_GRACE_MS = 4_000;

/** A load engine that runs the k6 at this path. */
export function k6Engine(k6Path: string): LoadEngine {
  return {
    name: 'k6',
    async start(spec, startProgram) {
      const { samplesPath, logFolder, baseUrl, loadMs, requestTimeoutMs, operations } = spec;
      const configPath = join(logFolder, 'load.json');
      writeFileSync(configPath, JSON.stringify({ baseUrl, loadMs, requestTimeoutMs, operations }));
      const options = ['run', '--quiet', '--no-usage-report', '--no-color', '--log-format', 'raw'];
      const outputs = ['--summary-mode=disabled', '--out', `json=${samplesPath}`];
      const program = await startProgram({
        name: 'k6',
        command: k6Path,
        options: [...options, ...outputs, join(import.meta.dirname, 'k6', 'drill.ts')],
        logPath: join(logFolder, 'k6.log'),
        environment: { FIREDRILL_LOAD: configPath, K6_AUTO_EXTENSION_RESOLUTION: 'false' },
        readFolders: [import.meta.dirname],
        writeFolders: [dirname(samplesPath), logFolder],
      });
      return { ended: program.ended, stop: () => program.stop(STOP_GRACE_MS) };
    },
  };
}
