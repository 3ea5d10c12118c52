// k6 as the load engine: a separate program, started in a process group of its own. Its script is
// k6/drill.ts; nothing here reads samples.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LoadEngine, LoadEnd } from './load-engine.ts';

const STOP_GRACE_MS = 4_000;

/** A load engine that runs the k6 at this path. */
export function k6Engine(k6Path: string): LoadEngine {
  return {
    name: 'k6',
    async start(spec) {
      const { samplesPath, logFolder, baseUrl, loadMs, requestTimeoutMs, operations } = spec;
      const configPath = join(logFolder, 'load.json');
      writeFileSync(configPath, JSON.stringify({ baseUrl, loadMs, requestTimeoutMs, operations }));
      const log = openSync(join(logFolder, 'k6.log'), 'a');
      const options = ['run', '--quiet', '--no-usage-report', '--no-color', '--log-format', 'raw'];
      const outputs = ['--summary-mode=disabled', '--out', `json=${samplesPath}`];
      const script = join(import.meta.dirname, 'k6', 'drill.ts');
      const child: ChildProcess = spawn(k6Path, [...options, ...outputs, script], {
        detached: true,
        stdio: ['ignore', log, log],
        env: { ...process.env, FIREDRILL_LOAD: configPath, K6_AUTO_EXTENSION_RESOLUTION: 'false' },
      });
      closeSync(log);
      const ended = new Promise<LoadEnd>((resolve) => {
        child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
      });
      await new Promise<void>((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
      });
      const { pid } = child;
      if (pid === undefined) throw new Error('Internal error: k6 has no pid');
      const signal = (name: NodeJS.Signals): void => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        try {
          process.kill(-pid, name);
        } catch {
          // It ended in this very moment.
        }
      };
      return {
        pid,
        ended,
        async stop() {
          signal('SIGTERM');
          const timer = setTimeout(() => signal('SIGKILL'), STOP_GRACE_MS);
          await ended;
          clearTimeout(timer);
        },
      };
    },
  };
}
